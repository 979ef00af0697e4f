/** Who comes, goes and comes back during the year (八), and who takes a course again. */
import { draftFor } from '../../src/app/demo/hand-in.ts';
import { must, type Walk } from '../../src/app/demo/walk.ts';
import { sampleWorks } from '../../src/app/sample-school/files.ts';
import { addEnrolment } from '../../src/courses/contract.ts';
import { noDetails, type StatusDetails, type StatusKind } from '../../src/people/status.ts';
import { enterStatus } from '../../src/people/status-contract.ts';
import { enterOrigin } from '../../src/submission/contract.ts';
import { type Handed, handIn, refusalOf, type Student } from './hand-in.ts';
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

/** A work in a course taken again; the office enters which course it was first. */
export async function retake(walk: Walk, office: Client): Promise<Handed> {
  const registrationId = await holderOf(walk, 'retake');
  const { id: enrolmentId, code } = await walk.school.db
    .selectFrom('enrolment as e')
    .innerJoin('offering as o', 'o.id', 'e.offering_id')
    .select(['e.id', 'o.course_code as code'])
    .where('e.registration_id', '=', registrationId)
    .where('e.kind', '=', 'retake')
    .executeTakeFirstOrThrow();
  const { personId } = await walk.school.db
    .selectFrom('registration')
    .select('person_id as personId')
    .where('id', '=', registrationId)
    .executeTakeFirstOrThrow();
  const student: Student = { personId, registrationId, division: 'day' };
  const outcomeId = await draftFor(walk.as(student), enrolmentId);
  const work = await sampleWorks();
  const handed = await handIn(walk, student, outcomeId, work(8000), '重修課程的學習成果');
  const body = {
    schoolCode: null,
    schoolYear: 113,
    semester: 1,
    courseCode: code,
    courseName: '國語文',
    grade: 1,
    credits: 3,
    method: '1',
  };
  must(await office.call(enterOrigin, { params: { enrolmentId }, body }));
  step('works of a retake', 1);
  return handed;
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
