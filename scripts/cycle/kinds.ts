/** A work in a course of every kind: taken again, made up, repeated, credited, visited; each with the course it was first. */
import { draftFor } from '../../src/app/demo/hand-in.ts';
import { must, type Walk } from '../../src/app/demo/walk.ts';
import { sampleWorks } from '../../src/app/sample-school/files.ts';
import { addEnrolment } from '../../src/courses/contract.ts';
import { type EnrolmentKind, enrolmentKinds, kindNames } from '../../src/courses/enrolment.ts';
import { enterOrigin, originOfEnrolment } from '../../src/submission/contract.ts';
import { type Handed, handIn, type Student } from './hand-in.ts';
import { type Row, worksBySheet } from './package.ts';
import { step } from './tally.ts';

type Client = ReturnType<Walk['as']>;

/** A work of a kind, the sheet of the workbook it belongs in, and what its row must say of the original course. */
export interface OfKind {
  kind: EnrolmentKind;
  handed: Handed;
  sheet: string;
  says: Row;
}

/** Kinds nobody of the sample school has: the office enters them for these. */
const added: readonly EnrolmentKind[] = ['make-up', 'repeat', 'visiting'];

/** @param students of the day division, one for each kind that is entered here */
export async function everyKind(walk: Walk, office: Client, students: readonly Student[]): Promise<OfKind[]> {
  const works: OfKind[] = [];
  for (const kind of ['retake', 'transfer'] as const) {
    const holder = await holderOf(walk, kind);
    works.push(await handInAs(walk, office, kind, holder.student, holder.enrolmentId));
  }
  for (const [at, kind] of added.entries()) {
    const student = students[at];
    if (!student) throw new Error('Too few students for every kind.');
    works.push(await handInAs(walk, office, kind, student, await enrolAs(walk, office, kind, student)));
  }
  for (const { kind } of works) step(`works: ${kind}`, 1);
  return works;
}

/** Every kind certified, selected and in its own sheet with its original course; ordinary is the first work of all. */
export async function checkKinds(zip: Buffer, works: readonly OfKind[], ordinary: Handed): Promise<void> {
  const rows = await worksBySheet(zip);
  const all: Omit<OfKind, 'kind'>[] = [...works, { handed: ordinary, sheet: '學期課程學習成果', says: {} }];
  const kinds = [...works.map(({ kind }) => kind), 'ordinary'];
  const right = all.filter(({ handed, sheet, says }) =>
    rows.some(
      (one) =>
        one.sheet === sheet &&
        one.row['成果簡述'] === handed.description &&
        Object.entries(says).every(([header, value]) => one.row[header] === value),
    ),
  );
  const found = kinds.filter((_, at) => right.includes(all[at] as Omit<OfKind, 'kind'>));
  const inOrder = enrolmentKinds.filter((kind) => found.includes(kind));
  step('kinds in their sheets with their original course', inOrder.join(', '), enrolmentKinds.join(', '));
}

async function handInAs(
  walk: Walk,
  office: Client,
  kind: EnrolmentKind,
  student: Student,
  enrolmentId: string,
): Promise<OfKind> {
  const outcomeId = await draftFor(walk.as(student), enrolmentId);
  const work = (await sampleWorks())(8000 + enrolmentKinds.indexOf(kind));
  const handed = await handIn(walk, student, outcomeId, work, `${kindNames[kind]}課程的學習成果`);
  const params = { enrolmentId };
  const { needed } = must(await office.call(originOfEnrolment, { params }));
  const says = saysOf(kind, needed);
  if (needed.length > 0) must(await office.call(enterOrigin, { params, body: origin }));
  const { origin: kept } = must(await office.call(originOfEnrolment, { params }));
  if (needed.length > 0 && JSON.stringify(kept) !== JSON.stringify(origin))
    throw new Error(`${kind}: the original course was not kept as it was entered.`);
  return { kind, handed, sheet: `${kindNames[kind]}課程學習成果`, says };
}

const origin = {
  schoolCode: '654321',
  schoolYear: 113,
  semester: 1,
  courseCode: '113654321V21301A1011011',
  courseName: '國語文（原校）',
  grade: 1,
  credits: 4,
  method: '1',
};

/** The headers of the sheets, by what each needs of the original course. */
function saysOf(kind: EnrolmentKind, needed: readonly string[]): Row {
  const before: Partial<Record<EnrolmentKind, string>> = { 'make-up': '應', visiting: '借讀' };
  const first = before[kind] ?? '原';
  const course = kind === 'visiting' ? '借讀校' : kind === 'retake' || kind === 'transfer' ? '原修課' : '';
  const headers: Record<keyof typeof origin, string> = {
    schoolCode: kind === 'visiting' ? '借讀學校代碼' : '原修課學校代碼',
    schoolYear: `${first}修課學年度`,
    semester: `${first}修課學期`,
    courseCode: `${course}課程代碼`,
    courseName: `${course}科目名稱`,
    grade: `${course}開課年級`,
    credits: `${course}修課學分`,
    method: `${kindNames[kind]}方式`,
  };
  return Object.fromEntries(
    (needed as (keyof typeof origin)[]).map((field) => [headers[field], String(origin[field])]),
  );
}

/** One of the student's own courses, entered once more as this kind. */
async function enrolAs(walk: Walk, office: Client, kind: EnrolmentKind, student: Student): Promise<string> {
  const taken = await walk.school.db
    .selectFrom('enrolment as e')
    .innerJoin('offering as f', 'f.id', 'e.offering_id')
    .innerJoin('course as c', 'c.code', 'f.course_code')
    .innerJoin('registration as r', 'r.id', 'e.registration_id')
    .select(['f.id as offeringId', 'r.student_number as number'])
    .where('r.id', '=', student.registrationId)
    .where('f.semester', '=', 1)
    .where('e.kind', '=', 'ordinary')
    .where('e.ended_at', 'is', null)
    .where('c.name', '=', '國語文')
    .executeTakeFirstOrThrow();
  const body = { number: taken.number, kind, reason: `${kindNames[kind]}申請核准` };
  const { enrolmentId } = must(
    await office.call(addEnrolment, { params: { offeringId: taken.offeringId }, body }),
  );
  return enrolmentId;
}

/** The first student with an enrolment of this kind. */
async function holderOf(walk: Walk, kind: EnrolmentKind): Promise<{ student: Student; enrolmentId: string }> {
  const { enrolmentId, personId, registrationId } = await walk.school.db
    .selectFrom('enrolment as e')
    .innerJoin('registration as r', 'r.id', 'e.registration_id')
    .select(['e.id as enrolmentId', 'r.person_id as personId', 'r.id as registrationId'])
    .where('e.kind', '=', kind)
    .where('e.ended_at', 'is', null)
    .orderBy('e.registration_id')
    .executeTakeFirstOrThrow();
  return { student: { personId, registrationId, division: 'day' }, enrolmentId };
}
