import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { castNow, enrolments, people } from '../../tests/cast.ts';
import { handIn } from '../../tests/hand-in.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { codeFrom, done, lettersIn, verifiedAddress } from '../../tests/letters.ts';
import { calledCorrect } from '../../tests/receiving.ts';
import { openSmtpSink, type SmtpSink } from '../../tests/smtp-sink.ts';
import { must } from '../../tests/submitting.ts';
import { returnOutcome } from '../certification/contract.ts';
import { answerQuestion, askQuestion } from '../questions/contract.ts';
import { answerReceipt } from '../receipt-details/contract.ts';
import {
  mailHealth,
  markRead,
  myMail,
  myNotices,
  preferMail,
  removeMail,
  sendMailCode,
  verifyMail,
} from './contract.ts';
import { sendNotice } from './later.ts';

let town: TestSchool;
let sink: SmtpSink;
beforeAll(async () => {
  sink = await openSmtpSink();
  const mail = { url: sink.url, from: 'portfolio@school.example' };
  town = await openTestSchool(undefined, undefined, undefined, undefined, mail);
});
afterAll(async () => {
  await town.close();
  await sink.close();
});
afterEach(() => {
  sink.refuse = undefined;
  sink.letters.length = 0;
});

/** 王若蘭 returns a new work of 林育安's. */
async function returned(description = '讀書報告'): Promise<string> {
  const enrolmentId = enrolments.linChinese.id;
  const { rows } = await town.owner.query(
    `update outcome set withdrawn_at = now() where enrolment_id = $1 and withdrawn_at is null returning id`,
    [enrolmentId],
  );
  expect(rows.length).toBeLessThan(2);
  const { outcomeId, versionId } = await handIn(town.as('lin'), { enrolmentId, description });
  const body = { versionId, reason: '金絲雀理由' };
  must(await town.as('wang').call(returnOutcome, { params: { outcomeId }, body }));
  const [newest] = must(await town.as('lin').call(myNotices)).notices;
  expect(newest?.targetId).toBe(outcomeId);
  return newest?.noticeId ?? '';
}

describe('產70 what must reach a person at once', () => {
  test('產70 · a returned work is told to its student, unread, and to nobody else', async () => {
    const noticeId = await returned();
    const mine = must(await town.as('lin').call(myNotices));
    expect(mine).toMatchObject({
      unread: 1,
      notices: [{ kind: 'returned', subject: '國語文', label: '讀書報告' }],
    });
    for (const other of ['chen', 'wang', 'registrar', 'keeper'] as const)
      expect(must(await town.as(other).call(myNotices)).notices).toEqual([]);

    done(await town.as('chen').call(markRead, { body: { noticeIds: [noticeId] } }));
    expect(must(await town.as('lin').call(myNotices)).unread).toBe(1);
    done(await town.as('lin').call(markRead, { body: { noticeIds: [noticeId] } }));
    expect(must(await town.as('lin').call(myNotices))).toMatchObject({
      unread: 0,
      notices: [{ read: true }],
    });
  });

  test('產70 · a return that is refused tells nobody', async () => {
    const { outcomeId, versionId } = await handIn(town.as('chen'), {
      enrolmentId: enrolments.chenChinese.id,
    });
    const body = { versionId, reason: ' ' };
    await town.as('wang').call(returnOutcome, { params: { outcomeId }, body });
    expect(must(await town.as('chen').call(myNotices)).notices).toEqual([]);
  });

  test('產70 · an answered question is told to who asked', async () => {
    const { questionId } = must(
      await town.as('lin').call(askQuestion, {
        body: {
          registrationId: people.lin.registration,
          topic: 'grades',
          recordId: enrolments.linMaths.id,
          label: '數學',
          text: '少算了',
        },
      }),
    );
    const body = { verdict: 'right' as const, text: '查過了' };
    done(await town.as('registrar').call(answerQuestion, { params: { questionId }, body }));
    const [notice] = must(await town.as('lin').call(myNotices)).notices;
    expect(notice).toMatchObject({ kind: 'answered', label: '數學', targetId: questionId, read: false });
  });
});

describe('產71 an address is proved before anything is sent to it', () => {
  test('產73 · a wrong code is counted, the right one verifies; the address comes back to its owner only', async () => {
    const address = 'lin@mail.example.org';
    done(await town.as('lin').call(sendMailCode, { body: { address } }));
    const code = await codeFrom(sink, 1);
    expect(code).toMatch(/^\d{6}$/);
    expect(must(await town.as('lin').call(myMail))).toMatchObject({
      on: true,
      address: null,
      waiting: { address },
    });
    const wrong = await town
      .as('lin')
      .call(verifyMail, { body: { code: code === '000000' ? '1' : '000000' } });
    expect(wrong.refusal).toMatchObject({ refused: 'mail-code-wrong', facts: { left: 4 } });
    expect((await town.as('chen').call(verifyMail, { body: { code } })).refusal?.refused).toBe(
      'mail-code-expired',
    );
    done(await town.as('lin').call(verifyMail, { body: { code } }));
    expect(must(await town.as('lin').call(myMail))).toMatchObject({
      address: { address, immediate: true },
      waiting: null,
    });
    expect((await town.as('lin').call(verifyMail, { body: { code } })).refusal?.refused).toBe(
      'mail-code-expired',
    );
    expect(must(await town.as('chen').call(myMail)).address).toBeNull();
  });

  test('產73 · five wrong tries at the same moment count as five; the right code is refused after them', async () => {
    done(await town.as('su').call(sendMailCode, { body: { address: 'su@mail.example.org' } }));
    const code = await codeFrom(sink, 1);
    await Promise.all([1, 2, 3, 4, 5].map(() => town.as('su').call(verifyMail, { body: { code: 'x' } })));
    expect((await town.as('su').call(verifyMail, { body: { code } })).refusal?.refused).toBe(
      'mail-code-spent',
    );
  });

  test('產72 · asked for by ten at once, five codes are sent a day', async () => {
    const body = { address: 'somebody@else.example.org' };
    const asked = await Promise.all(
      Array.from({ length: 10 }, () => town.as('fang').call(sendMailCode, { body })),
    );
    expect(asked.filter(({ refusal }) => refusal?.refused === 'too-many-mail-codes')).toHaveLength(5);
    expect(await lettersIn(sink, 5)).toHaveLength(5);
  });
});

const patience = { timeout: 15_000 };
const troubleSeen = async () => must(await town.as('keeper').call(mailHealth)).trouble;

describe('產70 letters', () => {
  // Each of these tests stands by itself: a planted defect runs only some of them.
  beforeAll(async () => {
    await verifiedAddress(town, sink, 'lin');
    sink.letters.length = 0;
  });

  test('產70 · one letter of a return, without a name, a reason or a number, however often the job runs', async () => {
    const noticeId = await returned('金絲雀簡述');
    await Promise.all([1, 2, 3].map(() => sendNotice(town.school, { noticeId })));
    const [letter] = await lettersIn(sink, 1);
    expect(letter?.to).toEqual(['lin@mail.example.org']);
    expect(letter?.subject).toBe(`有一件事等您處理 · ${town.school.name}`);
    expect(letter?.body).toContain('http://127.0.0.1/notices');
    expect(`${letter?.raw}${letter?.body}`).not.toMatch(/金絲雀|林育安|王若蘭|國語文|1140101|A123456789/);
    await sendNotice(town.school, { noticeId });
    expect(sink.letters).toHaveLength(1);
  });

  test('產70 · a relay that takes nothing holds no act up, shows on the keeper’s day, and is tried again', async () => {
    sink.refuse = 'sender';
    const noticeId = await returned();
    await expect.poll(troubleSeen, patience).not.toBeNull();
    const trouble = await troubleSeen();
    expect(trouble?.error).toContain('451');
    expect(trouble?.error).not.toContain('@');
    expect((await town.as('registrar').call(mailHealth)).status).toBe(403);
    sink.refuse = undefined;
    await lettersIn(sink, 1);
    await sendNotice(town.school, { noticeId });
    expect(sink.letters).toHaveLength(1);
    await expect.poll(troubleSeen, patience).toBeNull();
  }, 30_000);

  test('產70 · a letter that was taken without an answer is not sent a second time', async () => {
    sink.refuse = 'break';
    const noticeId = await returned();
    await lettersIn(sink, 1);
    await expect.poll(troubleSeen, patience).not.toBeNull();
    sink.refuse = undefined;
    await sendNotice(town.school, { noticeId });
    expect(sink.letters).toHaveLength(1);
  });

  test('產70 · who does not want letters gets none, and still the notice', async () => {
    done(await town.as('lin').call(preferMail, { body: { immediate: false } }));
    await sendNotice(town.school, { noticeId: await returned() });
    expect(sink.letters).toEqual([]);
    done(await town.as('lin').call(preferMail, { body: { immediate: true } }));
  });

  test('產70 · an address where nobody lives is written to once, and its owner sees it', async () => {
    sink.refuse = 'recipient';
    await returned();
    await expect
      .poll(async () => must(await town.as('lin').call(myMail)).address?.refused, patience)
      .toBe(true);
    sink.refuse = undefined;
    await sendNotice(town.school, { noticeId: await returned() });
    expect(sink.letters).toEqual([]);
    done(await town.as('lin').call(removeMail));
    expect(must(await town.as('lin').call(myMail)).address).toBeNull();
  }, 30_000);

  test('產70 · doubts about one round are told to its office once until read, in one letter, without the student', async () => {
    await verifiedAddress(town, sink, 'registrar');
    town.clock.moveTo(castNow);
    await town.owner.query(`update outcome set withdrawn_at = now() where withdrawn_at is null`);
    const { taskId, importId } = await calledCorrect(town);
    const body = { answer: 'doubt' as const, doubt: '金絲雀疑義' };
    for (const who of ['lin', 'chen'] as const)
      must(await town.as(who).call(answerReceipt, { params: { importId }, body }));
    const told = must(await town.as('registrar').call(myNotices));
    expect(told).toMatchObject({
      unread: 1,
      notices: [{ kind: 'doubt', targetId: taskId, division: 'day', batch: 1 }],
    });
    expect(JSON.stringify(told)).not.toMatch(/金絲雀|林育安|陳思妤/);
    expect(must(await town.as('night').call(myNotices)).notices).toEqual([]);
    const letters = (await lettersIn(sink, 2)).filter(({ subject }) => subject.startsWith('有一件事'));
    expect(letters).toHaveLength(1);
    expect(letters[0]?.body).not.toMatch(/金絲雀|林育安|陳思妤/);

    done(
      await town
        .as('registrar')
        .call(markRead, { body: { noticeIds: told.notices.map((one) => one.noticeId) } }),
    );
    must(await town.as('ji').call(answerReceipt, { params: { importId }, body }));
    expect(must(await town.as('registrar').call(myNotices)).unread).toBe(1);
  }, 60_000);
});

test('產71 · a school without a relay says so and promises no code', async () => {
  const quiet = await openTestSchool();
  expect(must(await quiet.as('lin').call(myMail)).on).toBe(false);
  const asked = await quiet.as('lin').call(sendMailCode, { body: { address: 'lin@mail.example.org' } });
  expect(asked.refusal).toMatchObject({ refused: 'mail-off', clause: '產71' });
  expect(must(await quiet.as('keeper').call(mailHealth))).toEqual({ on: false, trouble: null });
  await quiet.close();
});
