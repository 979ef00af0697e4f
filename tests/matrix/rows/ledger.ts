import * as ledger from '../../../src/ledger/contract.ts';
import { list, type MatrixRow } from '../row.ts';

export const ofLedger: readonly MatrixRow[] = [
  list(ledger.keys),
  list(ledger.checkpoint),
  list(ledger.consistency, () => ({ query: { first: 1, second: 2 } })),
];
