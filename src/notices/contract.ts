import { z } from 'zod';
import { endpoint, id, instant } from '../platform/contract.ts';
import { languages, noticeKinds } from './notice.ts';

export const myNotices = endpoint({
  name: 'myNotices',
  right: 'notice.own',
  method: 'GET',
  path: '/api/notices',
  summary: 'What the asker was told, the latest first, and how much of it they have not read',
  answer: z.object({
    unread: z.int(),
    notices: z.array(
      z.object({
        noticeId: id,
        kind: z.enum(noticeKinds),
        at: instant,
        read: z.boolean(),
        targetId: id,
        label: z.string(),
        subject: z.string().nullable(),
        schoolYear: z.int().nullable(),
        semester: z.int().nullable(),
        closes: instant.nullable(),
        gradeBand: z.string().nullable(),
        batch: z.int().nullable(),
        division: z.string().nullable(),
      }),
    ),
  }),
});

export const markRead = endpoint({
  name: 'markRead',
  right: 'notice.own',
  method: 'PUT',
  path: '/api/notices/reading',
  summary: 'These notices of one’s own were read',
  body: z.object({ noticeIds: z.array(id).min(1).max(200) }),
});

export const myMail = endpoint({
  name: 'myMail',
  right: 'account.own',
  method: 'GET',
  path: '/api/mail',
  summary: 'One’s own address for letters, and whether this school sends any',
  answer: z.object({
    on: z.boolean(),
    /** When weekly letters go: hours after Monday 00:00, Taipei. */
    digestHour: z.int(),
    address: z
      .object({
        address: z.string(),
        verifiedAt: instant,
        immediate: z.boolean(),
        digest: z.boolean(),
        language: z.enum(languages),
        /** The relay said that nobody lives there. */
        refused: z.boolean(),
      })
      .nullable(),
    /** A code was sent there and waits to be typed in. */
    waiting: z.object({ address: z.string(), until: instant }).nullable(),
  }),
});

export const sendMailCode = endpoint({
  name: 'sendMailCode',
  right: 'account.own',
  method: 'POST',
  path: '/api/mail/codes',
  summary: 'Have a code sent to an address, to show that it is one’s own',
  body: z.object({ address: z.email().max(254) }),
});

export const verifyMail = endpoint({
  name: 'verifyMail',
  right: 'account.own',
  method: 'PUT',
  path: '/api/mail/address',
  summary: 'Type in the code that came; the address is used from then on',
  body: z.object({ code: z.string().max(20), language: z.enum(languages).default('zh-TW') }),
});

export const preferMail = endpoint({
  name: 'preferMail',
  right: 'account.own',
  method: 'PUT',
  path: '/api/mail/preference',
  summary:
    'Whether a return or a doubt is written to one at once, what waits once a week, and in which language',
  body: z
    .object({ immediate: z.boolean(), digest: z.boolean(), language: z.enum(languages) })
    .partial()
    .refine((preference) => Object.keys(preference).length > 0),
});

export const removeMail = endpoint({
  name: 'removeMail',
  right: 'account.own',
  method: 'DELETE',
  path: '/api/mail/address',
  summary: 'Forget one’s own address; no letters any more',
});

export const mailHealth = endpoint({
  name: 'mailHealth',
  right: 'account.manage',
  method: 'GET',
  path: '/api/mail/health',
  summary: 'Whether letters leave the school: since when not, and what the relay said last',
  answer: z.object({
    on: z.boolean(),
    trouble: z.object({ since: instant, lastAt: instant, error: z.string() }).nullable(),
  }),
});
