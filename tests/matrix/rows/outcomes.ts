import * as outcomes from '../../../src/outcomes/contract.ts';
import { enrolments, people } from '../../cast.ts';
import { announced, pdfFile } from '../../hand-in.ts';
import { list, type MatrixRow, one } from '../row.ts';

const file = pdfFile();

export const ofOutcomes: readonly MatrixRow[] = [
  list(outcomes.myCourses, () => ({ query: { schoolYear: 114, semester: 1 } })),
  one(outcomes.createOutcome, () => ({ body: { enrolmentId: enrolments.linChinese.id } })),
  one(outcomes.editDraft, ({ draft }) => ({
    params: { outcomeId: draft },
    body: { description: '改', seen: null },
  })),
  one(outcomes.outcomeDetail, ({ waiting }) => ({ params: { outcomeId: waiting } })),
  one(outcomes.beginUpload, ({ draft }) => ({
    params: { outcomeId: draft },
    body: { description: '新的', files: [announced(file)] },
  })),
  one(outcomes.putFile, ({ begunUpload }) => ({
    params: { uploadId: begunUpload, slot: 'document' },
    bytes: file.bytes,
  })),
  one(outcomes.takeFromShelf, ({ begunUpload }) => ({
    params: { uploadId: begunUpload, slot: 'document' },
  })),
  one(outcomes.uploadStatus, ({ waitingUpload }) => ({ params: { uploadId: waitingUpload } })),
  one(outcomes.uploadReceipt, ({ certified, certifiedVersion }) => ({
    params: { outcomeId: certified, versionId: certifiedVersion },
  })),
  one(outcomes.uploadReceiptPdf, ({ certified, certifiedVersion }) => ({
    params: { outcomeId: certified, versionId: certifiedVersion },
  })),
  one(outcomes.portfolioOfStudent, () => ({ params: { registrationId: people.lin.registration } })),
  one(outcomes.openFile, ({ certified, certifiedVersion }) => ({
    params: { outcomeId: certified, versionId: certifiedVersion, slot: 'document' },
    body: {},
  })),
  list(outcomes.handedIn, () => ({ params: { sha256: announced(file).sha256 } })),
  one(outcomes.fileBytes, ({ fileToken }) => ({ params: { token: fileToken } }), ['student']),
  one(outcomes.withdrawOutcome, ({ waiting }) => ({ params: { outcomeId: waiting } })),
];
