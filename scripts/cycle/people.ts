/** Who comes, goes and comes back during the year (八). */
import { must, type Walk } from '../../src/app/demo/walk.ts';
import { addEnrolment } from '../../src/courses/contract.ts';
import { noDetails, type StatusDetails, type StatusKind } from '../../src/people/status.ts';
import { enterStatus } from '../../src/people/status-contract.ts';
import { refusalOf, type Student } from './hand-in.ts';
import { step } from './tally.ts';

type Client = ReturnType<Walk['as']>;

/** The office enters the transfer of whoever has courses credited from another programme or school. */
export async function transferIn(walk: Walk, office: Client): Promise<void> {
  const { registrationId, classId, seat } = await placed(walk, await holderOf(walk, 'transfer'));
  const details = { ...noDetails, otherSchool: '654321', classId, seat };
  const standing = await enter(office, registrationId, 'transfer-in', '2025-09-01', details);
  step('transferred in', standing, 'enrolled');
}

/** Away for a month, refused meanwhile; back, with the courses of the semester entered again. */
export async function awayAndBack(walk: Walk, office: Client, student: Student): Promise<void> {
  const { registrationId, number, classId, seat } = await placed(walk, student.registrationId);
  const until = { ...noDetails, until: '2026-01-31' };
  step('suspended', await enter(office, registrationId, 'suspend', '2025-11-03', until), 'suspended');
  const said = await refusalOf(walk, student);
  step('work while suspended', said.includes('"enrolment-ended"') ? 'refused' : said, 'refused');
  const back = { ...noDetails, classId, seat };
  step('returned', await enter(office, registrationId, 'return', '2025-12-10', back), 'enrolled');
  const ended = await walk.school.db
    .selectFrom('enrolment')
    .select(['offering_id', 'kind'])
    .where('registration_id', '=', registrationId)
    .where('ended_at', 'is not', null)
    .execute();
  for (const { offering_id: offeringId, kind } of ended)
    must(
      await office.call(addEnrolment, { params: { offeringId }, body: { number, kind, reason: '復學加選' } }),
    );
  step('courses entered again', ended.length);
}

async function enter(
  office: Client,
  registrationId: string,
  kind: StatusKind,
  on: string,
  details: StatusDetails,
): Promise<string> {
  const body = { kind, on, reason: '依申請書辦理', details };
  return must(await office.call(enterStatus, { params: { registrationId }, body })).standing;
}

/** The first student with an enrolment of this kind. */
async function holderOf(walk: Walk, kind: string): Promise<string> {
  const { registration_id } = await walk.school.db
    .selectFrom('enrolment')
    .select('registration_id')
    .where('kind', '=', kind)
    .orderBy('registration_id')
    .executeTakeFirstOrThrow();
  return registration_id;
}

async function placed(walk: Walk, registrationId: string) {
  return walk.school.db
    .selectFrom('registration as r')
    .innerJoin('placement as p', 'p.registration_id', 'r.id')
    .select(['r.id as registrationId', 'r.student_number as number', 'p.class_id as classId', 'p.seat'])
    .where('r.id', '=', registrationId)
    .where('p.semester', '=', 1)
    .executeTakeFirstOrThrow();
}
