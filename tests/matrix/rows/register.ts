import * as register from '../../../src/people/contract.ts';
import { people } from '../../cast.ts';
import { list, type MatrixRow, one } from '../row.ts';

const ofLin = () => ({ params: { registrationId: people.lin.registration } });

const reason = '核對資料';

const entry = { registrationIds: [people.lin.registration], values: { entryMethod: '7' } };

export const ofRegister: readonly MatrixRow[] = [
  list(register.findStudents),
  list(register.countStudents),
  list(register.findById, () => ({ body: { nationalId: people.lin.nationalId } })),
  list(register.registerChoices),
  list(register.exportStudents),
  list(register.exportUnmasked, () => ({ body: { reason } })),
  one(register.oneStudent, ofLin),
  list(register.myRegister),
  one(register.unmaskId, () => ({ ...ofLin(), body: { reason } })),
  one(register.previewChange, () => ({ body: entry })),
  one(register.changeStudents, () => ({ body: { ...entry, reason, seen: 'a'.repeat(64) } })),
];
