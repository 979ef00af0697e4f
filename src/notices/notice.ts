/** 通知: the few things that must reach a person at once. What waits for anybody is told by Today, not here. */
import type { LedgerEvent } from '../ledger/event.ts';
import { type Refusal, refuse } from '../regulation/refusal.ts';

export const noticeKinds = ['returned', 'doubt', 'answered', 'reopened'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** A return, a doubt and a reopening run against a date; an answer can be read at the next visit. */
export const mailedAtOnce: readonly NoticeKind[] = ['returned', 'doubt', 'reopened'];

export const languages = ['zh-TW', 'en'] as const;
export type Language = (typeof languages)[number];

/** What a person wants to be written, and how; what is left out stays as it is. */
export interface Preference {
  immediate?: boolean;
  digest?: boolean;
  language?: Language;
}

export interface CodeFacts {
  matches: boolean;
  tries: number;
  expiresAt: Date;
}

/** @param sent how many codes the person had sent to them in the last 24 hours */
export function decideCode(mailOn: boolean, sent: number, perDay: number): Refusal | undefined {
  if (!mailOn) return refuse('mail-off', '產71');
  return sent >= perDay ? refuse('too-many-mail-codes', '產72', { max: perDay }) : undefined;
}

/** @param code the newest one that was not used; undefined where there is none */
export function decideVerification(
  code: CodeFacts | undefined,
  maxTries: number,
  now: Date,
): Refusal | undefined {
  if (!code || now >= code.expiresAt) return refuse('mail-code-expired', '產71');
  if (code.tries >= maxTries) return refuse('mail-code-spent', '產73', { max: maxTries });
  return code.matches ? undefined : refuse('mail-code-wrong', '產73', { left: maxTries - code.tries - 1 });
}

type MailAct = 'mail.codeAsked' | 'mail.verified' | 'mail.preferred' | 'mail.stopped' | 'mail.removed';

/** Never the address. */
export const mailChanged = (act: MailAct, personId: string, data: Preference = {}): LedgerEvent => ({
  act,
  about: { person: personId },
  data: { ...data },
});
