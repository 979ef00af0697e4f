import { afterAll, beforeAll, expect, test } from 'vitest';
import { enrolments } from '../../tests/cast.ts';
import { begin, draftFor, pdfFile, putBytes } from '../../tests/hand-in.ts';
import { type Client, openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { myCourses, uploadStatus } from './contract.ts';

let opened: TestSchool;
let lin: Client;
beforeAll(async () => {
  opened = await openTestSchool();
  lin = opened.as('lin');
});
afterAll(() => opened.close());

test('五(三)1 · fifty uploads at once to one subject over two offerings: three are stored, 47 refused', async () => {
  const announcements = Array.from({ length: 50 }, async (_, index) => {
    const enrolment = index % 2 === 0 ? enrolments.linChinese : enrolments.linChineseRetake;
    const file = pdfFile();
    return { file, uploadId: await begin(lin, await draftFor(lin, enrolment.id), [file]) };
  });
  const uploads = await Promise.all(announcements);
  const puts = await Promise.all(uploads.map(({ uploadId, file }) => putBytes(lin, uploadId, file)));

  expect(puts.filter((put) => put.answer?.state === 'received')).toHaveLength(3);
  const refused = puts.filter((put) => put.refusal);
  expect(refused).toHaveLength(47);
  for (const put of refused) {
    expect(put).toMatchObject({
      status: 409,
      refusal: { refused: 'quota-full', clause: '五(三)1', facts: { max: 3, used: 3 } },
    });
  }
  const { rows } = await opened.owner.query(
    `select (select count(*)::int from outcome_version) as versions,
            (select count(*)::int from ledger_line where act = 'outcome.uploaded') as lines`,
  );
  expect(rows[0]).toEqual({ versions: 3, lines: 3 });
  const { answer } = await lin.call(myCourses);
  const chinese = answer?.subjects.find((subject) => subject.name === '國語文');
  expect(chinese).toMatchObject({ quotas: [{ max: 3, used: 3, remaining: 0, clause: '五(三)1' }] });
  expect(chinese?.enrolments).toHaveLength(2);
});

test('I7 · the same bytes sent twenty times at once make one version, and every answer is the same', async () => {
  const file = pdfFile(200_000);
  const uploadId = await begin(lin, await draftFor(lin, enrolments.linMaths.id), [file]);
  const puts = await Promise.all(Array.from({ length: 20 }, () => putBytes(lin, uploadId, file)));
  const later = await putBytes(lin, uploadId, file);
  const { answer } = await lin.call(uploadStatus, { params: { uploadId } });

  expect(puts[0]?.answer?.state).toBe('received');
  for (const put of [...puts, later]) expect(put.answer).toEqual(answer);
  const { rows } = await opened.owner.query(
    `select count(*)::int as versions,
            (select count(*)::int from ledger_line l join ledger_content c on c.line_id = l.id
              where l.act = 'outcome.uploaded' and c.about->>'uploadId' = $1) as lines
     from outcome_version where upload_id::text = $1`,
    [uploadId],
  );
  expect(rows[0]).toEqual({ versions: 1, lines: 1 });
});
