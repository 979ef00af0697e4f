/** The deadline rule: what began before the window closed counts, if it is whole within the grace (產1). */
import { type Refusal, refuse } from '../regulation/refusal.ts';
import { type DatedWindow, decideOpen } from './window.ts';

/** How long after closing an upload that began in time may still arrive. */
export interface Grace {
  minutes: number;
  clause: string;
}

/** When the last byte of an upload begun in time must be here. */
export function finishBy(closes: Date, grace: Grace): Date {
  return new Date(closes.getTime() + grace.minutes * 60_000);
}

/** @param begunAt when the upload's announcement was committed */
export function decideInTime(
  dated: DatedWindow,
  grace: Grace,
  begunAt: Date,
  now: Date,
): Refusal | undefined {
  const { closes } = dated.window;
  const shut = decideOpen(dated, begunAt);
  if (shut) return shut;
  if (now < finishBy(closes, grace)) return undefined;
  const { minutes, clause } = grace;
  return refuse('grace-over', clause, { closed: closes.toISOString(), minutes });
}
