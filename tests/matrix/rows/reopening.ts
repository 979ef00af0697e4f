import * as reopening from '../../../src/reopening/contract.ts';
import { people } from '../../cast.ts';
import { list, type MatrixRow, one } from '../row.ts';

export const ofReopening: readonly MatrixRow[] = [
  list(reopening.reopenings, () => ({ query: { schoolYear: 114, semester: 1 } })),
  list(reopening.reopeningChoices, () => ({ query: { schoolYear: 114, semester: 1, words: '林' } })),
  one(reopening.reopen, () => ({
    body: {
      schoolYear: 114,
      semester: 2,
      registrationIds: [people.lin.registration],
      courseCodes: [],
      reason: '住院',
      closes: '2026-12-31T00:00:00+08:00',
    },
  })),
  one(reopening.endReopening, ({ reopening: reopeningId }) => ({
    params: { reopeningId },
    body: { reason: '已交齊' },
  })),
];
