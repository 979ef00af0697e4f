/** Diverse performance in the cycle: every category with real files, what is refused, what the offices count. */
import { fileOf } from '../../src/app/demo/perform.ts';
import {
  handedIn,
  handInAll,
  licenceWorkbook,
  performanceDraft,
  samplePerformances,
} from '../../src/app/demo/performances.ts';
import { bring, must, type Walk } from '../../src/app/demo/walk.ts';
import { sampleWorks } from '../../src/app/sample-school/files.ts';
import type { Receipt } from '../../src/ledger/receipt.ts';
import { verifyReceipt } from '../../src/ledger/verify-receipt.ts';
import { categoryKeys } from '../../src/performances/category.ts';
import { performanceList } from '../../src/performances/office-contract.ts';
import type { Student } from './hand-in.ts';
import { step } from './tally.ts';

interface Performed {
  student: Student;
  performanceId: string;
  versionId: string;
  receipt: Receipt;
}

const most = 10;

/** One of every student, the categories in turn, each with a file; the first student fills the school year. */
export async function performAll(
  walk: Walk,
  keeper: { personId: string },
  students: readonly Student[],
  schoolYear: number,
): Promise<Performed[]> {
  step(
    'licences imported',
    await bring(walk, keeper, [{ ...licenceWorkbook(), division: 'day', semester: null }]),
    9,
  );
  const work = await sampleWorks();
  const wishes = samplePerformances(schoolYear);
  const performed: Performed[] = [];
  const perform = async (student: Student, at: number) => {
    const category = categoryKeys[at % categoryKeys.length] ?? '';
    const files = [fileOf(work(20_000 + performed.length))];
    const wish = { ...(wishes[category] ?? { fields: {} }), files };
    const { performanceId, versionId, receipt } = await handedIn(walk.as(student), category, wish);
    performed.push({ student, performanceId, versionId, receipt });
  };
  for (const [at, student] of students.entries()) await perform(student, at);
  const [first] = students;
  if (!first) throw new Error('There are no students.');
  for (let at = 1; at < most; at += 1) await perform(first, at);
  const client = walk.as(first);
  const eleventh = await handInAll(
    client,
    await performanceDraft(client, 'work'),
    wishes['work'] ?? { fields: {} },
  );
  const said = `${eleventh.refusal?.refused} ${eleventh.refusal?.clause}`;
  step('an eleventh performance', said, 'quota-full 五(四)');
  await countByOffices(walk, schoolYear, performed.length);
  return performed;
}

/** Each division's office lists its own; together they are all there are, of every category. */
async function countByOffices(walk: Walk, schoolYear: number, handedInByStudents: number): Promise<void> {
  let listed = 0;
  const seen = new Set<string>();
  for (const office of ['registrar', 'continuing-academic'])
    for (const category of categoryKeys) {
      const client = walk.as(await walk.holder(office));
      const { performances } = must(await client.call(performanceList, { query: { schoolYear, category } }));
      listed += performances.length;
      if (performances.length > 0) seen.add(category);
    }
  step('performances', listed, handedInByStudents);
  step('categories of performance', seen.size, categoryKeys.length);
}

/** Every receipt of a performance is asked for again, must say the same, lie in the signed ledger, and have its bytes. */
export async function lostPerformances(walk: Walk, performed: readonly Performed[]): Promise<number> {
  let lost = 0;
  for (const { student, performanceId, versionId, receipt } of performed) {
    const path = `/api/performances/${performanceId}/versions/${versionId}/receipt`;
    const response = await walk.as(student).fetch(path);
    const again = response.ok ? ((await response.json()) as Receipt) : undefined;
    const verdict = again && verifyReceipt(again);
    const files = verdict?.statement?.files ?? [];
    const kept = await Promise.all(files.map(({ sha256 }) => walk.school.files.verify(sha256)));
    const same = again?.statement === receipt.statement && again.signature === receipt.signature;
    if (!same || !verdict?.proven || kept.length === 0 || kept.includes(false)) lost += 1;
  }
  return lost;
}
