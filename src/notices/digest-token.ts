/**
 * What a weekly letter carries so that its reader can end it without signing in: whose it is, and a code over it that
 * only this school can make. A newly verified address makes the letters before it powerless. @server
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { School } from '../platform/school.ts';

type Key = Pick<School, 'id' | 'sessionSecret'>;

export function digestToken(key: Key, personId: string, verifiedAt: Date): string {
  return `${personId.replaceAll('-', '')}${codeOver(key, personId, verifiedAt).toString('base64url')}`;
}

/** Whose token it says it is; undefined where it is none. Proves nothing yet. */
export function personIn(token: string): string | undefined {
  const [, ...parts] =
    /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})[\w-]{43}$/.exec(token) ?? [];
  return parts.length === 5 ? parts.join('-') : undefined;
}

export function isToken(token: string, key: Key, personId: string, verifiedAt: Date): boolean {
  const given = Buffer.from(token.slice(32), 'base64url');
  const right = codeOver(key, personId, verifiedAt);
  return given.length === right.length && timingSafeEqual(given, right);
}

/** The same for the same letter, and nobody's id in it. */
export function letterId(key: Key, personId: string, week: string): string {
  return coded(key, `letter ${personId} ${week}`).toString('hex').slice(0, 32);
}

function codeOver(key: Key, personId: string, verifiedAt: Date): Buffer {
  return coded(key, `stop ${personId} ${verifiedAt.toISOString()}`);
}

function coded({ id, sessionSecret }: Key, text: string): Buffer {
  return createHmac('sha256', sessionSecret).update(`digest ${id} ${text}`).digest();
}
