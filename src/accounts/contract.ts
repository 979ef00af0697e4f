/** Signing in and out, who one is, one's own password and sessions. */
import { z } from 'zod';
import { day, endpoint, id, instant } from '../platform/contract.ts';

const division = z.enum(['day', 'continuing']);
const username = z.string().min(1).max(100);
const password = z.string().min(1).max(200);

const whoIsHere = z.object({
  signedIn: z.boolean(),
  person: z.object({ id, name: z.string() }).nullable(),
  registrations: z.array(z.object({ id, division })),
  isStaff: z.boolean(),
  appointments: z.array(
    z.object({
      id,
      office: z.string(),
      division: division.nullable(),
      classId: id.nullable(),
      deputyFor: z.object({ id, name: z.string() }).nullable(),
      offeringId: id.nullable(),
      until: day.nullable(),
    }),
  ),
  school: z.object({ name: z.string(), demo: z.boolean() }),
  clock: z.object({ now: instant, offsetMs: z.number() }),
  /** Signed in with an initial password or code: nothing else is open until a new one is set. */
  mustChangePassword: z.boolean(),
  /** What the system keeper should know wherever they are. */
  notices: z.array(z.literal('second-home-same-disk')),
});

export const signIn = endpoint({
  name: 'signIn',
  right: 'session.open',
  method: 'POST',
  path: '/api/session',
  who: 'anyone',
  summary: 'Sign in with account name and password, or with the one-time code in place of the password',
  body: z.object({ username, password }),
  answer: whoIsHere,
});

export const signOut = endpoint({
  name: 'signOut',
  right: 'session.open',
  method: 'DELETE',
  path: '/api/session',
  who: 'anyone',
  summary: 'Sign out: ends the session on the server',
});

export const whoAmI = endpoint({
  name: 'whoAmI',
  right: 'session.open',
  method: 'GET',
  path: '/api/session',
  who: 'anyone',
  summary: 'Who is signed in, what they hold today, which school this is and what time it is there',
  answer: whoIsHere,
});

export const changePassword = endpoint({
  name: 'changePassword',
  right: 'account.own',
  method: 'PUT',
  path: '/api/password',
  summary: 'Set a new password; every other session of the account ends',
  body: z.object({
    /** Not asked for while a new password is due. */
    current: password.optional(),
    next: password,
  }),
  answer: z.object({ endedSessions: z.int() }),
});

export const listSessions = endpoint({
  name: 'listSessions',
  right: 'account.own',
  method: 'GET',
  path: '/api/sessions',
  summary: 'Where one is signed in',
  answer: z.object({
    sessions: z.array(
      z.object({
        id,
        current: z.boolean(),
        createdAt: instant,
        lastUsedAt: instant,
        expiresAt: instant,
        ipAddress: z.string(),
        userAgent: z.string(),
      }),
    ),
  }),
});

export const endSession = endpoint({
  name: 'endSession',
  right: 'account.own',
  method: 'DELETE',
  path: '/api/sessions/:sessionId',
  summary: 'End one of one’s own sessions',
  params: z.object({ sessionId: id }),
});

export const endOtherSessions = endpoint({
  name: 'endOtherSessions',
  right: 'account.own',
  method: 'DELETE',
  path: '/api/sessions',
  summary: 'End all of one’s own sessions but this one',
  answer: z.object({ endedSessions: z.int() }),
});
