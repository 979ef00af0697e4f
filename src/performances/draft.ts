/** What is being written of a performance before it is handed in: private, finished or not, and in one window at a time. */
import { tidyText } from '../outcomes/announcement.ts';
import { type Refusal, refuse } from '../regulation/refusal.ts';
import type { Category, Values } from './category.ts';
import { tidied } from './fields.ts';

export interface Draft {
  fields: Values;
  description: string;
  link: string;
}

/** As it is kept. */
export function tidiedDraft(category: Category, { fields, description, link }: Draft): Draft {
  return { fields: tidied(category, fields), description: tidyText(description), link: link.trim() };
}

/** What two tidied drafts say differently: keys of fields, `description`, `link`. */
export function differences(one: Draft, other: Draft): string[] {
  const keys = new Set([...Object.keys(one.fields), ...Object.keys(other.fields)]);
  const fields = [...keys].filter((key) => (one.fields[key] ?? '') !== (other.fields[key] ?? ''));
  const rest = (['description', 'link'] as const).filter((key) => one[key] !== other[key]);
  return [...fields, ...rest];
}

/** What of a draft another window has saved since this one looked: told, never written over unseen. */
export function decideDraftSeen(
  stands: (Draft & { savedAt: Date }) | undefined,
  wanted: Draft,
  seen: string | null,
): { accepted: true } | Refusal {
  // The same words once more are a save whose answer got lost.
  if (!stands || differences(stands, wanted).length === 0) return { accepted: true };
  if (seen !== null && Date.parse(seen) === stands.savedAt.getTime()) return { accepted: true };
  return draftChanged(stands.savedAt.toISOString());
}

/** Said by the server to the later save, and by a page that sees it before it saves. */
export function draftChanged(savedAt: string): Refusal {
  return refuse('performance-draft-changed', '產5', { savedAt });
}
