import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appoint } from '../../tests/appoint.ts';
import { type CastName, castNow, classes, people } from '../../tests/cast.ts';
import { pdfFile } from '../../tests/hand-in.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { moveWindow } from '../calendar/contract.ts';
import { recordHistory } from '../history/contract.ts';
import {
  attachFile,
  changeCounselling,
  counsellingCoverage,
  counsellingForm,
  counsellingOfClass,
  counsellingRecord,
  counsellingRecords,
  detachFile,
  dropTemplate,
  finishFollowUp,
  myCounselling,
  openAttachment,
  recordCounselling,
  saveTemplate,
  withdrawCounselling,
} from './contract.ts';

let town: TestSchool;
beforeAll(async () => {
  town = await openTestSchool();
  await appoint(town, 'fang', 'counselling-teacher');
  await appoint(town, 'su', 'counselling-teacher');
  await appoint(town, 'he', 'counselling-convener');
  await appoint(town, 'wang', 'homeroom', { class: 'dayOne' });
});
afterAll(() => town.close());

const talk = {
  category: 'selection',
  topic: '高二選課',
  place: '諮詢室',
  heldOn: '2025-12-09',
  heldFrom: '12:10',
  heldTo: '12:50',
  content: '說明各選修的先備課程',
  privateNote: '家長希望商業類',
  followUp: '看選課結果',
  followUpDue: '2026-03-10',
};
const ids = (...names: ('lin' | 'chen' | 'ji' | 'tsai' | 'huang')[]) =>
  names.map((name) => people[name].registration);
const write = (who: CastName, change: object = {}) =>
  town.as(who).call(recordCounselling, { body: { ...talk, registrationIds: ids('lin', 'chen'), ...change } });
async function written(change: object = {}): Promise<string> {
  const { answer, refusal } = await write('fang', change);
  if (!answer) throw new Error(JSON.stringify(refusal));
  return answer.recordId;
}
const dayOne = async (who: CastName = 'fang') =>
  (await town.as(who).call(counsellingCoverage)).answer?.classes.find(({ name }) => name === '商一甲');

describe('五(二)2 a conversation', () => {
  let recordId = '';

  test('五(二)2 · with two students is one record, covers both, and each reads their own', async () => {
    recordId = await written();
    expect(await dayOne()).toMatchObject({ students: 4, seen: 2 });
    expect((await dayOne())?.missing.map(({ name }) => name)).toEqual(['𠮷田堃', '蔡牧青']);
    const own = await town.as('lin').call(myCounselling);
    expect(own.answer?.records).toMatchObject([{ topic: '高二選課', group: true, counsellor: '方以樂' }]);
    expect((await town.as('ji').call(myCounselling)).answer?.records).toEqual([]);
  });

  test('五(二)2 · shows a student neither the teachers’ note nor who else took part', async () => {
    const text = JSON.stringify((await town.as('lin').call(myCounselling)).answer);
    expect(text).toContain(talk.content);
    expect(text).not.toContain(talk.privateNote);
    expect(text).not.toContain(people.chen.name);
    expect(text).not.toContain(people.chen.registration);
  });

  test('五(二)2 · is read by the counselling teachers, and written only by the one who held it', async () => {
    const params = { recordId };
    const colleague = await town.as('su').call(counsellingRecord, { params });
    expect(colleague.answer).toMatchObject({ content: talk.content, may: [] });
    expect((await town.as('fang').call(counsellingRecord, { params })).answer?.may).toEqual([
      'change',
      'withdraw',
      'followUp',
    ]);
    for (const who of ['he', 'wang', 'director', 'registrar', 'lin', 'lai'] as const) {
      expect((await town.as(who).call(counsellingRecord, { params })).status, who).toBe(403);
      expect((await town.as(who).call(counsellingRecords)).status, who).toBe(403);
      expect((await write(who)).status, who).toBe(403);
    }
    const body = { ...talk, registrationIds: ids('lin') };
    expect((await town.as('su').call(changeCounselling, { params, body })).refusal).toMatchObject({
      refused: 'counselling-not-yours',
    });
    const withdrawn = await town.as('su').call(withdrawCounselling, { params, body: { reason: '誤登' } });
    expect(withdrawn.refusal).toMatchObject({ refused: 'counselling-not-yours', clause: '五(二)2' });
  });

  test('五(二)2 · that changes keeps what it was in the history the counselling teachers read', async () => {
    const params = { recordId };
    const body = {
      ...talk,
      content: '說明選修與檢定的關係',
      registrationIds: ids('lin', 'ji'),
      reason: '補充',
    };
    expect((await town.as('fang').call(changeCounselling, { params, body })).status).toBe(204);
    const history = (who: CastName, name: 'lin' | 'chen' | 'ji') =>
      town.as(who).call(recordHistory, {
        params: { registrationId: people[name].registration, topic: 'counselling' },
      });
    const told = await history('su', 'lin');
    expect(told.answer?.changes[0]).toMatchObject({
      kind: 'changed',
      reason: '補充',
      fields: [{ field: 'content', before: talk.content, after: body.content }],
    });
    expect((await history('fang', 'chen')).answer?.changes[0]).toMatchObject({ kind: 'removed' });
    expect((await history('fang', 'ji')).answer?.changes[0]).toMatchObject({ kind: 'added' });
    for (const who of ['lin', 'wang', 'director', 'registrar', 'he'] as const)
      expect((await history(who, 'lin')).status, who).toBe(404);
    expect((await dayOne())?.missing.map(({ name }) => name)).toEqual(['陳思妤', '蔡牧青']);
  });

  test('五(二)2 · that is taken back counts no more, and its students see it no more', async () => {
    const params = { recordId };
    const without = await town.as('fang').call(withdrawCounselling, { params, body: { reason: ' ' } });
    expect(without.refusal).toMatchObject({ refused: 'counselling-reason' });
    expect(
      (await town.as('fang').call(withdrawCounselling, { params, body: { reason: '誤登' } })).status,
    ).toBe(204);
    expect(await dayOne()).toMatchObject({ seen: 0 });
    expect((await town.as('lin').call(myCounselling)).answer?.records).toEqual([]);
    const again = await town.as('fang').call(withdrawCounselling, { params, body: { reason: '再一次' } });
    expect(again.refusal).toMatchObject({ refused: 'counselling-withdrawn' });
    expect((await town.as('fang').call(counsellingRecords)).answer?.records).toMatchObject([
      { withdrawn: true },
    ]);
  });

  test('五(二)2 · is refused for whoever was not at school, and for a day that has not come', async () => {
    expect((await write('fang', { registrationIds: [] })).refusal).toMatchObject({
      refused: 'counselling-nobody',
    });
    const stranger = [...ids('lin'), '00000000-0000-4000-8000-999999999999'];
    expect((await write('fang', { registrationIds: stranger })).refusal).toMatchObject({
      refused: 'counselling-strangers',
      facts: { count: 1 },
    });
    expect((await write('fang', { heldOn: '2025-12-11' })).refusal).toMatchObject({
      refused: 'counselling-in-future',
    });
  });
});

describe('附錄 the end of the semester', () => {
  test('附錄 · its last second still takes a record, the moment after refuses it with the clause', async () => {
    town.clock.moveTo(new Date('2026-01-31T23:59:30+08:00'));
    const recordId = await written({ heldOn: '2026-01-31', registrationIds: ids('tsai') });
    town.clock.moveTo(new Date('2026-02-01T00:00:00+08:00'));
    const late = await write('fang', { heldOn: '2026-01-31' });
    expect(late.refusal).toMatchObject({
      refused: 'window-closed',
      clause: '附錄',
      facts: { of: 'counselling', closed: '2026-01-31T16:00:00.000Z' },
    });
    const params = { recordId };
    const body = { ...talk, heldOn: '2026-01-31', registrationIds: ids('tsai') };
    expect((await town.as('fang').call(changeCounselling, { params, body })).refusal).toMatchObject({
      refused: 'window-closed',
    });
    const withdrawal = await town.as('fang').call(withdrawCounselling, { params, body: { reason: '誤登' } });
    expect(withdrawal.refusal).toMatchObject({ refused: 'window-closed', clause: '附錄' });
    expect((await town.as('fang').call(finishFollowUp, { params, body: { done: true } })).status).toBe(204);
  });

  test('附錄 · 教務主任 may move the end with a reason; then it is taken again', async () => {
    const body = {
      of: 'counselling',
      key: { schoolYear: 114, semester: 1 },
      opens: null,
      closes: '2026-02-07T16:00:00.000Z',
      reason: '寒假補登',
    };
    expect((await town.as('director').call(moveWindow, { body })).status).toBe(200);
    expect((await write('fang', { heldOn: '2026-01-30', registrationIds: ids('ji') })).status).toBe(200);
    town.clock.moveTo(castNow);
  });

  test('附錄 · the coverage says until when, and names who is missing; offices and homeroom see no word of it', async () => {
    for (const who of ['fang', 'he', 'director', 'wang'] as const) {
      const { answer } = await town.as(who).call(counsellingCoverage);
      expect(answer?.windows[0], who).toMatchObject({ closes: '2026-02-07T16:00:00.000Z', clause: '附錄' });
      const one = await town.as(who).call(counsellingOfClass, { params: { classId: classes.dayOne.id } });
      expect(
        one.answer?.students.find(({ name }) => name === '蔡牧青'),
        who,
      ).toMatchObject({
        seen: true,
        talks: [{ heldOn: '2026-01-31', category: 'selection', group: false, counsellor: '方以樂' }],
      });
      expect(JSON.stringify([answer?.classes, one.answer]), who).not.toMatch(/高二選課|先備課程|商業類/);
    }
    const night = { params: { classId: classes.nightOne.id } };
    expect((await town.as('wang').call(counsellingOfClass, night)).status).toBe(404);
    expect((await town.as('fang').call(counsellingOfClass, night)).status).toBe(200);
    for (const who of ['lin', 'registrar', 'lai', 'keeper'] as const)
      expect((await town.as(who).call(counsellingCoverage)).status, who).toBe(403);
  });
});

describe('五(二)2 what follows', () => {
  test('五(二)2 · a follow-up waits for its teacher alone until it is done', async () => {
    const recordId = await written();
    const open = async (who: CastName) =>
      (await town.as(who).call(counsellingCoverage)).answer?.followUps.map((one) => one.recordId);
    expect(await open('fang')).toContain(recordId);
    expect(await open('su')).toEqual([]);
    const params = { recordId };
    const done = (value: boolean) => town.as('fang').call(finishFollowUp, { params, body: { done: value } });
    expect((await done(true)).status).toBe(204);
    expect((await done(true)).refusal).toMatchObject({ refused: 'counselling-follow-up-so' });
    expect(await open('fang')).not.toContain(recordId);
    expect((await done(false)).status).toBe(204);
  });

  test('五(二)2 · templates are one’s own: kept, kept again under the same name, dropped', async () => {
    const template = {
      name: '選課說明會',
      category: 'selection',
      topic: '高二選課',
      place: '諮詢室',
      content: '一',
      followUp: '',
    };
    const first = await town.as('fang').call(saveTemplate, { body: template });
    await town.as('fang').call(saveTemplate, { body: { ...template, content: '二' } });
    const form = await town.as('fang').call(counsellingForm);
    expect(form.answer?.templates).toMatchObject([{ name: '選課說明會', content: '二' }]);
    expect(form.answer?.students).toHaveLength(5);
    expect((await town.as('su').call(counsellingForm)).answer?.templates).toEqual([]);
    const params = { templateId: first.answer?.templateId ?? '' };
    expect((await town.as('su').call(dropTemplate, { params })).status).toBe(404);
    expect((await town.as('fang').call(dropTemplate, { params })).status).toBe(204);
  });
});

describe('五(二)2 attachments', () => {
  const { bytes } = pdfFile();
  const hash = createHash('sha256').update(bytes).digest('hex');
  const put = (who: CastName, recordId: string, content = bytes, sha256 = hash, name = '選課表.pdf') =>
    town
      .as(who)
      .fetch(
        `${attachFile.path.replace(':recordId', recordId).replace(':sha256', sha256)}?name=${encodeURIComponent(name)}&size=${content.length}`,
        {
          method: 'PUT',
          headers: { 'content-type': 'application/octet-stream' },
          body: new Uint8Array(content),
        },
      );

  test('國7 · go through the same checks: the hash, the kind and the size they announce', async () => {
    const recordId = await written();
    expect((await put('fang', recordId, bytes, 'a'.repeat(64))).status).toBe(422);
    expect((await put('fang', recordId, bytes, hash, '選課表.exe')).status).toBe(415);
    const text = Buffer.from('not a pdf at all');
    const other = createHash('sha256').update(text).digest('hex');
    expect((await put('fang', recordId, text, other)).status).toBe(415);
    expect((await put('su', recordId)).status).toBe(409);
    expect((await put('lin', recordId)).status).toBe(403);
    const { rows } = await town.owner.query('select from counselling_file where record_id = $1', [recordId]);
    expect(rows).toEqual([]);
  });

  test('五(二)2 · are sent once however often, open for who took part, and for nobody else', async () => {
    const recordId = await written();
    const [first, second] = [await put('fang', recordId), await put('fang', recordId)];
    const { fileId } = (await first.json()) as { fileId: string };
    expect(await second.json()).toEqual({ fileId });
    const params = { recordId, fileId };
    for (const who of ['lin', 'chen', 'fang', 'su'] as const) {
      const opened = await town.as(who).call(openAttachment, { params, body: {} });
      const got = await town.as(who).fetch(opened.answer?.url ?? '');
      expect(
        createHash('sha256')
          .update(Buffer.from(await got.arrayBuffer()))
          .digest('hex'),
        who,
      ).toBe(hash);
      // Another session cannot use the address.
      expect((await town.as('ji').fetch(opened.answer?.url ?? '')).status, who).toBe(404);
    }
    for (const who of ['ji', 'huang', 'wang', 'he', 'director', 'registrar'] as const)
      expect((await town.as(who).call(openAttachment, { params, body: {} })).status, who).toBe(404);
  });

  test('五(二)2 · that are taken off, or whose record is taken back, open for no student any more', async () => {
    const recordId = await written();
    const { fileId } = (await (await put('fang', recordId)).json()) as { fileId: string };
    const params = { recordId, fileId };
    const opened = await town.as('lin').call(openAttachment, { params, body: {} });
    expect((await town.as('su').call(detachFile, { params })).status).toBe(409);
    expect((await town.as('fang').call(detachFile, { params })).status).toBe(204);
    expect((await town.as('lin').fetch(opened.answer?.url ?? '')).status).toBe(404);
    const again = (await (await put('fang', recordId)).json()) as { fileId: string };
    const more = { params: { recordId, fileId: again.fileId }, body: {} };
    const once = await town.as('lin').call(openAttachment, more);
    await town.as('fang').call(withdrawCounselling, { params: { recordId }, body: { reason: '誤登' } });
    expect((await town.as('lin').fetch(once.answer?.url ?? '')).status).toBe(404);
  });

  test('產30 · are five at most; the sixth is refused', async () => {
    const recordId = await written();
    for (let nth = 0; nth < 6; nth += 1) {
      const one = pdfFile(2000 + nth).bytes;
      const sent = await put('fang', recordId, one, createHash('sha256').update(one).digest('hex'));
      if (nth < 5) expect(sent.status).toBe(200);
      else expect(await sent.json()).toMatchObject({ refused: 'counselling-files', facts: { max: 5 } });
    }
  });
});
