/**
 * The weekly letters, in batches: what waits for a hundred people is read together, each letter claimed and sent by
 * itself. A job that dies is run again and goes on with whom nobody has seen to yet; nobody is written to twice. @server
 */
import { dayOf } from '../calendar/day.ts';
import { presentOf } from '../calendar/store.ts';
import { type Db, inTransaction, type Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { isRefusal } from '../regulation/refusal.ts';
import { defaultOf } from '../regulation/regulation.ts';
import type { Days, Holder } from '../today/later.ts';
import type { Matter } from '../today/matter.ts';
import { deliver } from './deliver.ts';
import { digestWeek, inDigest } from './digest.ts';
import { digestLetter } from './digest-letter.ts';
import { beginWeek, claimDigest, nextRecipients, passOver, unclaimDigest } from './digest-store.ts';
import { digestToken, letterId } from './digest-token.ts';
import { changeAddress } from './store.ts';

/** Read together, and written to by one job; the next people are the next job's, so that others get their turn. */
const together = 100;
const perJob = 500;

/** Begins a week's letters when their hour has come; safe to ask at any time. */
export async function beginDigest(school: School): Promise<void> {
  if (!school.mail.on) return;
  const moment = await momentOf(school);
  if (!moment?.week) return;
  const { week, now } = moment;
  await inTransaction(school.db, async (tx) => {
    if (await beginWeek(tx, week, now)) await addJob(school, tx, week);
  });
}

/** @param openDays asked once for a job */
export async function sendDigests(
  school: School,
  { week }: { week: string },
  openDays: () => Promise<Days>,
): Promise<void> {
  const days = await openDays();
  for (let seen = 0; seen < perJob; seen += together) {
    const moment = await momentOf(school);
    // A relay that was away for days does not bring last week's letters.
    if (moment?.week !== week) return;
    const limit = { week, today: dayOf(moment.now), limit: together };
    const people = await nextRecipients(school.db, limit);
    if (people.length === 0) return;
    await sendTo(school, people, await days(people), { ...moment, week });
  }
  await addJob(school, school.db, week);
}

interface Moment {
  now: Date;
  week: string;
  voluntaryDays: number;
}

async function momentOf(school: School): Promise<(Omit<Moment, 'week'> & { week?: string }) | undefined> {
  const present = await presentOf(school.db, school.clock);
  if (isRefusal(present)) return undefined;
  const { now, rules } = present;
  return {
    now,
    week: digestWeek(now, defaultOf(rules, 'digestHour').value),
    voluntaryDays: defaultOf(rules, 'digestVoluntaryDays').value,
  };
}

async function sendTo(
  school: School,
  people: readonly Holder[],
  days: ReadonlyMap<string, readonly Matter[]>,
  moment: Moment,
): Promise<void> {
  const told = people.map(({ personId }) => ({
    personId,
    matters: inDigest(days.get(personId) ?? [], moment.now, moment.voluntaryDays),
  }));
  const nothing = told.filter(({ matters }) => matters.length === 0).map(({ personId }) => personId);
  await inTransaction(school.db, (tx) => passOver(tx, nothing, moment.week));
  for (const { personId, matters } of told)
    if (matters.length > 0) await sendOne(school, personId, matters, moment);
}

async function sendOne(
  school: School,
  personId: string,
  matters: readonly Matter[],
  { now, week }: Moment,
): Promise<void> {
  const { it } = await inTransaction(school.db, async (tx) => ({
    it: await claimDigest(tx, personId, week),
  }));
  if (!it) return;
  const token = digestToken(school, personId, it.verifiedAt);
  const letter = digestLetter(matters, it.language, dayOf(now), {
    school: school.name,
    publicUrl: school.publicUrl,
    token,
  });
  const to = school.seal.open(it.addressSealed);
  await deliver(school, { id: letterId(school, personId, week), to, ...letter }, now, {
    giveBack: (tx) => unclaimDigest(tx, personId),
    nobodyThere: async (tx) => {
      await changeAddress(tx, personId, { refused_at: now });
    },
  });
}

async function addJob({ jobs }: School, db: Db | Tx, week: string): Promise<void> {
  await jobs.add(db, 'notices.digest', { week }, { key: `digest ${week}` });
}
