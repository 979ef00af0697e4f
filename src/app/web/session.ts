/** Who is here, asked once at the start and again after signing in or out. */
import { whoAmI } from '../../accounts/contract.ts';
import type { WhoIsHere } from '../../accounts/screens/viewer.ts';
import { call } from '../../platform/call.ts';

export interface Session {
  who: WhoIsHere;
  /** The device's clock when the server told its own. */
  askedAt: number;
}

/** Asked before anything is drawn, so that the words and the session travel side by side. */
let early: Promise<Session> | undefined;

export function askEarly(): void {
  early = ask();
  // Whoever takes it will see the failure; until then it is nobody's.
  early.catch(() => undefined);
}

export function askWhoIsHere(): Promise<Session> {
  const answer = early ?? ask();
  early = undefined;
  return answer;
}

async function ask(): Promise<Session> {
  const before = Date.now();
  const who = await call(whoAmI);
  return { who, askedAt: (before + Date.now()) / 2 };
}
