/** Accounts: who keeps them, and what their acts say to the ledger. */
import type { LedgerEvent } from '../ledger/event.ts';
import { type Actor, type Appointment, holds } from './actor.ts';

/** 五: the platform's accounts are kept by the system keeper. The appointment used, or undefined. */
export function mayKeepAccounts(actor: Actor): Appointment | undefined {
  return holds(actor, 'system-keeper');
}

export type AccountAct = 'reset' | 'unlock' | 'disable' | 'enable';

/** What the keeper may do with an account now. Nobody disables their own: it would shut them out. */
export function actsOn(
  actor: Actor,
  account: { personId: string; disabled: boolean; locked: boolean },
): AccountAct[] {
  if (!mayKeepAccounts(actor)) return [];
  const acts: AccountAct[] = ['reset'];
  if (account.locked) acts.push('unlock');
  if (account.disabled) acts.push('enable');
  else if (account.personId !== actor.personId) acts.push('disable');
  return acts;
}

const about = (loginId: string, personId: string) => ({ login: loginId, person: personId });

export const sessionOpened = (loginId: string, personId: string, by: 'password' | 'code'): LedgerEvent => ({
  act: 'session.opened',
  about: about(loginId, personId),
  data: { by },
});

/** Names that do not exist are locked alike; then the line is about nobody. */
export const accountLocked = (
  login: { id: string; personId: string } | undefined,
  until: Date,
): LedgerEvent => ({
  act: 'account.locked',
  about: login ? about(login.id, login.personId) : {},
  data: { until: until.toISOString() },
});

export const passwordChanged = (loginId: string, personId: string): LedgerEvent => ({
  act: 'account.passwordChanged',
  about: about(loginId, personId),
  data: {},
});

export const accountChanged = (act: AccountAct, loginId: string, personId: string): LedgerEvent => ({
  act: `account.${act}`,
  about: about(loginId, personId),
  data: {},
});

export const accountsOpened = (count: number, start: 'code' | 'password'): LedgerEvent => ({
  act: 'account.opened',
  about: {},
  data: { count, start },
});
