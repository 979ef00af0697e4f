/** One's own calendar address, and the calendar behind it. */
import { createHash, randomBytes } from 'node:crypto';
import { type Actor, anonymous } from '../accounts/actor.ts';
import { divisionsFor } from '../accounts/rights.ts';
import { openRoute, type Route, route } from '../accounts/route.ts';
import { record } from '../ledger/record.ts';
import { inTransaction } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, refuse } from '../regulation/refusal.ts';
import { dayOf, semesterOf, startOf } from './day.ts';
import { type Entry, entriesOf, feedMade, feedRevoked, wantedBy } from './feed.ts';
import * as contract from './feed-contract.ts';
import { addFeed, concernOf, feedOf, feedOwner, heldBy, receivedIn, revokeFeed } from './feed-store.ts';
import { icalOf } from './ical.ts';
import { calendarOf, eventsOf } from './store.ts';

export const routes: Route[] = [
  route(contract.myFeed, async ({ school, actor }) => {
    const feed = await feedOf(school.db, actor.personId);
    return { madeAt: feed?.madeAt.toISOString() ?? null };
  }),

  route(contract.makeFeed, async ({ school, actor }) =>
    inTransaction(school.db, async (tx) => {
      const token = randomBytes(16).toString('base64url');
      const at = await school.clock.now(tx);
      const feedId = await addFeed(tx, { personId: actor.personId, tokenHash: hashOf(token), at });
      await record(tx, actor, feedMade(feedId), [], { offsetMs: school.clock.offsetMs });
      return { address: school.publicUrl + contract.calendarFeed.path.replace(':token', token) };
    }),
  ),

  route(contract.revokeFeed, async ({ school, actor }) =>
    inTransaction(school.db, async (tx) => {
      const feedId = await revokeFeed(tx, actor.personId, await school.clock.now(tx));
      if (!feedId) return refuse('feed-none', '產74');
      await record(tx, actor, feedRevoked(feedId), [], { offsetMs: school.clock.offsetMs });
      return undefined;
    }),
  ),

  openRoute(contract.calendarFeed, async ({ school, params, query, reply }) => {
    const personId = await feedOwner(school.db, hashOf(params.token));
    if (!personId) return refuse('not-found', '產74');
    const now = await school.clock.now(school.db);
    const text = icalOf(await entriesFor(school, personId, now), {
      school,
      language: query.lang,
      stamp: startOf(dayOf(now)),
    });
    return reply
      .header('content-type', 'text/calendar; charset=utf-8')
      .header('cache-control', 'private, max-age=3600')
      .send(text);
  }),
];

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Of this school year and of the last, whose works are chosen and submitted in this one. */
async function entriesFor(school: School, personId: string, now: Date): Promise<Entry[]> {
  const { schoolYear } = semesterOf(dayOf(now));
  const holder = { ...anonymous, appointments: await heldBy(school.db, personId, dayOf(now)) };
  const years = [schoolYear - 1, schoolYear];
  const found = await Promise.all(years.map((year) => entriesIn(school, personId, holder, year)));
  return found.flat();
}

async function entriesIn(
  school: School,
  personId: string,
  holder: Actor,
  schoolYear: number,
): Promise<Entry[]> {
  const whole = await calendarOf(school.db, schoolYear);
  if (isRefusal(whole)) return [];
  const [events, received, concern, first, second] = await Promise.all([
    eventsOf(school.db, schoolYear),
    receivedIn(school.db, schoolYear),
    concernOf(school.db, personId, schoolYear),
    calendarOf(school.db, schoolYear, 1),
    calendarOf(school.db, schoolYear, 2),
  ]);
  const { regulation } = whole.rules;
  const submits = divisionsFor(holder, 'submission.outcomes', regulation);
  const counsels = divisionsFor(holder, 'counselling.keep', regulation);
  const dated = wantedBy({ ...concern, submits, counsels }, events).flatMap(({ of, key }) => {
    const calendar = key.semester === undefined ? whole : key.semester === 1 ? first : second;
    const found = isRefusal(calendar) ? calendar : calendar.windowOf(of, key, received);
    // What has no date yet comes into the calendar when it has one.
    return isRefusal(found) ? [] : [{ of, key, window: found.window }];
  });
  return entriesOf(dated);
}
