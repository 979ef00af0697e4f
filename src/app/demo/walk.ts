/**
 * Walks through the product over HTTP as its people, with a clock that can be moved: how the demo school comes
 * to have a past, and how the cycle shows the whole path.
 */
import { addAppointment } from '../../accounts/appointment-store.ts';
import { issueSession } from '../../accounts/auth.ts';
import { signOut } from '../../accounts/contract.ts';
import { enterEvent } from '../../calendar/store.ts';
import type { CalendarEvent } from '../../calendar/window.ts';
import { certificationQueue, certify } from '../../certification/contract.ts';
import { applyImport, beginImport, bringWorkbook, previewImport } from '../../imports/contract.ts';
import { addStaffMember } from '../../people/staff-store.ts';
import { movableClock } from '../../platform/clock.ts';
import { inTransaction } from '../../platform/db.ts';
import type { Logger } from '../../platform/log.ts';
import { packagedRegulation } from '../../regulation/parse.ts';
import { isRefusal } from '../../regulation/refusal.ts';
import { adopt } from '../../regulation/store.ts';
import {
  handOver,
  onePackage,
  openRound,
  requestPackage,
  submissionRounds,
} from '../../submission/contract.ts';
import { foundSchool, type NewSchool } from '../found.ts';
import type { SampleWorkbook } from '../sample-school/workbooks.ts';
import { type OpenSchool, openSchool, type SchoolPlace } from '../school.ts';
import { startServer } from '../server.ts';
import { type Answered, type Client, clientOf } from './http-client.ts';

export interface Walk {
  school: OpenSchool;
  url: string;
  moveTo(instant: Date): void;
  /** As the holder of an office, or as the person with this staff code or student number. */
  as(who: { personId: string }): Client;
  holder(office: string): Promise<{ personId: string }>;
  close(): Promise<void>;
}

/** Founds a school at a moment of its past and opens it for walking. */
export async function beginWalk(
  place: SchoolPlace,
  founded: NewSchool,
  now: Date,
  log: Logger,
): Promise<Walk> {
  await foundSchool(place.databaseUrl, founded);
  const clock = movableClock();
  clock.moveTo(now);
  const school = await openSchool(place, log, clock);
  const server = await startServer({
    schools: new Map([['*', school]]),
    host: '127.0.0.1',
    port: 0,
    trustProxy: 0,
    log,
  });
  const cookies = new Map<string, Promise<string>>();
  return {
    school,
    url: server.url,
    moveTo: clock.moveTo,
    as: ({ personId }) =>
      clientOf(server.url, () => {
        const cookie = cookies.get(personId) ?? issueSession(school, personId);
        cookies.set(personId, cookie);
        return cookie;
      }),
    async holder(office) {
      const row = await school.db
        .selectFrom('appointment')
        .select('person_id')
        .where('office', '=', office)
        .where('revoked_at', 'is', null)
        .orderBy('appointed_at', 'desc')
        .executeTakeFirst();
      if (!row) throw new Error(`Nobody holds the office ${office}.`);
      return { personId: row.person_id };
    },
    async close() {
      // Nobody stays signed in at a place they were only led through.
      for (const cookie of cookies.values()) await clientOf(server.url, () => cookie).call(signOut);
      await server.close();
      await school.close();
    },
  };
}

/** The adopted text and the dates of its years. */
export async function enterRules(walk: Walk, events: readonly CalendarEvent[]): Promise<void> {
  await inTransaction(walk.school.db, async (tx) => {
    const at = await walk.school.clock.now(tx);
    const adopted = await adopt(tx, { source: packagedRegulation(), by: null, at });
    if (isRefusal(adopted)) throw new Error(JSON.stringify(adopted));
    for (const event of events) await enterEvent(tx, event, { by: null, at });
  });
}

/** The first system keeper, who is there before any workbook is brought. */
export async function enterFirstKeeper(
  school: OpenSchool,
  keeper: { name: string; username: string; startsOn: string },
): Promise<{ personId: string }> {
  return inTransaction(school.db, async (tx) => {
    const { id: personId } = await addStaffMember(tx, {
      name: keeper.name,
      staffCode: keeper.username,
      jobTitle: '系統管理師',
    });
    await addAppointment(tx, {
      personId,
      office: 'system-keeper',
      division: null,
      startsOn: keeper.startsOn,
      endsOn: null,
      appointedBy: null,
      reason: '',
    });
    return { personId };
  });
}

/** Brings workbooks, each by whose it is, as they would on the import screen. @returns rows added */
export async function bring(
  walk: Walk,
  keeper: { personId: string },
  workbooks: readonly SampleWorkbook[],
): Promise<number> {
  let added = 0;
  for (const workbook of workbooks) {
    const who =
      workbook.division === null
        ? keeper
        : await walk.holder(workbook.division === 'day' ? 'registrar' : 'continuing-academic');
    added += await bringOne(walk.as(who), workbook);
  }
  return added;
}

async function bringOne(client: Client, workbook: SampleWorkbook): Promise<number> {
  const { importId } = must(await client.call(beginImport));
  const path = bringWorkbook.path.replace(':importId', importId);
  const brought = await client.fetch(`${path}?name=${encodeURIComponent(workbook.name)}`, {
    method: 'PUT',
    body: new Uint8Array(workbook.bytes),
    headers: { 'content-type': 'application/octet-stream' },
  });
  if (!brought.ok) throw new Error(`${workbook.name}: ${await brought.text()}`);
  const { preview } = must(await client.call(previewImport, { params: { importId } }));
  if (!preview) throw new Error(`${workbook.name}: nothing to apply`);
  const body = { seen: preview.seen, badRows: 'refuse', vanishing: 'keep', confirmed: null };
  const { counts } = must(await client.call(applyImport, { params: { importId }, body }));
  return counts.reduce((sum, count) => sum + count.added, 0);
}

/** Everybody who teaches an offering. */
export async function certifiers(walk: Walk): Promise<string[]> {
  const rows = await walk.school.db.selectFrom('offering_teacher').select('person_id').distinct().execute();
  return rows.map(({ person_id }) => person_id);
}

/** Every teacher certifies what waits for them, but for what `skip` names. @returns how many were certified */
export async function certifyWaiting(walk: Walk, skip: ReadonlySet<string> = new Set()): Promise<number> {
  let certified = 0;
  for (const personId of await certifiers(walk)) {
    const client = walk.as({ personId });
    const { courses } = must(await client.call(certificationQueue, { query: { state: 'waiting' } }));
    for (const { outcomeId, versionId } of courses.flatMap((course) => course.items)) {
      if (skip.has(outcomeId)) continue;
      must(await client.call(certify, { params: { outcomeId }, body: { versionId } }));
      skip = new Set([...skip, outcomeId]);
      certified += 1;
    }
  }
  return certified;
}

export interface RoundKey {
  schoolYear: number;
  gradeBand: 'one-two' | 'three';
  batch: number;
}

export async function openedRound(
  walk: Walk,
  key: RoundKey,
): Promise<{ roundId: string; tasks: { day?: string; continuing?: string } }> {
  const client = walk.as(await walk.holder('academic-director'));
  const { roundId } = must(await client.call(openRound, { body: key }));
  const { rounds } = must(await client.call(submissionRounds));
  const tasks = rounds.find((round) => round.roundId === roundId)?.tasks ?? [];
  const taskOf = (division: string) => tasks.find((task) => task.division === division)?.taskId;
  return { roundId, tasks: { day: taskOf('day'), continuing: taskOf('continuing') } };
}

/** Asks for a package and waits until the job has built it. */
export async function builtPackage(client: Client, taskId: string) {
  const { packageId } = must(
    await client.call(requestPackage, { params: { taskId }, body: { acknowledged: true } }),
  );
  for (;;) {
    const made = must(await client.call(onePackage, { params: { packageId } }));
    if (made.state !== 'building') return made;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export async function handedOver(client: Client, packageId: string, at: Date): Promise<void> {
  must(
    await client.call(handOver, {
      params: { packageId },
      body: { at: at.toISOString(), how: 'upload-site' },
    }),
  );
}

/** The answer, or the refusal as an error. */
export function must<T>(answered: Answered<T>): T {
  if (answered.answer === undefined)
    throw new Error(`${answered.status} ${JSON.stringify(answered.refusal)}`);
  return answered.answer;
}
