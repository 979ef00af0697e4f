/**
 * Acts on the same works at the same moment. Each race answers with what it left behind that must not be: with the
 * student's lock nothing, without it something.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { decideBatch } from '../src/certification/batch-contract.ts';
import { certify, withdrawCertification } from '../src/certification/contract.ts';
import { withdrawOutcome } from '../src/outcomes/contract.ts';
import { chooseOutcomes, choosePerformances } from '../src/selection/contract.ts';
import { onePackage, requestPackage } from '../src/submission/contract.ts';
import { enrolments, people, schoolYear } from './cast.ts';
import { begin, handIn, pdfFile, putBytes } from './hand-in.ts';
import type { Answered, TestSchool } from './harness.ts';
import { certifiedOutcome, days, must, openedRound, selects } from './submitting.ts';

const students = [
  ['lin', enrolments.linChinese.id],
  ['chen', enrolments.chenChinese.id],
  ['ji', enrolments.jiChinese.id],
  ['tsai', enrolments.tsaiChinese.id],
] as const;

type Outcome = Pick<Answered<unknown>, 'status' | 'refusal'>;

/** Twelve works, three of each student: each certified (every second one by a batch), withdrawn and replaced at once. */
export async function certifyReplaceWithdraw(town: TestSchool) {
  const works = await Promise.all(
    students.flatMap(([who, enrolmentId]) =>
      [1, 2, 3].map(async () => {
        const first = await handIn(town.as(who), { enrolmentId });
        const file = pdfFile();
        return { who, ...first, file, next: await begin(town.as(who), first.outcomeId, [file]) };
      }),
    ),
  );
  const answers: Outcome[] = [];
  for (const [at, { who, outcomeId, versionId, next, file }] of works.entries()) {
    const params = { outcomeId };
    const acts: (() => Promise<Outcome>)[] = [
      () =>
        at % 2 === 0
          ? town.as('wang').call(certify, { params, body: { versionId } })
          : batchOfOne(town, { outcomeId, versionId }),
      () => town.as(who).call(withdrawOutcome, { params }),
      () => putBytes(town.as(who), next, file),
    ];
    // Each of the three is sent first on a third of the works.
    const inTurn = [...acts.slice(at % 3), ...acts.slice(0, at % 3)];
    answers.push(...(await Promise.all(inTurn.map((act) => act()))));
  }
  return { answers, broken: await certifiedAndChanged(town) };
}

async function batchOfOne(
  town: TestSchool,
  wish: { outcomeId: string; versionId: string },
): Promise<Outcome> {
  const body = { decision: 'certified' as const, reason: '', items: [wish] };
  const { status, answer, refusal } = await town.as('wang').call(decideBatch, { body });
  return { status, refusal: answer?.items[0]?.refusal ?? refusal };
}

/** Certifications standing on what was withdrawn, or replaced by a later version. */
async function certifiedAndChanged(town: TestSchool): Promise<number> {
  const { rows } = await town.owner.query<{ count: number }>(
    `select count(*)::int as count
     from certification c join outcome_version v on v.id = c.version_id join outcome o on o.id = c.outcome_id
     where c.withdrawn_at is null and c.decision = 'certified' and (o.withdrawn_at is not null or exists (
       select from outcome_version later where later.outcome_id = o.id and later.number > v.number))`,
  );
  return rows[0]?.count ?? 0;
}

/** Certified works: chosen by their students while their teacher takes the certification back. */
export async function chooseAndTakeBack(town: TestSchool) {
  const roundId = await roundInRows(town);
  await town.owner.query(`update calendar_event set on_day = '2025-12-01' where name = 'selection.opens'`);
  const works = await Promise.all(
    students.map(async ([who, enrolmentId]) => {
      const { outcomeId, versionId } = await handIn(town.as(who), { enrolmentId });
      await town.as('wang').call(certify, { params: { outcomeId }, body: { versionId } });
      return { who, outcomeId };
    }),
  );
  const answers = await Promise.all(
    works.flatMap(({ who, outcomeId }, at): Promise<Answered<unknown>>[] => {
      const choose = () =>
        town.as(who).call(chooseOutcomes, { params: { roundId }, body: { outcomeIds: [outcomeId] } });
      const takeBack = () =>
        town.as('wang').call(withdrawCertification, { params: { outcomeId }, query: { reason: '看錯了' } });
      return at % 2 === 0 ? [choose(), takeBack()] : [takeBack(), choose()];
    }),
  );
  const { rows } = await town.owner.query<{ count: number }>(
    `select count(*)::int as count from selection s where s.ended_at is null and not exists (
       select from certification c where c.outcome_id = s.outcome_id and c.withdrawn_at is null)`,
  );
  return { answers, broken: rows[0]?.count ?? 0 };
}

export async function roundInRows(town: TestSchool): Promise<string> {
  const { rows } = await town.owner.query<{ id: string }>(
    `insert into round (school_year, grade_band, batch, opened_at) values ($1, 'one-two', 1, now()) returning id`,
    [schoolYear],
  );
  return rows[0]?.id ?? '';
}

/** More of 林同學's outcomes than the upload cap would allow: written as rows, since only choosing is looked at. */
export async function certifiedInRows(town: TestSchool, count: number): Promise<string[]> {
  return Promise.all(Array.from({ length: count }, () => outcomeInRows(town, true)));
}

export async function outcomeInRows(town: TestSchool, certified: boolean): Promise<string> {
  const { rows } = await town.owner.query<{ id: string }>(
    `with o as (insert into outcome (enrolment_id, registration_id, created_at) values ($1, $2, now()) returning id),
     u as (insert into outcome_upload (outcome_id, description, begun_at) select id, '作品', now() from o returning id, outcome_id),
     v as (insert into outcome_version (outcome_id, number, upload_id, description, begun_at, finished_at)
           select outcome_id, 1, id, '作品', now(), now() from u returning id, outcome_id),
     c as (insert into certification (version_id, outcome_id, decision, decided_by, decided_at)
           select id, outcome_id, 'certified', $3, now() from v where $4)
     select id from o`,
    [enrolments.linChinese.id, people.lin.registration, people.wang.id, certified],
  );
  return rows[0]?.id ?? '';
}

/** More of 林同學's performances than the upload cap would allow, each with a version and no file. */
export async function performancesInRows(town: TestSchool, count: number): Promise<string[]> {
  const { rows } = await town.owner.query<{ id: string }>(
    `with p as (insert into performance (registration_id, category, school_year, semester, created_at)
       select $1, 'work', $2, 1, now() from generate_series(1, $3) returning id),
     u as (insert into performance_upload (performance_id, fields, description, link, begun_at)
       select id, '{"name":"短片"}', '作品', '', now() from p returning id, performance_id),
     v as (insert into performance_version (performance_id, number, upload_id, fields, description, link, begun_at, finished_at)
       select performance_id, 1, id, '{"name":"短片"}', '作品', '', now(), now() from u returning performance_id)
     select performance_id as id from v`,
    [people.lin.registration, schoolYear, count],
  );
  return rows.map(({ id }) => id);
}

/** Fifty wishes of one student at once, of up to ten performances each. @returns how many stand chosen */
export async function fiftyPerformanceWishes(town: TestSchool, roundId: string, performanceIds: string[]) {
  const wishes = Array.from({ length: 50 }, (_, turn) => {
    const from = (turn * 5) % performanceIds.length;
    return performanceIds.slice(from, from + 1 + (turn % 11));
  });
  return performancesWished(town, roundId, wishes);
}

/** Three wishes at once, of ten other performances each. @returns how many stand chosen */
export async function threePerformanceWishes(town: TestSchool, roundId: string, performanceIds: string[]) {
  const wishes = [0, 10, 20].map((from) => performanceIds.slice(from, from + 10));
  return performancesWished(town, roundId, wishes);
}

async function performancesWished(town: TestSchool, roundId: string, wishes: string[][]) {
  const lin = town.as('lin');
  const answers = await Promise.all(
    wishes.map((performanceIds) =>
      lin.call(choosePerformances, { params: { roundId }, body: { performanceIds } }),
    ),
  );
  const { rows } = await town.owner.query<{ count: number }>(
    'select count(*)::int as count from performance_selection where ended_at is null',
  );
  return { answers, standing: rows[0]?.count ?? 0 };
}

/** Three wishes at once, of three other works each. @returns how many stand chosen */
export async function threeWishes(town: TestSchool, roundId: string, outcomeIds: readonly string[]) {
  const wishes = [0, 3, 6].map((from) => outcomeIds.slice(from, from + 3));
  return wished(town, roundId, wishes);
}

/** Fifty different wishes of one student, most of them too many together. @returns how many stand chosen */
export async function fiftyWishes(town: TestSchool, roundId: string, outcomeIds: readonly string[]) {
  const wishes = Array.from({ length: 50 }, (_, turn) =>
    outcomeIds.filter((_one, at) => (at + turn) % 9 < (turn % 9) + 1),
  );
  return wished(town, roundId, wishes);
}

async function wished(town: TestSchool, roundId: string, wishes: string[][]) {
  const lin = town.as('lin');
  const answers = await Promise.all(
    wishes.map((outcomeIds) => lin.call(chooseOutcomes, { params: { roundId }, body: { outcomeIds } })),
  );
  const { rows } = await town.owner.query<{ count: number }>(
    'select count(*)::int as count from selection where ended_at is null',
  );
  return { answers, standing: rows[0]?.count ?? 0 };
}

/**
 * 林同學's second choice is decided in time and still being written when the office asks for the package.
 * @returns how many works the package holds, of the two chosen
 */
export async function packedWhileChosen(town: TestSchool): Promise<number> {
  const outcomeIds = [
    await certifiedOutcome(town, { enrolment: 'linChinese' }),
    await certifiedOutcome(town, { enrolment: 'linMaths' }),
  ];
  town.clock.moveTo(days.selecting);
  const round = await openedRound(town);
  await selects(town, 'lin', round.roundId, outcomeIds.slice(0, 1));
  // Its row cannot be written while somebody holds the work it names.
  const holding = await town.owner.connect();
  await holding.query('begin');
  await holding.query('select from outcome where id = $1 for update', [outcomeIds[1]]);
  const choosing = selects(town, 'lin', round.roundId, outcomeIds);
  await sleep(500);
  town.clock.moveTo(days.packing);
  const packing = town
    .as('registrar')
    .call(requestPackage, { params: { taskId: round.day }, body: { acknowledged: true } });
  await sleep(500);
  await holding.query('commit');
  holding.release();
  await choosing;
  const { packageId } = must(await packing);
  return must(await town.as('registrar').call(onePackage, { params: { packageId } })).lines;
}

/** Six works of 國語文 that wait: what was there before is withdrawn. */
export async function waitingWorks(town: TestSchool) {
  await town.owner.query('update outcome set withdrawn_at = now() where withdrawn_at is null');
  const works: {
    who: (typeof students)[number][0];
    enrolmentId: string;
    outcomeId: string;
    versionId: string;
  }[] = [];
  for (const [who, enrolmentId] of students)
    for (const _ of [1, 2])
      works.push({ who, enrolmentId, ...(await handIn(town.as(who), { enrolmentId })) });
  return works;
}

/** Every work certified by two batches, in opposite order, and one by one, all at once. @returns null for each taken */
export async function batchAgainstSingle(town: TestSchool) {
  const items = (await waitingWorks(town)).map(({ outcomeId, versionId }) => ({ outcomeId, versionId }));
  const wang = town.as('wang');
  const batch = async (wishes: typeof items) =>
    must(
      await wang.call(decideBatch, { body: { decision: 'certified', reason: '', items: wishes } }),
    ).items.map(({ refusal }) => refusal?.refused ?? null);
  const single = async ({ outcomeId, versionId }: (typeof items)[number]) => [
    (await wang.call(certify, { params: { outcomeId }, body: { versionId } })).refusal?.refused ?? null,
  ];
  const answers = await Promise.all([batch(items), ...items.map(single), batch([...items].reverse())]);
  const { rows } = await town.owner.query<{ count: number }>(
    `select count(*)::int as count from certification c join outcome o on o.id = c.outcome_id
     where c.withdrawn_at is null and o.withdrawn_at is null`,
  );
  return { answers: answers.flat(), standing: rows[0]?.count ?? 0, works: items.length };
}
