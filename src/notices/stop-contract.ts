/** Ending the weekly letter by what it carries. */
import { z } from 'zod';
import { endpoint } from '../platform/contract.ts';

const stopping = {
  right: 'mail.stop',
  who: 'anyone',
  params: z.object({ token: z.string().max(200) }),
} as const;

export const digestOf = endpoint({
  name: 'digestOf',
  method: 'GET',
  path: '/api/mail/digest/:token',
  summary: 'Whether the weekly letter that carried this token still comes; says nothing of whom',
  ...stopping,
  answer: z.object({ digest: z.boolean() }),
});

/** RFC 8058: mail programs post `List-Unsubscribe=One-Click` as a form; what the body says is of no account. */
export const stopDigest = endpoint({
  name: 'stopDigest',
  method: 'POST',
  path: '/api/mail/digest/:token',
  summary: 'No weekly letter any more to whom this token was written; without signing in',
  ...stopping,
  takes: 'bytes',
});
