/** 收訖明細 confirmation: from the moment the file was received to the day the text says. */
import type { CalendarEvent, DatedWindow, WindowKey } from '../calendar/window.ts';
import { isRefusal, type Refusal } from '../regulation/refusal.ts';
import type { Division, GradeBand, WindowOf } from '../regulation/regulation.ts';
import type { ConfirmationWindow } from './answer.ts';

interface Dates {
  windowOf(of: WindowOf, key: WindowKey, happened?: readonly CalendarEvent[]): DatedWindow | Refusal;
}

interface Task {
  schoolYear: number;
  gradeBand: GradeBand;
  batch: number;
  division: Division;
}

export interface Confirmation {
  window: ConfirmationWindow;
  /** The national one. */
  deadline: Date;
}

/** The confirmation period that opens with a file received at this moment, and the national deadline. */
export function confirmationIn(
  dates: Dates,
  { schoolYear, gradeBand, batch, division }: Task,
  receivedAt: Date,
): Confirmation | Refusal {
  const key = { schoolYear, gradeBand, batch, division };
  const received: CalendarEvent = { name: 'receiptDetails.received', ...key, at: receivedAt };
  const confirmation = dates.windowOf('receiptDetails.confirmation', key, [received]);
  if (isRefusal(confirmation)) return confirmation;
  const submission = dates.windowOf('submission', key);
  if (isRefusal(submission)) return submission;
  const { opens, closes } = confirmation.window;
  return {
    window: { opens: opens ?? receivedAt, closes, clause: confirmation.clause },
    deadline: submission.window.closes,
  };
}
