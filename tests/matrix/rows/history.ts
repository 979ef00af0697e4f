import * as history from '../../../src/history/contract.ts';
import { people } from '../../cast.ts';
import { type MatrixRow, one } from '../row.ts';

export const ofHistory: readonly MatrixRow[] = [
  one(
    history.recordHistory,
    () => ({ params: { registrationId: people.lin.registration, topic: 'register' } }),
    ['student', 'registrar', 'academicDirector', 'homeroom'],
  ),
];
