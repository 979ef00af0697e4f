/** What comes back from the central database, and how students and office settle what differs. */
import { must, type Walk } from '../../src/app/demo/walk.ts';
import { writeWorkbook } from '../../src/platform/sheets.ts';
import {
  answerReceipt,
  applyReceipt,
  myReceiptDetails,
  receiptImport,
  receiptTask,
  resolveDoubt,
  uploadReceiptDetails,
} from '../../src/receipt-details/contract.ts';
import type { Student } from './hand-in.ts';
import type { Row } from './package.ts';
import { step } from './tally.ts';

type Client = ReturnType<Walk['as']>;

/** A line missing, a description changed, a line extra; the number of lines stays. */
export function plant(rows: readonly Row[]): Row[] {
  const [, changed, ...rest] = rows;
  const last = rest.at(-1);
  if (!changed || !last) throw new Error('Too few rows to plant differences in.');
  return [
    { ...changed, 成果簡述: `${changed['成果簡述']}（改過）` },
    ...rest,
    { ...last, 成果簡述: '憑空多出來的一件' },
  ];
}

/** @returns lines the product found in the file, and how many of them differ or are missing */
export async function bringReceiptDetails(
  client: Client,
  taskId: string,
  rows: readonly Row[],
  schoolYear: number,
): Promise<{ received: number; differences: number }> {
  const headers = [...new Set(['學年度', ...rows.flatMap((row) => Object.keys(row))])];
  const sheet = {
    name: '收訖明細',
    columns: headers.map((header) => ({ header })),
    rows: rows.map((row) =>
      headers.map((header) => row[header] ?? (header === '學年度' ? `${schoolYear}` : '')),
    ),
  };
  const path = uploadReceiptDetails.path.replace(':taskId', taskId);
  const response = await client.fetch(`${path}?name=receipt.xlsx`, {
    method: 'PUT',
    body: new Uint8Array(await writeWorkbook([sheet])),
    headers: { 'content-type': 'application/octet-stream' },
  });
  if (!response.ok) throw new Error(await response.text());
  const { importId } = (await response.json()) as { importId: string };
  const { guess } = must(await client.call(receiptImport, { params: { importId } }));
  const { counts } = must(
    await client.call(applyReceipt, { params: { importId }, body: { mapping: guess } }),
  );
  const { differences } = must(await client.call(receiptTask, { params: { taskId } }));
  return { received: counts.equal + counts.changed + counts.extra, differences: differences.length };
}

/** Students answer: most say correct, whoever sees a difference raises a doubt; the office settles each. */
export async function settle(
  walk: Walk,
  client: Client,
  taskId: string,
  division: Student['division'],
  students: readonly Student[],
): Promise<void> {
  let answered = 0;
  for (const student of students) {
    const asStudent = walk.as(student);
    const { confirmations } = must(await asStudent.call(myReceiptDetails));
    for (const { importId, lines, may, answers } of confirmations) {
      if (!may.includes('answer') || answers.length > 0) continue;
      const differs = lines.find((line) => line.result !== 'equal');
      const body = differs
        ? { answer: 'doubt', doubt: '這一筆和我勾選的不同。', lineId: differs.lineId }
        : { answer: 'correct', doubt: '' };
      must(await asStudent.call(answerReceipt, { params: { importId }, body }));
      answered += 1;
    }
  }
  const { doubts } = must(await client.call(receiptTask, { params: { taskId } }));
  for (const { answerId } of doubts) {
    const body = { verdict: 'data-right', explanation: '已與中央資料庫核對，提交的資料正確。' };
    must(await client.call(resolveDoubt, { params: { answerId }, body }));
  }
  step(`${division}: students who answered`, answered, students.length);
  step(`${division}: doubts settled`, doubts.length);
}
