/** What the calendar tells the ledger, and which events staff may enter. */
import type { LedgerEvent } from '../ledger/event.ts';
import type { WindowOf } from '../regulation/regulation.ts';
import { roundAnchors, semesterAnchors } from './date-rule.ts';
import type { CalendarEvent, WindowKey } from './window.ts';

/** Events of a semester, and events of a round (grade band and batch). */
export const semesterEvents = semesterAnchors;
export const roundEvents = roundAnchors;

/** Windows keyed by semester, and windows keyed by round. */
export const semesterWindows = [
  'outcome.upload',
  'certification',
  'counselling',
] as const satisfies WindowOf[];
export const roundWindows = [
  'selection',
  'submission',
  'receiptDetails.confirmation',
] as const satisfies WindowOf[];

export function dateEntered(eventId: string, event: CalendarEvent, reason: string): LedgerEvent {
  const { name, on, at, ...key } = event;
  return {
    act: 'calendar.dated',
    about: { eventId },
    data: { name, on, at: at?.toISOString(), key, reason },
  };
}

export function windowMoved(overrideId: string, of: WindowOf, key: WindowKey, reason: string): LedgerEvent {
  return { act: 'calendar.moved', about: { overrideId }, data: { of, key, reason } };
}

export function windowRuledAgain(overrideId: string, of: WindowOf, key: WindowKey): LedgerEvent {
  return { act: 'calendar.ruledAgain', about: { overrideId }, data: { of, key } };
}
