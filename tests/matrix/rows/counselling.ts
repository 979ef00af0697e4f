import * as counselling from '../../../src/counselling/contract.ts';
import { classes, people } from '../../cast.ts';
import { announced, pdfFile } from '../../hand-in.ts';
import { list, type MatrixRow, one } from '../row.ts';

const file = pdfFile();

const then = { schoolYear: 114, semester: 1 };

const talk = {
  category: 'courses',
  topic: '課程說明',
  place: '諮詢室',
  heldOn: '2025-12-09',
  heldFrom: null,
  heldTo: null,
  content: '說明課程',
  privateNote: '',
  followUp: '再談一次',
  followUpDue: null,
  registrationIds: [people.lin.registration],
};

const template = { name: '說明會', category: 'courses', topic: '', place: '', content: '', followUp: '' };

export const ofCounselling: readonly MatrixRow[] = [
  list(counselling.counsellingCoverage, () => ({ query: then })),
  one(counselling.counsellingOfClass, () => ({ params: { classId: classes.dayOne.id }, query: then })),
  one(counselling.counsellingReportPdf, () => ({ params: { classId: classes.dayOne.id }, query: then })),
  one(counselling.counsellingOfStudent, () => ({ params: { registrationId: people.lin.registration } })),
  list(counselling.counsellingRecords, () => ({ query: then })),
  one(counselling.counsellingRecord, ({ counselling: recordId }) => ({ params: { recordId } })),
  list(counselling.counsellingForm, () => ({ query: then })),
  list(counselling.recordCounselling, () => ({ body: talk })),
  one(counselling.changeCounselling, ({ counselling: recordId }) => ({ params: { recordId }, body: talk })),
  one(counselling.finishFollowUp, ({ counselling: recordId }) => ({
    params: { recordId },
    body: { done: true },
  })),
  one(counselling.attachFile, ({ counselling: recordId }) => ({
    params: { recordId, sha256: announced(file).sha256 },
    query: { name: file.name, size: file.bytes.length },
    bytes: file.bytes,
  })),
  one(counselling.openAttachment, ({ counselling: recordId, counsellingFile }) => ({
    params: { recordId, fileId: counsellingFile },
    body: {},
  })),
  one(counselling.attachmentBytes, ({ counsellingToken }) => ({ params: { token: counsellingToken } }), [
    'student',
  ]),
  one(counselling.detachFile, ({ counselling: recordId, counsellingFile }) => ({
    params: { recordId, fileId: counsellingFile },
  })),
  one(counselling.withdrawCounselling, ({ counselling: recordId }) => ({
    params: { recordId },
    body: { reason: '誤登' },
  })),
  list(counselling.saveTemplate, () => ({ body: template })),
  one(counselling.dropTemplate, ({ counsellingTemplate }) => ({
    params: { templateId: counsellingTemplate },
  })),
  list(counselling.myCounselling),
];
