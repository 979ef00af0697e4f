import { dayOf, semesterOf } from '../../calendar/day.ts';
import { codePoints, decideFile, type Slot, tidyText } from '../../outcomes/announcement.ts';
import { useNow } from '../../platform/ui/clock.tsx';
import type { TrayEntry } from '../../platform/ui/tray/entry.ts';
import { useWritten } from '../../platform/ui/tray/useWritten.ts';
import type { Refusal } from '../../regulation/refusal.ts';
import { categoryOf } from '../category.ts';
import { problemsIn, tidied } from '../fields.ts';
import { decideLink } from '../link.ts';
import type { Detail } from './OnePerformance.tsx';
import { keptIn, type Written, waysOf } from './written.ts';

/** What is written, and everything wrong with it as the server would say. */
export function useForm(detail: Detail, entry: TrayEntry | undefined) {
  const { limits } = detail;
  const draft = useWritten<Written>(waysOf(detail, entry));
  const { text: written, write } = draft;
  const today = dayOf(useNow());
  const category = categoryOf(detail.category);
  const { schoolYear } = semesterOf(today);

  const length = codePoints(tidyText(written.description));
  const problems = new Map<string, Refusal>(
    problemsIn(category, tidied(category, written.fields), {
      today,
      schoolYear,
      // Only what the table has can be picked.
      licence: () => true,
    }).map(({ field, refusal }) => [field, refusal]),
  );
  const linked = decideLink(written.link, { ...limits.link, ownHosts: [location.hostname] });
  if ('refused' in linked) problems.set('link', linked);
  const files = entry?.files ?? [];
  const wrongFile = files.some((file) => decideFile(file, limits[file.slot as Slot]) !== undefined);
  const missing = limits.fileNeeded && files.length + keptIn(written, entry).length === 0;
  const wrongText = length === 0 || length > limits.description.max;
  return {
    category,
    schoolYear,
    draft,
    written,
    write: (change: Partial<Written>) => write({ ...written, ...change }),
    length,
    problems,
    drop: (slot: Slot) => write({ ...written, keep: written.keep.filter((kept) => kept !== slot) }),
    wrong: problems.size > 0 || wrongFile || wrongText || missing,
  };
}

export type Form = ReturnType<typeof useForm>;
