import * as receiptDetails from '../../../src/receipt-details/contract.ts';
import { list, type MatrixRow, one } from '../row.ts';

const mapping = {
  schoolYear: ['學年度'],
  semester: ['學期'],
  nationalId: ['身分證號'],
  birthDate: ['出生日期'],
  courseCode: ['課程代碼'],
  description: ['成果簡述'],
};

export const ofReceiptDetails: readonly MatrixRow[] = [
  list(receiptDetails.receiptTasks),
  one(receiptDetails.receiptTask, ({ task }) => ({ params: { taskId: task } })),
  one(receiptDetails.uploadReceiptDetails, ({ task }) => ({
    params: { taskId: task },
    query: { name: '收訖明細.csv' },
    bytes: new TextEncoder().encode('學年度,學期\n114,1\n'),
  })),
  one(receiptDetails.receiptImport, (ids) => ({ params: { importId: ids.receiptWaiting } })),
  one(receiptDetails.previewReceipt, (ids) => ({
    params: { importId: ids.receiptWaiting },
    body: { mapping },
  })),
  one(receiptDetails.applyReceipt, (ids) => ({
    params: { importId: ids.receiptWaiting },
    body: { mapping },
  })),
  one(receiptDetails.discardReceipt, (ids) => ({ params: { importId: ids.receiptWaiting } })),
  one(receiptDetails.resolveDoubt, ({ doubt }) => ({
    params: { answerId: doubt },
    body: { verdict: 'data-right', explanation: '核對無誤' },
  })),
  one(receiptDetails.signOffReceipt, ({ task }) => ({ params: { taskId: task }, body: {} })),
  list(receiptDetails.myReceiptDetails),
  one(receiptDetails.answerReceipt, (ids) => ({
    params: { importId: ids.receiptImport },
    body: { answer: 'correct' },
  })),
];
