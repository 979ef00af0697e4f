import { useEffect, useRef, useState } from 'react';
import { dayOf, semesterOf } from '../../calendar/day.ts';
import { codePoints, decideFile, type Slot, tidyText } from '../../outcomes/announcement.ts';
import { type CallError, call } from '../../platform/call.ts';
import { useNow } from '../../platform/ui/clock.tsx';
import type { Refusal } from '../../regulation/refusal.ts';
import { categoryOf, type Values } from '../category.ts';
import { savePerformanceDraft } from '../contract.ts';
import { problemsIn, tidied } from '../fields.ts';
import { decideLink } from '../link.ts';
import type { Detail } from './OnePerformance.tsx';

export interface Written {
  fields: Values;
  description: string;
  link: string;
}

export const slots = ['document', 'media'] as const;
const pauseMs = 800;

/** What is written, kept on the server with every pause in typing, and everything wrong with it as the server would say. */
export function useForm(detail: Detail) {
  const { performanceId, draft, versions, limits } = detail;
  const [latest] = versions;
  const [written, setWritten] = useState<Written>(
    draft ?? latest ?? { fields: {}, description: '', link: '' },
  );
  const [files, setFiles] = useState<Partial<Record<Slot, File>>>({});
  const [keep, setKeep] = useState<Slot[]>(latest?.files.map(({ slot }) => slot) ?? []);
  const saving = useDraftSaving(performanceId);
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
  const chosen = slots.flatMap((slot) => (files[slot] ? [{ slot, file: files[slot] }] : []));
  const wrongFile = chosen.some(({ slot, file }) => decideFile(file, limits[slot]) !== undefined);
  const missing = limits.fileNeeded && chosen.length + keep.length === 0;
  const wrongText = length === 0 || length > limits.description.max;
  return {
    category,
    schoolYear,
    written,
    write(change: Partial<Written>) {
      const now = { ...written, ...change };
      setWritten(now);
      saving.later(now);
    },
    length,
    problems,
    files,
    chosen,
    keep,
    choose(slot: Slot, file: File | undefined) {
      setFiles({ ...files, [slot]: file });
      if (file) setKeep(keep.filter((kept) => kept !== slot));
    },
    drop: (slot: Slot) => setKeep(keep.filter((kept) => kept !== slot)),
    wrong: problems.size > 0 || wrongFile || wrongText || missing,
    kept: saving.kept,
    savingError: saving.error,
    cancelSaving: saving.cancel,
  };
}

function useDraftSaving(performanceId: string) {
  const [kept, setKept] = useState(false);
  const [error, setError] = useState<CallError | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    kept,
    error,
    cancel: () => clearTimeout(timer.current),
    later({ fields, description, link }: Written) {
      setKept(false);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        const body = { fields: { ...fields }, description, link };
        call(savePerformanceDraft, { params: { performanceId }, body }).then(() => {
          setKept(true);
          setError(null);
        }, setError);
      }, pauseMs);
    },
  };
}
