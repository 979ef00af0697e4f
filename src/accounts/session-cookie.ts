/**
 * The session cookie: `token.signature`, the signature being HMAC-SHA-256 of the token by the school's
 * own session key, as the sign-in library writes it. `__Host-` and Secure where people come by https.
 * @server
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { School } from '../platform/school.ts';

/** Two schools tried out on one host name keep out of each other's way: the name carries the school. */
export function cookieName(school: School): string {
  return `${isHttps(school) ? '__Host-' : ''}licheng-${school.id.slice(0, 8)}`;
}

export function cookieAttributes(school: School) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: isHttps(school) } as const;
}

/** The token a request carries, if our own key signed it. */
export function tokenOf(school: School, request: FastifyRequest): string | undefined {
  const cookie = request.cookies[cookieName(school)];
  const dot = cookie?.lastIndexOf('.') ?? -1;
  if (!cookie || dot < 1) return undefined;
  const token = cookie.slice(0, dot);
  const given = Buffer.from(cookie.slice(dot + 1), 'base64');
  const made = signatureOf(school, token);
  return given.length === made.length && timingSafeEqual(given, made) ? token : undefined;
}

/** `name=value` as a browser sends it back. */
export function cookieOf(school: School, token: string): string {
  return `${cookieName(school)}=${encodeURIComponent(signed(school, token))}`;
}

export function sendCookie(school: School, reply: FastifyReply, token: string, seconds: number): void {
  reply.setCookie(cookieName(school), signed(school, token), {
    ...cookieAttributes(school),
    maxAge: seconds,
  });
}

export function clearCookie(school: School, reply: FastifyReply): void {
  reply.clearCookie(cookieName(school), cookieAttributes(school));
}

function signed(school: School, token: string): string {
  return `${token}.${signatureOf(school, token).toString('base64')}`;
}

function signatureOf(school: School, token: string): Buffer {
  return createHmac('sha256', school.sessionSecret).update(token, 'utf8').digest();
}

function isHttps(school: School): boolean {
  return school.publicUrl.startsWith('https:');
}
