/** One's own notices, and where one wants letters. */
import { randomInt } from 'node:crypto';
import { appointmentFor } from '../accounts/rights.ts';
import { type Route, route, type SignedIn } from '../accounts/route.ts';
import { presentOf } from '../calendar/store.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { record } from '../ledger/record.ts';
import { inTransaction, type Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, refuse } from '../regulation/refusal.ts';
import { defaultOf } from '../regulation/regulation.ts';
import { addCode, codesSince, countTry, lockCodes, newestCode, spendCode } from './code-store.ts';
import * as contract from './contract.ts';
import { routes as digest } from './digest-api.ts';
import { decideCode, decideVerification, mailChanged } from './notice.ts';
import { addressOf, changeAddress, noticesOf, readNotices, removeAddress, saveAddress } from './store.ts';
import { troubleOf } from './trouble-store.ts';

const myNotices = route(contract.myNotices, async ({ school, actor }) => {
  const notices = await noticesOf(school.db, actor.personId);
  return {
    unread: notices.filter(({ read }) => !read).length,
    notices: notices.map((notice) => ({
      ...notice,
      at: notice.at.toISOString(),
      closes: notice.closes?.toISOString() ?? null,
    })),
  };
});

const markRead = route(contract.markRead, async ({ school, actor, body }) =>
  inTransaction(school.db, async (tx) =>
    readNotices(tx, actor.personId, body.noticeIds, await school.clock.now(tx)),
  ),
);

const myMail = route(contract.myMail, async ({ school, actor }) => {
  const present = await presentOf(school.db, school.clock);
  if (isRefusal(present)) return present;
  const { now, rules } = present;
  const [held, code] = await Promise.all([
    addressOf(school.db, actor.personId),
    newestCode(school.db, actor.personId),
  ]);
  return {
    on: school.mail.on,
    digestHour: defaultOf(rules, 'digestHour').value,
    address: held
      ? {
          address: school.seal.open(held.address_sealed),
          verifiedAt: held.verified_at.toISOString(),
          immediate: held.immediate,
          digest: held.digest,
          language: held.language === 'en' ? ('en' as const) : ('zh-TW' as const),
          refused: held.refused_at !== null,
        }
      : null,
    waiting:
      code && now < code.expires_at
        ? { address: school.seal.open(code.address_sealed), until: code.expires_at.toISOString() }
        : null,
  };
});

const sendMailCode = route(contract.sendMailCode, async ({ school, actor, body }) =>
  inTransaction(school.db, async (tx) => {
    const present = await presentOf(tx, school.clock);
    if (isRefusal(present)) return present;
    const { now, rules } = present;
    await lockCodes(tx, actor.personId);
    const sent = await codesSince(tx, actor.personId, new Date(now.getTime() - 24 * 3_600_000));
    const refused = decideCode(school.mail.on, sent, defaultOf(rules, 'mailCodesPerDay').value);
    if (refused) return refused;
    const minutes = defaultOf(rules, 'mailCodeMinutes').value;
    const codeId = await addCode(tx, {
      personId: actor.personId,
      addressSealed: school.seal.close(body.address),
      codeSealed: school.seal.close(String(randomInt(1_000_000)).padStart(6, '0')),
      at: now,
      expiresAt: new Date(now.getTime() + minutes * 60_000),
    });
    await tell(tx, school, actor, mailChanged('mail.codeAsked', actor.personId));
    await school.jobs.add(tx, 'notices.sendCode', { codeId, minutes }, { key: `mail code ${codeId}` });
    return undefined;
  }),
);

const verifyMail = route(contract.verifyMail, async ({ school, actor, body }) => {
  const present = await presentOf(school.db, school.clock);
  if (isRefusal(present)) return present;
  const { now, rules } = present;
  // In a list: a bare refusal would take the counted try back with it.
  const [refused] = await inTransaction(school.db, async (tx) => {
    await lockCodes(tx, actor.personId);
    const code = await newestCode(tx, actor.personId);
    const facts = code && {
      matches: school.seal.open(code.code_sealed) === body.code.replace(/\D/g, ''),
      tries: code.tries,
      expiresAt: code.expires_at,
    };
    const decided = decideVerification(facts, defaultOf(rules, 'mailCodeTries').value, now);
    if (code && decided) await countTry(tx, code.id);
    if (decided || !code) return [decided];
    await spendCode(tx, code.id, now);
    await saveAddress(tx, actor.personId, {
      sealed: code.address_sealed,
      language: body.language,
      at: now,
    });
    await tell(tx, school, actor, mailChanged('mail.verified', actor.personId));
    return [];
  });
  return refused;
});

const preferMail = route(contract.preferMail, async ({ school, actor, body }) =>
  inTransaction(school.db, async (tx) => {
    if (!(await changeAddress(tx, actor.personId, body))) return refuse('mail-none', '產71');
    return tell(tx, school, actor, mailChanged('mail.preferred', actor.personId, body));
  }),
);

const removeMail = route(contract.removeMail, async ({ school, actor }) =>
  inTransaction(school.db, async (tx) => {
    if (!(await removeAddress(tx, actor.personId))) return refuse('mail-none', '產71');
    return tell(tx, school, actor, mailChanged('mail.removed', actor.personId));
  }),
);

const mailHealth = route(contract.mailHealth, async ({ school, actor }) => {
  const present = await presentOf(school.db, school.clock);
  if (isRefusal(present)) return present;
  if (!appointmentFor(actor, 'account.manage', present.rules.regulation)) return refuse('not-allowed', '五');
  const trouble = await troubleOf(school.db);
  return {
    on: school.mail.on,
    trouble: trouble
      ? { since: trouble.since.toISOString(), lastAt: trouble.last_at.toISOString(), error: trouble.error }
      : null,
  };
});

export const routes: Route[] = [
  myNotices,
  markRead,
  myMail,
  sendMailCode,
  verifyMail,
  preferMail,
  removeMail,
  mailHealth,
  ...digest,
];

async function tell(tx: Tx, { clock }: School, actor: SignedIn, event: LedgerEvent): Promise<void> {
  await record(tx, actor, event, [], { offsetMs: clock.offsetMs });
}
