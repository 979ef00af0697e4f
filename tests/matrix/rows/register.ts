import * as register from '../../../src/people/contract.ts';
import * as newcomers from '../../../src/people/newcomer-contract.ts';
import { classes, people } from '../../cast.ts';
import { list, type MatrixRow, one } from '../row.ts';

const ofLin = () => ({ params: { registrationId: people.lin.registration } });

const reason = '核對資料';

const entry = { registrationIds: [people.lin.registration], values: { entryMethod: '7' } };

const newcomer = {
  division: 'day',
  number: '1140150',
  values: {
    name: '新同學',
    nationalId: 'A223456781',
    birthDate: '0990808',
    entrySchoolYear: '114',
    fieldGroup: '21',
    programme: '301',
    class: classes.dayOne.name,
  },
  transfer: null,
};

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
  one(newcomers.previewStudent, () => ({ body: newcomer })),
  one(newcomers.registerStudent, () => ({ body: newcomer })),
  one(register.previewChange, () => ({ body: entry })),
  one(register.changeStudents, () => ({ body: { ...entry, reason, seen: 'a'.repeat(64) } })),
];
