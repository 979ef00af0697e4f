import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enrolments, offerings, people } from '../../tests/cast.ts';
import { announced, begin, draftFor, handIn, pdfFile, putBytes } from '../../tests/hand-in.ts';
import { type Client, openTestSchool, type TestSchool } from '../../tests/harness.ts';
import {
  beginUpload,
  createOutcome,
  editDraft,
  handedIn,
  myCourses,
  openFile,
  outcomeDetail,
  uploadStatus,
  withdrawOutcome,
} from './contract.ts';

let opened: TestSchool;
let lin: Client;
let chen: Client;
beforeAll(async () => {
  opened = await openTestSchool();
  lin = opened.as('lin');
  chen = opened.as('chen');
});
afterAll(() => opened.close());

async function decide(outcomeId: string, decision: 'certified' | 'returned', reason = '') {
  await opened.owner.query(
    `insert into certification (version_id, outcome_id, decision, reason, decided_by, decided_at)
     select id, outcome_id, $2, $3, $4, clock_timestamp() from outcome_version where outcome_id = $1
     order by number desc limit 1`,
    [outcomeId, decision, reason, people.wang.id],
  );
}

describe("五(三)1 another student's things", () => {
  test('五(三)1 · no act and no look reaches them, and nothing tells whether they exist', async () => {
    const file = pdfFile();
    const outcomeId = await draftFor(lin, enrolments.linChinese.id);
    const uploadId = await begin(lin, outcomeId, [file]);
    const body = { description: '冒名', files: [announced(file)] };
    const answers = [
      await chen.call(outcomeDetail, { params: { outcomeId } }),
      await chen.call(editDraft, { params: { outcomeId }, body: { description: '冒名', seen: null } }),
      await chen.call(beginUpload, { params: { outcomeId }, body }),
      await chen.call(withdrawOutcome, { params: { outcomeId } }),
      await chen.call(uploadStatus, { params: { uploadId } }),
      await chen.call(createOutcome, { body: { enrolmentId: enrolments.linChinese.id } }),
      await putBytes(chen, uploadId, file),
    ];
    for (const answer of answers) {
      expect(answer).toMatchObject({
        status: 404,
        refusal: { refused: 'not-found', clause: '五(三)1', facts: {} },
      });
    }
    const own = await lin.call(outcomeDetail, { params: { outcomeId } });
    expect(own.answer).toMatchObject({ state: 'draft', draft: { description: '' }, versions: [] });
  });

  test('五(三)1 · a draft is private: not even its teacher or the office opens it', async () => {
    const outcomeId = await draftFor(lin, enrolments.linChinese.id);
    const params = { outcomeId, versionId: outcomeId, slot: 'document' };
    for (const who of ['wang', 'registrar'] as const) {
      expect((await opened.as(who).call(openFile, { params, body: {} })).status).toBe(404);
    }
  });
});

describe('五(三)1 taking back', () => {
  test('五(三)1 · a withdrawn outcome frees its place and keeps its history', async () => {
    const { outcomeId } = await handIn(lin, { enrolmentId: enrolments.linMaths.id });
    const used = async () => {
      const { answer } = await lin.call(myCourses);
      return answer?.subjects.find((subject) => subject.courseCode === offerings.maths.code)?.quotas[0]?.used;
    };
    expect(await used()).toBe(1);
    expect((await lin.call(withdrawOutcome, { params: { outcomeId } })).status).toBe(200);
    expect(await used()).toBe(0);
    const { answer } = await lin.call(outcomeDetail, { params: { outcomeId } });
    expect(answer).toMatchObject({ state: 'withdrawn', may: [] });
    expect(answer?.versions).toHaveLength(1);
    const again = await lin.call(withdrawOutcome, { params: { outcomeId } });
    expect(again).toMatchObject({
      status: 409,
      refusal: { refused: 'outcome-withdrawn', clause: '五(三)1' },
    });
  });

  test('五(三)2 · certified: it can be neither edited nor replaced nor withdrawn', async () => {
    const { outcomeId } = await handIn(lin, { enrolmentId: enrolments.linMaths.id });
    const file = pdfFile();
    const begunBefore = await begin(lin, outcomeId, [file]);
    await decide(outcomeId, 'certified');
    const params = { outcomeId };
    const answers = [
      await lin.call(editDraft, { params, body: { description: '再改', seen: null } }),
      await lin.call(beginUpload, { params, body: { description: '再改', files: [announced(file)] } }),
      await lin.call(withdrawOutcome, { params }),
      await putBytes(lin, begunBefore, file),
    ];
    for (const answer of answers) {
      expect(answer).toMatchObject({
        status: 409,
        refusal: { refused: 'outcome-certified', clause: '五(三)2' },
      });
    }
    const { answer } = await lin.call(outcomeDetail, { params });
    expect(answer).toMatchObject({ state: 'certified', may: [] });
    expect(answer?.versions).toHaveLength(1);
  });

  test('國4 · returned work shows why, and a new version waits for certification again', async () => {
    const { outcomeId } = await handIn(chen, { enrolmentId: enrolments.chenChinese.id });
    await decide(outcomeId, 'returned', '請補上參考資料');
    const courses = await chen.call(myCourses);
    const [listed] = courses.answer?.subjects.find(({ name }) => name === '國語文')?.outcomes ?? [];
    expect(listed).toMatchObject({ outcomeId, state: 'returned', reason: '請補上參考資料' });
    await handIn(chen, { enrolmentId: '', outcomeId });
    const { answer } = await chen.call(outcomeDetail, { params: { outcomeId } });
    expect(answer).toMatchObject({
      state: 'received',
      versions: [{ number: 2, decisions: [] }, { number: 1 }],
    });
    expect(answer?.versions[1]?.decisions).toMatchObject([{ decision: 'returned', by: '王若蘭' }]);
  });
});

describe('國7 the draft', () => {
  test('國7 · a draft of 100 characters is kept, of 101 refused without losing the earlier one', async () => {
    const outcomeId = await draftFor(lin, enrolments.linChinese.id);
    const save = async (description: string) => {
      const { answer } = await lin.call(outcomeDetail, { params: { outcomeId } });
      const body = { description, seen: answer?.draft?.savedAt ?? null };
      return lin.call(editDraft, { params: { outcomeId }, body });
    };
    expect((await save('字'.repeat(100))).answer).toMatchObject({ length: 100, max: 100 });
    expect(await save('字'.repeat(101))).toMatchObject({
      status: 409,
      refusal: { refused: 'description-too-long' },
    });
    const { answer } = await lin.call(outcomeDetail, { params: { outcomeId } });
    expect(answer?.draft?.description).toBe('字'.repeat(100));
  });
});

describe('產5 one draft in two windows', () => {
  test('產5 · the later save is refused with what the earlier one wrote; nothing is lost', async () => {
    const outcomeId = await draftFor(lin, enrolments.linChinese.id);
    const looked = await lin.call(outcomeDetail, { params: { outcomeId } });
    const seen = looked.answer?.draft?.savedAt ?? null;
    const save = (description: string, seenAt: string | null) =>
      lin.call(editDraft, { params: { outcomeId }, body: { description, seen: seenAt } });
    const first = await save('在手機上寫的', seen);
    const second = await save('在電腦上寫的', seen);
    expect(second).toMatchObject({
      status: 409,
      refusal: {
        refused: 'draft-changed',
        facts: { description: '在手機上寫的', savedAt: first.answer?.savedAt },
      },
    });
    const stands = await lin.call(outcomeDetail, { params: { outcomeId } });
    expect(stands.answer?.draft?.description).toBe('在手機上寫的');
    // Having seen it, the student may still prefer the own words.
    expect((await save('在電腦上寫的', first.answer?.savedAt ?? null)).status).toBe(200);
  });

  test('產5 · the same words sent twice because the answer got lost are no contradiction', async () => {
    const outcomeId = await draftFor(lin, enrolments.linChinese.id);
    const looked = await lin.call(outcomeDetail, { params: { outcomeId } });
    const body = { description: '寫一次', seen: looked.answer?.draft?.savedAt ?? null };
    await lin.call(editDraft, { params: { outcomeId }, body });
    expect((await lin.call(editDraft, { params: { outcomeId }, body })).status).toBe(200);
  });
});

describe('五(三)1 a file that is here already', () => {
  test('五(三)1 · its own student is told where; nobody else learns that it exists', async () => {
    const file = pdfFile();
    const sha256 = announced(file).sha256;
    const { outcomeId } = await handIn(lin, { enrolmentId: enrolments.linMaths.id, files: [file] });
    const ask = (client: Client) => client.call(handedIn, { params: { sha256 } });
    expect((await ask(lin)).answer?.found).toMatchObject({ outcomeId, name: file.name });
    expect((await ask(chen)).answer).toEqual({ found: null });
    expect((await ask(opened.as('wang'))).answer).toEqual({ found: null });
    await lin.call(withdrawOutcome, { params: { outcomeId } });
    expect((await ask(lin)).answer).toEqual({ found: null });
  });
});

test('五 · who is not signed in sees nothing', async () => {
  expect((await opened.anonymous.call(myCourses)).status).toBe(401);
});

test('五(三)1 · a teacher has no courses of their own here, and the list is empty', async () => {
  const { answer } = await opened.as('wang').call(myCourses);
  expect(answer).toMatchObject({ schoolYear: 114, semester: 1, subjects: [], semesters: [] });
});
