/** What the students hand in during the cycle, what is refused, and what goes back once. */
import { begin, draftFor, type HandedFile, putBytes, sha256Of } from '../../src/app/demo/hand-in.ts';
import { must, type Walk } from '../../src/app/demo/walk.ts';
import { type SampleFile, sampleWorks } from '../../src/app/sample-school/files.ts';
import { certificationItem, certify, returnOutcome } from '../../src/certification/contract.ts';
import type { Receipt } from '../../src/ledger/receipt.ts';
import { verifyReceipt } from '../../src/ledger/verify-receipt.ts';
import { myCourses } from '../../src/outcomes/contract.ts';
import { step } from './tally.ts';

export interface Student {
  personId: string;
  registrationId: string;
  division: 'day' | 'continuing';
}

/** One version as its student knows it, with the receipt they hold. */
export interface Handed {
  student: Student;
  outcomeId: string;
  versionId: string;
  description: string;
  sha256: string;
  receipt: Receipt;
}

/** Two works of every student, of every kind of file in turn; the first student fills one subject. */
export async function handInAll(walk: Walk, students: readonly Student[]): Promise<Handed[]> {
  const work = await sampleWorks();
  const handed: Handed[] = [];
  for (const [at, student] of students.entries()) {
    const subjects = await subjectsOf(walk, student, 1);
    const [first, second] = subjects;
    for (const subject of at === 0 ? [first, first, first, second] : [first, second]) {
      if (!subject) throw new Error('A student takes fewer than two subjects.');
      const description = `${subject.name}的學習成果，第 ${handed.length + 1} 件`;
      const outcomeId = await draftFor(walk.as(student), subject.enrolmentId);
      handed.push(await handIn(walk, student, outcomeId, work(handed.length + 1), description));
    }
  }
  return handed;
}

/** One work of the second semester, of every sixth student. */
export async function handInLater(walk: Walk, students: readonly Student[]): Promise<Handed[]> {
  const work = await sampleWorks();
  const handed: Handed[] = [];
  for (const student of students.filter((_, at) => at % 6 === 0)) {
    const [subject] = await subjectsOf(walk, student, 2);
    if (!subject) throw new Error('A student takes nothing in the second semester.');
    const outcomeId = await draftFor(walk.as(student), subject.enrolmentId);
    const description = `${subject.name}，下學期的學習成果`;
    handed.push(await handIn(walk, student, outcomeId, work(7000 + handed.length), description));
  }
  return handed;
}

/** What the cycle must count: see `handInAll`. */
export const handedInBy = (students: number) => 2 * students + 2;

export async function handIn(
  walk: Walk,
  student: Student,
  outcomeId: string,
  work: SampleFile,
  description: string,
): Promise<Handed> {
  const client = walk.as(student);
  const slot = /^(audio|video)/.test(work.mediaType) ? 'media' : 'document';
  const file: HandedFile = { slot, name: work.name, bytes: work.bytes };
  const put = await putBytes(client, await begin(client, outcomeId, [file], description), file);
  if (put.answer?.state !== 'received') throw new Error(`Not received: ${JSON.stringify(put.refusal)}`);
  const { versionId, receipt } = put.answer;
  return { student, outcomeId, versionId, description, sha256: sha256Of(work.bytes), receipt };
}

async function subjectsOf(
  walk: Walk,
  student: Student,
  semester: 1 | 2,
): Promise<{ name: string; enrolmentId: string }[]> {
  const query = { schoolYear: 114, semester };
  const { subjects } = must(await walk.as(student).call(myCourses, { query }));
  return subjects.map(({ name, enrolments }) => ({ name, enrolmentId: enrolments[0]?.enrolmentId ?? '' }));
}

/** Tries to hand in one more work in the first subject; what was said about it. */
export async function refusalOf(walk: Walk, student: Student): Promise<string> {
  const [subject] = await subjectsOf(walk, student, 1);
  const work = await sampleWorks();
  try {
    const outcomeId = await draftFor(walk.as(student), subject?.enrolmentId ?? '');
    await handIn(walk, student, outcomeId, work(9001), '多出來的一件');
    return 'accepted';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

export async function overQuota(walk: Walk, student: Student): Promise<void> {
  const said = await refusalOf(walk, student);
  const right = said.includes('"quota-full"') && said.includes('"五(三)1"');
  step('over quota', right ? 'refused 五(三)1' : said, 'refused 五(三)1');
}

export async function late(walk: Walk, student: Student): Promise<void> {
  const said = await refusalOf(walk, student);
  const right = said.includes('"window-closed"') && said.includes('"附錄"');
  step('one second late', right ? 'refused 附錄' : said, 'refused 附錄');
}

/** Goes back with a reason, comes again as a new version and is certified. @returns the new version */
export async function returnAndAgain(walk: Walk, chosen: Handed, teacherId: string): Promise<Handed> {
  const teacher = walk.as({ personId: teacherId });
  const params = { outcomeId: chosen.outcomeId };
  const returned = { versionId: chosen.versionId, reason: '照片太暗，請重拍後再交。' };
  must(await teacher.call(returnOutcome, { params, body: returned }));
  const work = await sampleWorks();
  const again = await handIn(walk, chosen.student, chosen.outcomeId, work(9000), '重拍之後的版本');
  const { versions } = must(await teacher.call(certificationItem, { params }));
  step('versions of the returned work', versions.length, 2);
  must(await teacher.call(certify, { params, body: { versionId: again.versionId } }));
  return again;
}

/** Every receipt a student holds is asked for again, must say the same, lie in the signed ledger, and have its bytes. */
export async function lostOf(walk: Walk, handed: readonly Handed[]): Promise<number> {
  let lost = 0;
  for (const { student, outcomeId, versionId, sha256, receipt } of handed) {
    const response = await walk.as(student).fetch(`/api/outcomes/${outcomeId}/versions/${versionId}/receipt`);
    const again = response.ok ? ((await response.json()) as Receipt) : undefined;
    const same = again?.statement === receipt.statement && again.signature === receipt.signature;
    const verdict = again && verifyReceipt(again);
    const named = verdict?.statement?.files.map((file) => file.sha256) ?? [];
    const kept = named.join() === sha256 && (await walk.school.files.verify(sha256));
    if (!same || !verdict?.proven || !kept) lost += 1;
  }
  return lost;
}
