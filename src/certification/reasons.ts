/** Reasons for a return, kept to be used again: a teacher's own list and the school's. Students read these words. */
import type { LedgerEvent } from '../ledger/event.ts';
import { type Refusal, refuse } from '../regulation/refusal.ts';
import { saidReason } from './certification.ts';

export const mostReasons = 20;

/** The list as it will stand: trimmed, each once. @param seen the list that was on the screen; another may stand now */
export function decideReasons(
  wanted: readonly string[],
  seen: readonly string[],
  standing: readonly string[],
): { accepted: true; reasons: string[] } | Refusal {
  if (seen.length !== standing.length || seen.some((reason, at) => reason !== standing[at]))
    return refuse('reasons-changed-meanwhile', '五(三)2');
  const reasons: string[] = [];
  for (const one of wanted) {
    const said = saidReason(one, 'return-reason-length');
    if (typeof said !== 'string') return said;
    if (!reasons.includes(said)) reasons.push(said);
  }
  return { accepted: true, reasons };
}

export function reasonsKept(whose: 'own' | 'school', reasons: readonly string[]): LedgerEvent {
  return { act: 'certification.reasonsKept', about: {}, data: { whose, reasons } };
}
