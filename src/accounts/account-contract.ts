/** Accounts as the system keeper keeps them (五). */
import { z } from 'zod';
import { endpoint, id, instant } from '../platform/contract.ts';

const accountId = z.object({ accountId: id });

const account = z.object({
  id,
  personId: id,
  username: z.string(),
  name: z.string(),
  kind: z.enum(['student', 'staff', 'other']),
  /** Class of a student, post of a member of staff. */
  place: z.string(),
  passwordDue: z.boolean(),
  disabledAt: instant.nullable(),
  lockedUntil: instant.nullable(),
  failures: z.int(),
  lastSignedInAt: instant.nullable(),
  may: z.array(z.enum(['reset', 'unlock', 'disable', 'enable'])),
});

const printed = z.object({ username: z.string(), name: z.string(), code: z.string() });

export const findAccounts = endpoint({
  name: 'findAccounts',
  right: 'account.manage',
  method: 'GET',
  path: '/api/accounts',
  summary: 'Accounts whose name, or whose person’s name, contains a text; at most 50',
  query: z.object({ text: z.string().trim().max(100).default('') }),
  answer: z.object({
    accounts: z.array(account),
    withoutAccount: z.object({ students: z.int(), staff: z.int() }),
  }),
});

export const openMissingAccounts = endpoint({
  name: 'openMissingAccounts',
  right: 'account.manage',
  method: 'POST',
  path: '/api/accounts',
  summary:
    'Open an account for every student or member of staff without one; the codes are shown once, to print',
  body: z.object({ who: z.enum(['students', 'staff']) }),
  answer: z.object({
    opened: z.array(printed),
    skipped: z.array(
      z.object({ username: z.string(), why: z.enum(['has-account', 'bad-username', 'username-taken']) }),
    ),
    expiresAt: instant,
  }),
});

export const resetPassword = endpoint({
  name: 'resetPassword',
  right: 'account.manage',
  method: 'POST',
  path: '/api/accounts/:accountId/code',
  summary: 'Replace the password by a one-time code, shown once; every session of the account ends',
  params: accountId,
  answer: printed.extend({ expiresAt: instant }),
});

export const unlockAccount = endpoint({
  name: 'unlockAccount',
  right: 'account.manage',
  method: 'DELETE',
  path: '/api/accounts/:accountId/lock',
  summary: 'Forget the failed sign-ins of an account',
  params: accountId,
});

export const disableAccount = endpoint({
  name: 'disableAccount',
  right: 'account.manage',
  method: 'POST',
  path: '/api/accounts/:accountId/disabling',
  summary: 'Disable an account; its sessions end',
  params: accountId,
});

export const enableAccount = endpoint({
  name: 'enableAccount',
  right: 'account.manage',
  method: 'DELETE',
  path: '/api/accounts/:accountId/disabling',
  summary: 'Let a disabled account sign in again',
  params: accountId,
});
