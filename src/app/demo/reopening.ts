/** 補件 in the demo school: last year's second semester is open again for one student, who has handed in. */
import { addDays, dayOf, startOf } from '../../calendar/day.ts';
import { myCourses } from '../../outcomes/contract.ts';
import { reopen, reopeningChoices } from '../../reopening/contract.ts';
import { sampleWorks } from '../sample-school/files.ts';
import { begin, draftFor, putBytes } from './hand-in.ts';
import { fileOf } from './perform.ts';
import { must, type Walk } from './walk.ts';

/** The continuing division's: its choosing for last year is still open, so a late work can yet be selected. */
export async function reopenForOne(walk: Walk, schoolYear: number, today: Date): Promise<void> {
  const term = { schoolYear, semester: 2 } as const;
  const office = walk.as(await walk.holder('continuing-academic'));
  const { classes } = must(await office.call(reopeningChoices, { query: term }));
  const classId = classes[0]?.classId;
  const { students } = must(await office.call(reopeningChoices, { query: { ...term, classId } }));
  const [student] = students;
  if (!student) throw new Error('The demo school has nobody in the continuing division.');
  const { registrationId } = student;
  const closes = startOf(addDays(dayOf(today), 10)).toISOString();
  const reason = '因病住院，已附證明';
  const body = { ...term, registrationIds: [registrationId], courseCodes: [], reason, closes };
  must(await office.call(reopen, { body }));
  const { personId } = await walk.school.db
    .selectFrom('registration')
    .select('person_id as personId')
    .where('id', '=', registrationId)
    .executeTakeFirstOrThrow();
  const client = walk.as({ personId });
  const { subjects } = must(await client.call(myCourses, { query: term }));
  const [subject] = subjects;
  const enrolmentId = subject?.enrolments[0]?.enrolmentId;
  if (!subject || !enrolmentId) throw new Error('The student takes nothing that semester.');
  const file = fileOf((await sampleWorks())(8101));
  const draft = await draftFor(client, enrolmentId);
  await putBytes(client, await begin(client, draft, [file], `${subject.name}：期末專題，補交`), file);
}
