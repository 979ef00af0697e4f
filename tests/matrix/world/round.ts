/** The round they went through, and what came back. */
import { writeCsv } from '../../../src/platform/sheets.ts';
import {
  answerReceipt,
  applyReceipt,
  receiptImport,
  receiptTask,
  uploadReceiptDetails,
} from '../../../src/receipt-details/contract.ts';
import { people } from '../../cast.ts';
import type { TestSchool } from '../../harness.ts';
import {
  builtPackage,
  certifiedOutcome,
  days,
  handedOver,
  must,
  openedRound,
  selects,
} from '../../submitting.ts';

export async function submit(school: TestSchool, certified: string) {
  const others = await certifiedOutcome(school, { enrolment: 'huangChinese' });
  school.clock.moveTo(days.selecting);
  const round = await openedRound(school);
  await selects(school, 'lin', round.roundId, [certified]);
  await selects(school, 'huang', round.roundId, [others]);
  school.clock.moveTo(days.packing);
  const built = await builtPackage(school, 'registrar', round.day);
  school.clock.moveTo(new Date('2026-09-26T12:00:00+08:00'));
  await handedOver(school, 'registrar', built.packageId, new Date('2026-09-26T11:00:00+08:00'));
  return { round: round.roundId, task: round.day, package: built.packageId };
}

export async function receive(school: TestSchool, taskId: string) {
  school.clock.moveTo(days.receiving);
  const office = school.as('registrar');
  const receiptId = await bringReceipt(school, taskId, '金絲雀已認證，被改了');
  const { guess } = must(await office.call(receiptImport, { params: { importId: receiptId } }));
  must(await office.call(applyReceipt, { params: { importId: receiptId }, body: { mapping: guess } }));
  must(
    await school.as('lin').call(answerReceipt, {
      params: { importId: receiptId },
      body: { answer: 'doubt', doubt: '金絲雀疑義' },
    }),
  );
  const task = must(await office.call(receiptTask, { params: { taskId } }));
  return {
    receiptImport: receiptId,
    doubt: task.doubts[0]?.answerId ?? '',
    line: task.differences[0]?.lineId ?? '',
    receiptWaiting: await bringReceipt(school, taskId, '金絲雀已認證'),
  };
}

async function bringReceipt(school: TestSchool, taskId: string, description: string): Promise<string> {
  const header = ['學校代碼', '學年度', '學期', '身分證號', '出生日期', '課程代碼', '科目名稱', '成果簡述'];
  const bytes = writeCsv({
    columns: header.map((one) => ({ header: one })),
    rows: [
      ['123456', 114, 1, people.lin.nationalId, '0990314', '114123456V21301A1011011', '國語文', description],
    ],
  });
  const path = uploadReceiptDetails.path.replace(':taskId', taskId);
  const response = await school.as('registrar').fetch(`${path}?name=${encodeURIComponent('收訖明細.csv')}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body: Buffer.from(bytes),
  });
  const answer = (await response.json()) as { importId: string };
  return answer.importId;
}
