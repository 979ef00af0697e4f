/** 八: changes of status that were announced take effect on their day. */
import { dayOf, semesterOf } from '../calendar/day.ts';
import { record, theHouse } from '../ledger/record.ts';
import { inTransaction, type Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { isRefusal } from '../regulation/refusal.ts';
import { dueEvents } from './announced-store.ts';
import { registrationScope } from './registration-store.ts';
import { decideStatus, statusApplied, statusRefused } from './status.ts';
import { takeEffect } from './status-effect.ts';
import {
  applyStatusEvent,
  lockRegistration,
  refuseStatusEvent,
  statusEvents,
  statusFacts,
} from './status-store.ts';

/** Each in a transaction of its own: one that breaks keeps no other from its day. Runs again without harm. */
export async function applyAnnounced(school: School): Promise<void> {
  const due = await dueEvents(school.db, dayOf(await school.clock.now(school.db)));
  const broken: unknown[] = [];
  for (const event of due) {
    try {
      await inTransaction(school.db, (tx) => applyOne(tx, school, event));
    } catch (error) {
      broken.push(error);
    }
  }
  if (broken.length > 0) throw new AggregateError(broken, 'Changes of status could not be applied.');
}

/** Decided again with the facts of the day: what cannot be done any more is left to the office, with the reason. */
async function applyOne(
  tx: Tx,
  school: School,
  { eventId, registrationId }: { eventId: string; registrationId: string },
): Promise<void> {
  await lockRegistration(tx, registrationId);
  const [event] = await statusEvents(tx, { eventId });
  // Applied by another worker meanwhile, or withdrawn.
  if (event?.state !== 'announced') return;
  const now = await school.clock.now(tx);
  const term = semesterOf(dayOf(now));
  const student = await registrationScope(tx, registrationId, term);
  if (!student || !event.by)
    throw new Error(`Announced change ${eventId} has lost its student or its office.`);
  const { offsetMs } = school.clock;
  const row = [{ table: 'status_event', id: eventId }];
  const facts = await statusFacts(tx, registrationId, event.details, term);
  const decided = decideStatus(facts, event, dayOf(now));
  if (isRefusal(decided)) {
    await refuseStatusEvent(tx, eventId, decided);
    await record(tx, theHouse, statusRefused(eventId, registrationId, decided), row, { offsetMs });
    return;
  }
  const concern = { student, term, now, ...event.by, offsetMs };
  const effect = await takeEffect(tx, concern, event, decided.standing);
  await applyStatusEvent(tx, eventId, effect, now);
  const done = statusApplied(eventId, registrationId, effect.endedEnrolments.length);
  await record(tx, theHouse, done, row, { offsetMs });
}
