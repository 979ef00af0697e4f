import * as certification from '../../../src/certification/contract.ts';
import { list, type MatrixRow, one } from '../row.ts';

export const ofCertification: readonly MatrixRow[] = [
  list(certification.certificationQueue),
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
