/** What becomes of failed sign-ins and old sessions in time. */
import type { School } from '../platform/school.ts';
import { forgetFailures } from './failure-store.ts';
import { signInLimits } from './limits.ts';
import { forgetSessions } from './session-store.ts';

const day = 86_400_000;
/** Ended sessions stay so long, for whoever asks where an account was used. */
const keepSessionsDays = 365;

/** Drops failures that no longer count and sessions that ended a year ago. */
export async function forgetOldSignIns(school: School): Promise<void> {
  const now = (await school.clock.now(school.db)).getTime();
  await forgetFailures(school.db, new Date(now - (signInLimits.forgetHours * day) / 24));
  await forgetSessions(school.db, new Date(now - keepSessionsDays * day));
}
