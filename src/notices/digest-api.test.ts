import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { enrolments, people } from '../../tests/cast.ts';
import { handIn } from '../../tests/hand-in.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { done, lettersIn, verifiedAddress } from '../../tests/letters.ts';
import { openSmtpSink, type SmtpSink, wordsOf } from '../../tests/smtp-sink.ts';
import { must } from '../../tests/submitting.ts';
import { daysIn } from '../app/worker.ts';
import { returnOutcome } from '../certification/contract.ts';
import { myMail, preferMail } from './contract.ts';
import { beginDigest, sendDigests } from './digest-send.ts';
import { digestOf, stopDigest } from './stop-contract.ts';

let town: TestSchool;
let sink: SmtpSink;
/** Mondays while the upload of the semester is open. */
const monday = '2025-12-15';
const writtenTo = ['lin', 'chen', 'wang', 'registrar'] as const;

beforeAll(async () => {
  sink = await openSmtpSink();
  const mail = { url: sink.url, from: 'portfolio@school.example' };
  town = await openTestSchool(undefined, undefined, undefined, undefined, mail);
  for (const who of writtenTo) await verifiedAddress(town, sink, who);
  // 林育安 has a work that came back; 王若蘭 has 陳思妤's to decide on.
  const { outcomeId, versionId } = await handIn(town.as('lin'), { enrolmentId: enrolments.linChinese.id });
  await handIn(town.as('chen'), { enrolmentId: enrolments.chenChinese.id });
  const body = { versionId, reason: '金絲雀理由' };
  must(await town.as('wang').call(returnOutcome, { params: { outcomeId }, body }));
  await lettersIn(sink, writtenTo.length + 1);
  sink.letters.length = 0;
  town.clock.moveTo(new Date(`${monday}T07:00:00+08:00`));
});
afterAll(async () => {
  await town.close();
  await sink.close();
});
afterEach(async () => {
  sink.refuse = undefined;
  sink.letters.length = 0;
  town.clock.moveTo(new Date(`${monday}T07:00:00+08:00`));
  await town.owner.query(
    `update mail_address set digest = true, digest_week = null, refused_at = null, language = 'zh-TW'`,
  );
  await town.owner.query('delete from digest_run');
  await town.owner.query('update login set disabled_at = null');
});

const send = () => sendDigests(town.school, { week: monday }, () => daysIn(town.school));
const sent = () =>
  sink.letters.map(({ to, raw }) => {
    const { subject, body } = wordsOf(raw);
    return { to: to[0]?.split('@')[0], raw, subject, body: body.replaceAll('\r', '') };
  });
const receivers = () => sent().map(({ to }) => to);
async function letterTo(who: string) {
  const letter = sent().find(({ to }) => to === who);
  if (!letter) throw new Error(`No letter came to ${who}.`);
  return letter;
}
const tokenIn = (body: string) => /letters\/stop\/([\w-]+)/.exec(body)?.[1] ?? '';

describe('產78 the weekly letter', () => {
  test('產78 · who has something due or waiting gets one; who has nothing gets none', async () => {
    await send();
    expect(receivers()).toContain('lin');
    expect(receivers()).toContain('wang');
    expect(receivers()).not.toContain('chen');
  });

  test('產78 · it lists the matters with their last day in 民國 and the way there; no name, no reason, nothing in the subject', async () => {
    await send();
    const lin = await letterTo('lin');
    expect(lin.subject).toBe(`本週待辦 · ${town.school.name}`);
    expect(lin.body).toMatch(
      /國語文的成果被退回\n {2}115 年 \d+ 月 \d+ 日（.）24:00截止\n {2}http:\/\/127.0.0.1[\w:]*\/outcomes\/[\w-]{36}/,
    );
    const wang = await letterTo('wang');
    expect(wang.body).toContain('/certification');
    for (const { raw, body } of sent())
      expect(`${raw}${body}`).not.toMatch(/金絲雀|林育安|陳思妤|王若蘭|1140101|A123456789/);
  });

  test('產78 · it comes in the language its reader chose', async () => {
    done(await town.as('lin').call(preferMail, { body: { language: 'en' } }));
    await send();
    const lin = await letterTo('lin');
    expect(lin.subject).toBe(`This week · ${town.school.name}`);
    expect(lin.body).toMatch(/Your 國語文 outcome was returned\n {2}until \w{3}, \d+ \w{3} 2026, 24:00/);
  });

  test('產78 · run a second time, or twice at once, nobody is written to twice', async () => {
    await Promise.all([send(), send()]);
    await send();
    expect(new Set(receivers()).size).toBe(receivers().length);
  });

  test('產78 · a run that dies in the middle sends the rest when it is run again, and nobody two', async () => {
    await send();
    const whole = receivers().toSorted();
    expect(whole.length).toBeGreaterThan(1);
    sink.letters.length = 0;
    await town.owner.query('update mail_address set digest_week = null');
    const { send: deliver } = town.school.mail;
    let left = 1;
    town.school.mail.send = async (letter) => {
      if (left-- === 0) throw new Error('The process dies here.');
      await deliver(letter);
    };
    await expect(send()).rejects.toThrow('dies');
    town.school.mail.send = deliver;
    expect(receivers()).toHaveLength(1);
    await send();
    // Whose letter was claimed when it died gets none: at most once.
    expect(receivers()).toHaveLength(whole.length - 1);
    expect(new Set(receivers()).size).toBe(whole.length - 1);
  });

  test('產78 · a relay that takes nothing gives the letters back, and shows to the keeper; the next run sends them', async () => {
    sink.refuse = 'sender';
    await expect(send()).rejects.toThrow('451');
    const { rows } = await town.owner.query('select count(*)::int as n from mail_trouble');
    expect(rows[0].n).toBe(1);
    sink.refuse = undefined;
    await send();
    expect(receivers()).toContain('lin');
    expect(receivers()).toContain('wang');
  });

  test('產78 · whoever turned it off, and whose account is closed, gets none', async () => {
    done(await town.as('lin').call(preferMail, { body: { digest: false } }));
    await town.owner.query('update login set disabled_at = now() where person_id = $1', [people.wang.id]);
    await send();
    expect(receivers()).not.toContain('lin');
    expect(receivers()).not.toContain('wang');
  });

  test('產78 · who has left the school gets none', async () => {
    const { rows } = await town.owner.query(
      'update registration set ends_on = $2 where id = $1 returning starts_on',
      [people.lin.registration, '2025-12-14'],
    );
    await send();
    expect(rows).toHaveLength(1);
    expect(receivers()).not.toContain('lin');
    await town.owner.query('update registration set ends_on = null where id = $1', [people.lin.registration]);
  });

  test('產78 · it begins by itself when its hour has come by the school’s clock, once', async () => {
    town.clock.moveTo(new Date(`${monday}T06:59:50+08:00`));
    await beginDigest(town.school);
    const begun = async () => (await town.owner.query('select week from digest_run')).rows.length;
    expect(await begun()).toBe(0);
    town.clock.moveTo(new Date(`${monday}T07:00:00+08:00`));
    await Promise.all([beginDigest(town.school), beginDigest(town.school)]);
    expect(await begun()).toBe(1);
    const waiting = async () =>
      (await town.owner.query(`select from graphile_worker._private_jobs where key like 'digest%'`)).rows
        .length;
    await expect.poll(waiting, { timeout: 15_000 }).toBe(0);
    expect(receivers().toSorted()).toEqual(['lin', 'registrar', 'wang']);
  });

  test('產78 · a job that comes a week late sends nothing', async () => {
    await sendDigests(town.school, { week: '2025-12-08' }, () => daysIn(town.school));
    expect(sink.letters).toEqual([]);
  });

  test('五(三)2 · what has waited long is in the teacher’s letter, then in that of the head of the section, by data', async () => {
    town.clock.moveTo(new Date('2026-02-02T07:00:00+08:00'));
    await sendDigests(town.school, { week: '2026-02-02' }, () => daysIn(town.school));
    expect((await letterTo('wang')).body).toMatch(/國語文（商一甲）：1 件等候超過 7 天/);
    expect((await letterTo('registrar')).body).toMatch(/1 件.*超過 14 天|超過 14 天.*1 件/);
  });
});

describe('產78 ending it', () => {
  test('產78 · one POST with what the letter carries ends it, without signing in; doing so again is no error', async () => {
    await send();
    const lin = await letterTo('lin');
    const address = /^List-Unsubscribe: <([^>]+)>/im.exec(lin.raw.replace(/\r\n[ \t]+/g, ' '))?.[1] ?? '';
    expect(lin.raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click/im);
    const token = tokenIn(lin.body);
    expect(address).toBe(`${town.school.publicUrl}/api/mail/digest/${token}`);
    expect(must(await town.anonymous.call(digestOf, { params: { token } }))).toEqual({ digest: true });
    for (const _ of [1, 2]) {
      const posted = await fetch(`${town.url}/api/mail/digest/${token}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'List-Unsubscribe=One-Click',
      });
      expect(posted.status).toBe(204);
    }
    expect(must(await town.as('lin').call(myMail)).address).toMatchObject({ digest: false, immediate: true });
    sink.letters.length = 0;
    await town.owner.query('update mail_address set digest_week = null');
    await send();
    expect(receivers()).not.toContain('lin');
  });

  test('產78 · a guessed, changed or foreign token ends nothing, and looking ends nothing', async () => {
    await send();
    const mine = tokenIn((await letterTo('wang')).body);
    const lins = people.lin.id.replaceAll('-', '');
    const guesses = [
      'x',
      lins,
      `${lins}${'A'.repeat(43)}`,
      `${lins}${mine.slice(32)}`,
      `${mine.slice(0, -2)}AA`,
    ];
    for (const token of guesses) {
      expect((await town.anonymous.call(digestOf, { params: { token } })).status).toBe(404);
      expect((await town.anonymous.call(stopDigest, { params: { token } })).status).toBe(404);
    }
    expect(must(await town.as('lin').call(myMail)).address?.digest).toBe(true);
    expect(must(await town.as('wang').call(myMail)).address?.digest).toBe(true);
  });

  test('產78 · an address verified anew makes earlier letters powerless', async () => {
    await send();
    const token = tokenIn((await letterTo('lin')).body);
    await town.owner.query(
      `update mail_address set verified_at = verified_at + interval '1 second' where person_id = $1`,
      [people.lin.id],
    );
    expect((await town.anonymous.call(stopDigest, { params: { token } })).status).toBe(404);
  });
});
