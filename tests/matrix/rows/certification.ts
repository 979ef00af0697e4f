import * as batch from '../../../src/certification/batch-contract.ts';
import * as certification from '../../../src/certification/contract.ts';
import * as reasons from '../../../src/certification/reasons-contract.ts';
import * as reminders from '../../../src/certification/reminder-contract.ts';
import { list, type MatrixRow, one } from '../row.ts';

export const ofCertification: readonly MatrixRow[] = [
  list(certification.certificationQueue),
  list(reminders.certificationReminders),
  list(reasons.returnReasons),
  list(reasons.keepReasons, () => ({ body: { reasons: ['請補上封面'], seen: [] } })),
  list(reasons.keepSchoolReasons, () => ({ body: { reasons: ['請補上封面'], seen: [] } })),
  one(certification.noteOpened, ({ waiting, waitingVersion }) => ({
    params: { outcomeId: waiting },
    body: { versionId: waitingVersion },
  })),
  one(batch.previewBatch, ({ waiting, waitingVersion }) => ({
    body: { items: [{ outcomeId: waiting, versionId: waitingVersion }] },
  })),
  one(batch.decideBatch, ({ waiting, waitingVersion }) => ({
    body: {
      decision: 'returned',
      reason: '請補上封面',
      items: [{ outcomeId: waiting, versionId: waitingVersion }],
    },
  })),
  one(certification.certificationItem, ({ waiting }) => ({ params: { outcomeId: waiting } })),
  one(certification.returnOutcome, ({ waiting, waitingVersion }) => ({
    params: { outcomeId: waiting },
    body: { versionId: waitingVersion, reason: '請補上封面' },
  })),
  one(certification.certify, ({ waiting, waitingVersion }) => ({
    params: { outcomeId: waiting },
    body: { versionId: waitingVersion },
  })),
  one(certification.withdrawCertification, ({ certified }) => ({
    params: { outcomeId: certified },
    query: { reason: '看錯了' },
  })),
];
