/**
 * 復原: the last applied import is taken back, while nothing was built on it. What it changed goes back to what stood
 * before, what it added goes; whatever came since and needs it is named, and then nothing is undone.
 */
import type { Actor } from '../accounts/actor.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { type Refusal, refuse } from '../regulation/refusal.ts';
import type { Regulation } from '../regulation/regulation.ts';
import { covers, type ImportScope } from './import.ts';

/** Rows that stand in the way: changed since, or of another table and referring to what was added. */
export interface Held {
  why: 'changed' | 'built-on';
  table: string;
  rows: number;
}

/** Tables with a name of their own in a refusal; whatever else stands in the way is other data. */
const called = [
  'outcome',
  'selection',
  'login',
  'appointment',
  'person',
  'staff',
  'class',
  'registration',
  'placement',
  'course',
  'offering',
  'offering_teacher',
  'enrolment',
  'enrolment_origin',
];

export function decideUndo(
  actor: Actor,
  regulation: Regulation,
  run: { state: string; scope: ImportScope; hasImages: boolean },
  held: readonly Held[],
): 'undo' | Refusal {
  if (run.state !== 'applied') return refuse('import-not-applied', '產7', { state: run.state });
  if (!covers(actor, regulation, run.scope)) return refuse('not-allowed', '五(一)1');
  if (!run.hasImages) return refuse('import-not-the-last', '產7');
  const reasons = { 'built-on': 'import-built-on', changed: 'import-changed-since' } as const;
  const most = (why: Held['why']) =>
    held.filter((one) => one.why === why).toSorted((one, other) => other.rows - one.rows)[0];
  const worst = most('built-on') ?? most('changed');
  if (!worst) return 'undo';
  const rows = called.includes(worst.table) ? worst.table : 'other';
  return refuse(reasons[worst.why], '產7', { rows, count: worst.rows });
}

export const importUndone = (importId: string, differenceSha256: string): LedgerEvent => ({
  act: 'import.undone',
  about: { import: importId },
  data: { differenceSha256 },
});
