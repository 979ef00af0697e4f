/** What a student writes of a performance, and how it lies in the tray: what is announced with its files. */
import type { Slot } from '../../outcomes/announcement.ts';
import { call } from '../../platform/call.ts';
import type { TrayEntry } from '../../platform/ui/tray/entry.ts';
import type { Ways } from '../../platform/ui/tray/useWritten.ts';
import { languageNow } from '../../platform/ui/words.ts';
import { type Category, categoryOf, nameOf, type Values } from '../category.ts';
import { savePerformanceDraft } from '../contract.ts';
import { type Draft, differences, tidiedDraft } from '../draft.ts';
import { problemsIn } from '../fields.ts';
import type { Detail } from './OnePerformance.tsx';

export interface Written extends Draft {
  /** Slots whose file of the standing version stays. */
  keep: readonly Slot[];
}

type Target = TrayEntry['target'];
type Item = Pick<Detail, 'performanceId' | 'category'>;

/** The form as it stands on the server: the draft, else the version that stands. */
export function standing({ draft, versions }: Pick<Detail, 'draft' | 'versions'>): Written {
  const [latest] = versions;
  const { fields, description, link } = draft ?? latest ?? { fields: {}, description: '', link: '' };
  return { fields, description, link, keep: latest?.files.map(({ slot }) => slot) ?? [] };
}

export function targetOf({ performanceId, category }: Item, written: Written): Target {
  const { fields, description, link, keep } = written;
  return {
    performanceId,
    category,
    description,
    link,
    fields: JSON.stringify(fields),
    keep: keep.join(' '),
  };
}

/** What stays of the version before beside the files of an entry. */
export function keptIn({ keep }: Written, entry: Pick<TrayEntry, 'files'> | undefined): Slot[] {
  return keep.filter((slot) => !entry?.files.some((file) => file.slot === slot));
}

/** undefined where nobody has written anything with it yet. */
export function writtenIn({ fields, description = '', link = '', keep = '' }: Target): Written | undefined {
  if (fields === undefined) return undefined;
  const slots = (['document', 'media'] as const).filter((slot) => keep.split(' ').includes(slot));
  return { fields: JSON.parse(fields) as Values, description, link, keep: slots };
}

export function waysOf(detail: Detail, entry: TrayEntry | undefined): Ways<Written> {
  const { performanceId, draft } = detail;
  const initial = standing(detail);
  return {
    entry,
    initial,
    draft: draft ? { text: initial, savedAt: draft.savedAt } : undefined,
    changed: 'performance-draft-changed',
    save({ fields, description, link }, seen) {
      const body = { fields: { ...fields }, description, link, seen };
      return call(savePerformanceDraft, { params: { performanceId }, body });
    },
    same: (one, other) => differ(categoryOf(detail.category), one, other).length === 0,
    target: (written) => targetOf(detail, written),
    textOf: writtenIn,
  };
}

/** Keys of what differs, as the server would keep it. */
export function differ(category: Category, one: Draft, other: Draft): string[] {
  return differences(tidiedDraft(category, one), tidiedDraft(category, other));
}

/** Nothing is missing that must be said; what has to do with today is told by the form, and by the server. */
export function isWhole(target: Target): boolean {
  const written = writtenIn(target);
  if (!written || !target['category'] || !target['performanceId']) return false;
  const category = categoryOf(target['category']);
  const ground = { today: '9999-12-31', schoolYear: 9999, licence: () => true };
  const { fields, description } = tidiedDraft(category, written);
  return description !== '' && problemsIn(category, fields, ground).length === 0;
}

/** How people call what a target says. */
export function labelOf(target: Target): string {
  if (!target['category']) return '';
  const category = categoryOf(target['category']);
  const name = nameOf(category, writtenIn(target)?.fields ?? {}, () => undefined);
  return [category.title[languageNow()], name].filter(Boolean).join(' · ');
}
