/** Windows, caps and instants as answers tell them. */
import { decideOpen } from '../calendar/window.ts';
import { isRefusal, type Refusal } from '../regulation/refusal.ts';
import type { WindowAt } from '../reopening/reopening.ts';
import type { UsedQuota } from './outcome.ts';

export function shownWindow(dated: WindowAt | Refusal, now: Date) {
  if (isRefusal(dated)) return { opens: null, closes: null, clause: dated.clause, open: false, late: null };
  const { opens, closes } = dated.window;
  return {
    opens: opens?.toISOString() ?? null,
    closes: closes.toISOString(),
    clause: dated.clause,
    open: decideOpen(dated, now) === undefined,
    late: dated.reopening && now < closes ? { reason: dated.reopening.reason } : null,
  };
}

export function withRemaining({ max, used, clause }: UsedQuota) {
  return { max, used, clause, remaining: Math.max(0, max - used) };
}

/** PostgreSQL writes instants into JSON with its own offset and as many digits as it has. */
export function instantOf(text: string): string {
  return new Date(text).toISOString();
}
