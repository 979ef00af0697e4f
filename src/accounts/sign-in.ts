/**
 * Rules of signing in: how many failures lock an account and for how long, how long a session lives.
 * Failures are counted per name that was typed, existing or not, never per address: a whole school
 * sits behind one.
 */

/** Failed sign-ins in a row for one name. */
export interface Failures {
  count: number;
  lastAt: Date | null;
  lockedUntil: Date | null;
}

export interface SignInLimits {
  /** So many failures in a row … */
  failures: number;
  /** … lock the account for so long. */
  lockMinutes: number;
  /** Failures older than this no longer count. */
  forgetHours: number;
  /** The default that the lock cites. */
  clause: string;
}

export interface SessionLimits {
  /** A session ends when it has not been used for so long … */
  idleMinutes: number;
  /** … and at the latest so long after signing in. */
  longestHours: number;
}

export const noFailures: Failures = { count: 0, lastAt: null, lockedUntil: null };

/** Until when nobody may try this name, or undefined when a try is allowed at `now`. */
export function lockedAt(failures: Failures, now: Date): Date | undefined {
  return failures.lockedUntil && now < failures.lockedUntil ? failures.lockedUntil : undefined;
}

/**
 * What stands after one more failure at `now`. A try is counted as failed before its password is looked at
 * and cleared by success: tries sent at the same moment cannot all be the fifth.
 */
export function afterFailure(failures: Failures, now: Date, limits: SignInLimits): Failures {
  const forgotten =
    failures.lockedUntil !== null ||
    (failures.lastAt !== null && now.getTime() - failures.lastAt.getTime() >= limits.forgetHours * 3_600_000);
  const count = (forgotten ? 0 : failures.count) + 1;
  return {
    count,
    lastAt: now,
    lockedUntil: count >= limits.failures ? new Date(now.getTime() + limits.lockMinutes * 60_000) : null,
  };
}

/** One name however it was typed: full-width letters, capitals and spaces around it do not matter. */
export function normalUsername(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase();
}

/** Names that an account can have: letters, digits, dot, hyphen, underscore; at most 64. */
export function isUsername(name: string): boolean {
  return /^[a-z0-9._-]{1,64}$/.test(name);
}

const codeAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A one-time code from 13 random bytes: 100 bits as five groups of four, without letters that look alike. */
export function codeFrom(random: Uint8Array): string {
  let bits = 0n;
  for (const byte of random.subarray(0, 13)) bits = (bits << 8n) | BigInt(byte);
  const letters = Array.from({ length: 20 }, (_, at) => codeAlphabet[Number((bits >> BigInt(at * 5)) & 31n)]);
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-');
}

/** A code as it was printed, however it was typed. */
export function normalCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}

export function looksLikeCode(typed: string): boolean {
  const code = normalCode(typed);
  return code.length === 20 && [...code].every((letter) => codeAlphabet.includes(letter));
}
