import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enrolments } from '../../tests/cast.ts';
import { damage } from '../../tests/damage.ts';
import {
  announced,
  begin,
  draftFor,
  type HandedFile,
  handIn,
  mp4File,
  pdfFile,
  putBytes,
  sha256Of,
} from '../../tests/hand-in.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { certifiedOutcome, days, must, openedRound, selects } from '../../tests/submitting.ts';
import { mySelections } from '../selection/contract.ts';
import { beginUpload, myCourses, openFile, outcomeDetail } from './contract.ts';
import { versionRestored } from './restoring.ts';

describe('which version a set of hashes puts right', () => {
  const version = (files: [sha256: string, lost: boolean][]) => ({
    outcomeId: 'o',
    versionId: 'v',
    number: 1,
    files: files.map(([sha256, lost]) => ({ sha256, lost })),
  });
  const given = (...sha256s: string[]) => sha256s.map((sha256) => ({ sha256 }));

  test('產82 · the complete set of a version of which anything is lost, in any order', () => {
    const both = version([
      ['a', true],
      ['b', false],
    ]);
    expect(versionRestored([both], given('b', 'a'))).toBe(both);
  });
  test('產82 · one file fewer, one more, or one other is not it', () => {
    const both = version([
      ['a', true],
      ['b', true],
    ]);
    for (const wrong of [given('a'), given('a', 'b', 'c'), given('a', 'c'), given('a', 'a'), given()])
      expect(versionRestored([both], wrong)).toBeUndefined();
  });
  test('產82 · where nothing is lost the same files are an upload like any other', () => {
    expect(versionRestored([version([['a', false]])], given('a'))).toBeUndefined();
  });
});

describe('after a loss', () => {
  let school: TestSchool;
  beforeAll(async () => {
    school = await openTestSchool();
  });
  afterAll(() => school.close());

  /** Takes a file's bytes out of both homes. */
  function lose(file: HandedFile): void {
    const base = join(school.filesDir, '..');
    for (const name of readdirSync(base, { recursive: true, encoding: 'utf8' }))
      if (name.endsWith(sha256Of(file.bytes))) rmSync(join(base, name));
  }

  async function receiptOf(outcomeId: string, versionId: string): Promise<string> {
    const said = await school.as('lin').fetch(`/api/outcomes/${outcomeId}/versions/${versionId}/receipt`);
    const { statement, signature } = (await said.json()) as { statement: string; signature: string };
    return `${statement}\n${signature}`;
  }

  async function count(table: string, where = 'true'): Promise<number> {
    const { rows } = await school.owner.query(`select count(*)::int as n from ${table} where ${where}`);
    return rows[0].n;
  }

  test('產82 · the very same files bring a certified and selected outcome back, whenever they come', async () => {
    const lin = school.as('lin');
    const files = [pdfFile(), mp4File()];
    const [document, media] = files as [HandedFile, HandedFile];
    const outcomeId = await certifiedOutcome(school, { enrolment: 'linMaths', files });
    const versionId =
      must(await lin.call(outcomeDetail, { params: { outcomeId } })).versions[0]?.versionId ?? '';
    school.clock.moveTo(days.selecting);
    const { roundId } = await openedRound(school);
    await selects(school, 'lin', roundId, [outcomeId]);
    const before = {
      receipt: await receiptOf(outcomeId, versionId),
      certifications: await count('certification', 'withdrawn_at is null'),
      versions: await count('outcome_version'),
      restored: await count('ledger_line', "act = 'outcome.restored'"),
    };
    await school.school.files.copyMissing();
    lose(document);
    lose(media);
    expect((await school.school.files.scrub()).bad.sort()).toEqual(
      [document, media].map(({ bytes }) => sha256Of(bytes)).sort(),
    );

    // Seen by the student, with the hash of the receipt; nothing is opened that is not there.
    const lost = must(await lin.call(outcomeDetail, { params: { outcomeId } })).versions[0];
    expect(lost?.files.map(({ copies, sha256 }) => [copies, sha256])).toEqual([
      ['lost', sha256Of(document.bytes)],
      ['lost', sha256Of(media.bytes)],
    ]);
    const listed = must(await lin.call(myCourses, { query: { schoolYear: 114, semester: 1 } }));
    expect(listed.subjects.flatMap(({ outcomes }) => outcomes.map((one) => one.lost))).toEqual([true]);
    const params = { outcomeId, versionId, slot: 'document' as const };
    expect((await lin.call(openFile, { params, body: {} })).refusal).toMatchObject({
      refused: 'file-lost',
      clause: '產82',
    });

    // A different byte, or a part of the set, is an ordinary upload: of a certified outcome there is none.
    for (const wrong of [[pdfFile(), media], [document]])
      expect(
        (
          await lin.call(beginUpload, {
            params: { outcomeId },
            body: { description: '再交', files: wrong.map(announced) },
          })
        ).refusal,
      ).toMatchObject({ refused: 'outcome-certified', clause: '五(三)2' });

    // The window has closed months ago.
    const uploadId = await begin(lin, outcomeId, files);
    expect((await putBytes(lin, uploadId, document)).answer).toMatchObject({
      state: 'waiting',
      missing: ['media'],
    });
    expect((await putBytes(lin, uploadId, media)).answer).toMatchObject({
      state: 'received',
      outcomeId,
      versionId,
      number: 1,
    });
    const again = must(await lin.call(outcomeDetail, { params: { outcomeId } }));
    expect([
      again.state,
      again.versions.length,
      again.versions[0]?.files.map(({ copies }) => copies),
    ]).toEqual(['certified', 1, ['received', 'received']]);
    expect({
      receipt: await receiptOf(outcomeId, versionId),
      certifications: await count('certification', 'withdrawn_at is null'),
      versions: await count('outcome_version'),
      restored: (await count('ledger_line', "act = 'outcome.restored'")) - 1,
    }).toEqual(before);
    const { rounds } = must(await lin.call(mySelections));
    expect(rounds[0]?.outcomes).toMatchObject([{ outcomeId, selected: true }]);
    expect((await lin.call(openFile, { params, body: {} })).status).toBe(200);
    await school.school.files.copyMissing();
    expect((await school.school.files.scrub()).bad).toEqual([]);
    school.clock.moveTo(days.handingIn);
  });

  test('產82 · bytes damaged in both homes are found by the upload itself, from a new draft of the course', async () => {
    const chen = school.as('chen');
    const file = pdfFile();
    const first = await handIn(chen, { enrolmentId: enrolments.chenChinese.id, files: [file] });
    await school.school.files.copyMissing();
    damage(school, sha256Of(file.bytes));
    const draft = await draftFor(chen, enrolments.chenChinese.id);
    const put = await putBytes(chen, await begin(chen, draft, [file]), file);
    expect(put.answer).toMatchObject({
      state: 'received',
      outcomeId: first.outcomeId,
      versionId: first.versionId,
    });
    expect(must(await chen.call(outcomeDetail, { params: { outcomeId: draft } })).state).toBe('withdrawn');
    expect(await school.school.files.holds(sha256Of(file.bytes))).toBe(true);
  });

  test('產82 · for another course, and for another student, the same bytes are a work of their own', async () => {
    const file = pdfFile();
    const chen = school.as('chen');
    const first = await handIn(chen, { enrolmentId: enrolments.chenChinese.id, files: [file] });
    lose(file);
    await school.school.files.scrub();
    for (const [who, enrolmentId] of [
      ['chen', enrolments.chenMaths.id],
      ['ji', enrolments.jiChinese.id],
    ] as const) {
      const other = await handIn(school.as(who), { enrolmentId, files: [file] });
      expect(other.versionId).not.toBe(first.versionId);
    }
  });
});
