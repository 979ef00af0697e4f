import * as status from '../../../src/people/status-contract.ts';
import { people } from '../../cast.ts';
import { announced, pdfFile } from '../../hand-in.ts';
import { list, type MatrixRow, one } from '../row.ts';

const file = pdfFile();

const ofLin = () => ({ params: { registrationId: people.lin.registration } });

const visit = {
  kind: 'visit',
  on: '2025-12-01',
  reason: '借讀',
  details: {
    otherSchool: '654321',
    until: '2026-12-31',
    classId: null,
    seat: null,
    fieldGroup: '21',
    programme: '301',
    visitCode: '1',
  },
};

export const ofStatus: readonly MatrixRow[] = [
  one(status.studentStatus, ofLin),
  one(status.previewStatus, () => ({ ...ofLin(), body: visit })),
  one(status.enterStatus, () => ({ ...ofLin(), body: visit })),
  one(status.correctStatus, ({ statusEvent }) => ({
    params: { eventId: statusEvent },
    body: { reason: '誤植' },
  })),
  one(status.withdrawStatus, ({ statusEvent }) => ({
    params: { eventId: statusEvent },
    body: { reason: '取消' },
  })),
  list(status.waitingStatus),
  one(status.keepStatusDocument, ({ statusEvent }) => ({
    params: { eventId: statusEvent },
    query: { name: file.name, size: file.bytes.length, sha256: announced(file).sha256 },
    bytes: file.bytes,
  })),
  one(status.statusDocument, ({ statusDocument }) => ({ params: { documentId: statusDocument } })),
];
