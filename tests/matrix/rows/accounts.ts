import * as accounts from '../../../src/accounts/account-contract.ts';
import * as appointments from '../../../src/accounts/appointment-contract.ts';
import * as sessions from '../../../src/accounts/contract.ts';
import * as rightsEndpoint from '../../../src/accounts/rights-contract.ts';
import { people } from '../../cast.ts';
import { list, type MatrixRow, one } from '../row.ts';

export const ofAccounts: readonly MatrixRow[] = [
  list(sessions.signIn, () => ({ body: { username: 'nobody-of-that-name', password: 'not the password' } })),
  list(sessions.whoAmI),
  list(sessions.listSessions),
  list(sessions.changePassword, () => ({ body: { current: 'not mine', next: 'long enough a password' } })),
  one(sessions.endSession, ({ linSession }) => ({ params: { sessionId: linSession } }), ['student']),
  list(sessions.endOtherSessions),
  list(sessions.signOut),
  list(accounts.findAccounts, () => ({ query: { text: '1140102' } })),
  list(accounts.openMissingAccounts, () => ({ body: { who: 'staff' } })),
  one(accounts.unlockAccount, ({ linAccount }) => ({ params: { accountId: linAccount } })),
  one(accounts.disableAccount, ({ linAccount }) => ({ params: { accountId: linAccount } })),
  one(accounts.enableAccount, ({ linAccount }) => ({ params: { accountId: linAccount } })),
  one(accounts.resetPassword, ({ linAccount }) => ({ params: { accountId: linAccount } })),
  list(appointments.listDeputies),
  list(appointments.listStaffChoices),
  list(appointments.listOffices),
  list(rightsEndpoint.rightsTable),
  one(appointments.appointDeputy, () => ({
    body: {
      deputyId: people.fang.id,
      absentId: people.wang.id,
      offeringId: null,
      startsOn: '2026-10-01',
      endsOn: '2026-10-31',
      reason: '公假',
    },
  })),
  one(appointments.appointOffice, () => ({
    body: { personId: people.fang.id, office: 'research', startsOn: '2026-10-01', endsOn: null },
  })),
  one(
    appointments.endAppointment,
    ({ deputyAppointment }) => ({
      params: { appointmentId: deputyAppointment },
      body: { endsOn: null, reason: '銷假' },
    }),
    ['registrar', 'academicDirector'],
  ),
];
