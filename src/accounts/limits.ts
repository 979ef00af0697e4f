/** The numbers of signing in: defaults of ours, each with the clause that the list of defaults explains. */
import type { SessionLimits, SignInLimits } from './sign-in.ts';

export const signInLimits: SignInLimits = { failures: 5, lockMinutes: 15, forgetHours: 24, clause: '產10' };

export const sessionLimits: SessionLimits = { idleMinutes: 60, longestHours: 12 };

export const passwordLimits = { least: 10, most: 200, clause: '產11' } as const;

/** How long a printed code opens an account whose password has not been set yet. */
export const codeDays = 30;
