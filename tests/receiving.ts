/** The way to receipt details that three students have called correct: packed, handed over, come back as it went. */

import { writeCsv } from '../src/platform/sheets.ts';
import {
  answerReceipt,
  applyReceipt,
  receiptImport,
  signOffReceipt,
} from '../src/receipt-details/contract.ts';
import { people } from './cast.ts';
import type { TestSchool } from './harness.ts';
import {
  builtPackage,
  certifiedOutcome,
  days,
  handedOver,
  must,
  openedRound,
  selects,
} from './submitting.ts';

const students = [
  ['lin', 'linChinese'],
  ['chen', 'chenChinese'],
  ['ji', 'jiChinese'],
] as const;

export async function calledCorrect(school: TestSchool) {
  const outcomes = await Promise.all(
    students.map(async ([who, enrolment]) => ({
      who,
      outcomeId: await certifiedOutcome(school, { enrolment, description: who }),
    })),
  );
  school.clock.moveTo(days.selecting);
  const round = await openedRound(school);
  for (const { who, outcomeId } of outcomes) await selects(school, who, round.roundId, [outcomeId]);
  school.clock.moveTo(days.packing);
  const { packageId } = await builtPackage(school, 'registrar', round.day);
  school.clock.moveTo(days.receiving);
  await handedOver(school, 'registrar', packageId, new Date('2026-09-28T09:00:00+08:00'));
  const importId = await brought(school, round.day);
  for (const [who] of students) {
    must(await school.as(who).call(answerReceipt, { params: { importId }, body: { answer: 'correct' } }));
  }
  return { taskId: round.day, importId };
}

const header = ['學期', '身分證號', '出生日期', '課程代碼', '成果簡述'];

async function brought(school: TestSchool, taskId: string): Promise<string> {
  const rows = students.map(([who]) => {
    const { nationalId, birth } = people[who];
    return [1, nationalId, birth, '114123456V21301A1011011', who];
  });
  const bytes = writeCsv({ columns: header.map((one) => ({ header: one })), rows });
  const registrar = school.as('registrar');
  const response = await registrar.fetch(`/api/receipt-details/tasks/${taskId}/file?name=a.csv`, {
    method: 'PUT',
    body: new Uint8Array(bytes),
    headers: { 'content-type': 'application/octet-stream' },
  });
  const { importId } = (await response.json()) as { importId: string };
  const { guess } = must(await registrar.call(receiptImport, { params: { importId } }));
  must(await registrar.call(applyReceipt, { params: { importId }, body: { mapping: guess } }));
  return importId;
}

/** All three raise a doubt while the office signs off. @returns how many doubts were taken, and whether it is signed */
export async function doubtsAndSignOff(
  school: TestSchool,
  { taskId, importId }: { taskId: string; importId: string },
) {
  const [signed, ...doubts] = await Promise.all([
    school.as('registrar').call(signOffReceipt, { params: { taskId }, body: { note: '' } }),
    ...students.map(([who]) =>
      school
        .as(who)
        .call(answerReceipt, { params: { importId }, body: { answer: 'doubt', doubt: '再看一次' } }),
    ),
  ]);
  const refusals = [signed, ...doubts].flatMap(({ refusal }) => refusal?.refused ?? []);
  return {
    signedOff: signed.status === 200,
    doubts: doubts.filter(({ status }) => status === 200).length,
    refusals,
  };
}
