import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CastName, people } from '../../tests/cast.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import {
  builtPackage,
  certifiedOutcome,
  days,
  handedOver,
  must,
  openedRound,
  selects,
} from '../../tests/submitting.ts';
import { writeCsv, writeWorkbook } from '../platform/sheets.ts';
import type { Refusal } from '../regulation/refusal.ts';
import type { Mapping } from './columns.ts';
import {
  answerReceipt,
  applyReceipt,
  discardReceipt,
  myReceiptDetails,
  previewReceipt,
  receiptImport,
  receiptTask,
  receiptTasks,
  resolveDoubt,
  signOffReceipt,
} from './contract.ts';

const header = ['學校代碼', '學年度', '學期', '身分證號', '出生日期', '課程代碼', '科目名稱', '成果簡述'];
type Row = (string | number)[];

const chinese = '114123456V21301A1011011';
const maths = '114123456V21301A1011021';
const line = (
  who: 'lin' | 'chen' | 'ji' | 'huang',
  code: string,
  course: string,
  description: string,
): Row => {
  const { nationalId, birth } = people[who];
  const roc = `${Number(birth.slice(0, 4)) - 1911}`.padStart(3, '0') + birth.slice(5, 7) + birth.slice(8, 10);
  return ['123456', 114, 1, nationalId, roc, code, course, description];
};
/** What was handed over for the day division. */
const submitted = (): Row[] => [
  line('lin', chinese, '國語文', '甲'),
  line('lin', maths, '數學', '乙'),
  line('chen', chinese, '國語文', '丙'),
  line('ji', chinese, '國語文', '丁'),
];
/** A line missing (ji), a description changed (chen), a line extra (lin), and one of the other division. */
const received = (): Row[] => [
  line('lin', maths, '數學', '乙'),
  line('lin', chinese, '國語文', '甲'),
  line('chen', chinese, '國語文', '丙，被改了'),
  line('lin', chinese, '國語文', '多出來的一件'),
  line('huang', '114123456V21301N1011011', '國語文', '戊'),
];

let school: TestSchool;
let round: Awaited<ReturnType<typeof openedRound>>;
let lastFile: Uint8Array;

beforeAll(async () => {
  school = await openTestSchool();
  const made: Record<string, string> = {
    甲: await certifiedOutcome(school, { enrolment: 'linChinese', description: '甲' }),
    乙: await certifiedOutcome(school, { enrolment: 'linMaths', description: '乙' }),
    丙: await certifiedOutcome(school, { enrolment: 'chenChinese', description: '丙' }),
    丁: await certifiedOutcome(school, { enrolment: 'jiChinese', description: '丁' }),
    戊: await certifiedOutcome(school, { enrolment: 'huangChinese', description: '戊' }),
  };
  school.clock.moveTo(days.selecting);
  round = await openedRound(school);
  const of = (...names: string[]) => names.map((name) => made[name] ?? '');
  await selects(school, 'lin', round.roundId, of('甲', '乙'));
  await selects(school, 'chen', round.roundId, of('丙'));
  await selects(school, 'ji', round.roundId, of('丁'));
  await selects(school, 'huang', round.roundId, of('戊'));
  school.clock.moveTo(days.packing);
}, 120_000);

afterAll(() => school.close());

describe('六(三) bringing the file', () => {
  test('六(三) · before anything was handed over there is nothing to compare with', async () => {
    expect(await refusedFile('registrar', csv(received()))).toMatchObject({ refused: 'nothing-handed-over' });
    const built = await builtPackage(school, 'registrar', round.day);
    school.clock.moveTo(new Date('2026-09-26T12:00:00+08:00'));
    await handedOver(school, 'registrar', built.packageId, new Date('2026-09-26T11:00:00+08:00'));
    school.clock.moveTo(days.receiving);
  });

  test("六(三) · neither the other division's office, nor students, nor 教務主任 bring it", async () => {
    expect(await refusedFile('night', csv(received()))).toMatchObject({ refused: 'not-found' });
    expect(await refusedFile('lin', csv(received()))).toMatchObject({ refused: 'not-found' });
    expect(await refusedFile('director', csv(received()))).toMatchObject({ refused: 'not-allowed' });
  });

  test.each<[string, () => Uint8Array, string]>([
    ['no workbook at all', () => Buffer.from('%PDF-1.7 not a workbook'), 'workbook-broken'],
    ['nothing below the header', () => csv([]), 'receipt-file-empty'],
    [
      'a header twice',
      () => writeCsv({ columns: [...header, '學期'].map((one) => ({ header: one })), rows: received() }),
      'header-repeated',
    ],
  ])('產7 · a file with %s is refused and nothing is kept', async (_, bytes, refused) => {
    expect(await refusedFile('registrar', bytes())).toMatchObject({ refused });
    expect(
      must(await school.as('registrar').call(receiptTask, { params: { taskId: round.day } })).waiting,
    ).toEqual([]);
  });

  test('the same bytes again give the same import; ID numbers are masked in what is shown', async () => {
    const importId = await bring('registrar', csv(received()));
    expect(await bring('registrar', csv(received()))).toBe(importId);
    const shown = must(await school.as('registrar').call(receiptImport, { params: { importId } }));
    expect(shown.guess).toMatchObject({
      nationalId: ['身分證號'],
      courseCode: ['課程代碼'],
      description: ['成果簡述'],
    });
    expect(shown.rows).toBe(5);
    expect(JSON.stringify(shown)).not.toContain(people.lin.nationalId);
    expect(shown.sample[0]).toContain('A******789');
    expect((await school.as('night').call(receiptImport, { params: { importId } })).status).toBe(404);
  });

  test('六(三) · a file without the column of course codes cannot be previewed or applied', async () => {
    const without = header.filter((name) => name !== '課程代碼');
    const bytes = writeCsv({
      columns: without.map((one) => ({ header: one })),
      rows: received().map((row) => row.filter((_, index) => index !== 5)),
    });
    const importId = await bring('registrar', bytes);
    const { guess } = must(await school.as('registrar').call(receiptImport, { params: { importId } }));
    for (const endpoint of [previewReceipt, applyReceipt]) {
      const answered = await school
        .as('registrar')
        .call(endpoint, { params: { importId }, body: { mapping: guess } });
      expect(answered.refusal).toMatchObject({ refused: 'column-missing', facts: { field: 'courseCode' } });
    }
    must(await school.as('registrar').call(discardReceipt, { params: { importId } }));
  });

  test('六(三) · a file of the other division alone, or of another school, is refused', async () => {
    const only = await bring('registrar', csv(received().slice(4)));
    expect((await preview(only)).refusal).toMatchObject({ refused: 'nothing-of-this-division' });
    const foreign = await bring('registrar', csv(received().map((row) => ['999999', ...row.slice(1)])));
    expect((await preview(foreign)).refusal).toMatchObject({ refused: 'nothing-of-this-division' });
  });
});

describe('六(三) comparing', () => {
  test('六(三) · exactly the three planted differences are found, whatever the order, from .xlsx as from .csv', async () => {
    const book = await writeWorkbook([
      { name: '收訖明細', columns: header.map((one) => ({ header: one })), rows: received() },
    ]);
    for (const bytes of [csv(received()), csv(received().toReversed()), book]) {
      const seen = must(await preview(await bring('registrar', bytes)));
      expect(seen.counts).toEqual({ submitted: 4, equal: 2, changed: 1, missing: 1, extra: 1 });
      expect(seen.setAside).toMatchObject([{ reason: 'other-division', found: '' }]);
      expect(
        seen.differences.map(({ result, student, differs }) => [result, student.name, differs]).sort(),
      ).toEqual([
        ['changed', '陳思妤', ['description']],
        ['extra', '林育安', []],
        ['missing', '𠮷田堃', []],
      ]);
    }
  });

  test('六(三) · applied, the office sees only differences and the students are asked', async () => {
    const importId = await bring('registrar', csv(received()));
    must(
      await school
        .as('registrar')
        .call(applyReceipt, { params: { importId }, body: { mapping: await guessOf(importId) } }),
    );
    const task = must(await school.as('registrar').call(receiptTask, { params: { taskId: round.day } }));
    expect(task.differences.map(({ result }) => result).sort()).toEqual(['changed', 'extra', 'missing']);
    expect(task.differences.find(({ result }) => result === 'changed')).toMatchObject({
      row: 4,
      submitted: { description: '丙' },
      received: { description: '丙，被改了' },
    });
    expect(task.progress).toEqual({ students: 3, correct: 0, doubtOpen: 0, doubtResolved: 0, noAnswer: 3 });
    expect(task.confirmation).toMatchObject({
      closes: '2026-10-08T16:00:00.000Z',
      clause: '附錄',
      open: true,
    });
    expect((await school.as('night').call(receiptTask, { params: { taskId: round.day } })).status).toBe(404);
    expect(must(await school.as('director').call(receiptTasks)).tasks).toHaveLength(2);
  });
});

describe('六(三) students answer', () => {
  test('a student sees the own lines only, with what the central database has and what it lacks', async () => {
    const mine = await confirmationOf('lin');
    expect(mine?.lines.map(({ result, subject }) => [result, subject])).toEqual([
      ['equal', '國語文'],
      ['equal', '數學'],
      ['extra', '國語文'],
    ]);
    expect((await confirmationOf('ji'))?.lines).toMatchObject([
      { result: 'missing', received: null, submitted: { description: '丁' } },
    ]);
    expect(await confirmationOf('tsai')).toBeUndefined();
    expect(await confirmationOf('huang')).toBeUndefined();
  });

  test("六(三) · a student with no line has nothing to answer; another student's line cannot be doubted", async () => {
    const importId = (await confirmationOf('lin'))?.importId ?? '';
    const lineId = (await confirmationOf('chen'))?.lines[0]?.lineId;
    expect(await says('tsai', importId, { answer: 'correct' })).toMatchObject({
      refused: 'no-receipt-lines',
    });
    expect(await says('huang', importId, { answer: 'correct' })).toMatchObject({
      refused: 'no-receipt-lines',
    });
    expect(await says('lin', importId, { answer: 'doubt', doubt: '不是我的', lineId })).toMatchObject({
      refused: 'not-found',
    });
    expect(await says('lin', importId, { answer: 'doubt', doubt: ' ' })).toMatchObject({
      refused: 'text-length',
    });
  });

  test('附錄 · one second before closing an answer counts, at closing it is refused', async () => {
    const importId = (await confirmationOf('lin'))?.importId ?? '';
    school.clock.moveTo(new Date('2026-10-08T23:59:55+08:00'));
    expect(await says('lin', importId, { answer: 'correct' })).toBeUndefined();
    school.clock.moveTo(new Date('2026-10-09T00:00:00+08:00'));
    expect(await says('lin', importId, { answer: 'correct' })).toMatchObject({
      refused: 'confirmation-closed',
      clause: '附錄',
    });
    school.clock.moveTo(new Date('2026-10-02T09:00:00+08:00'));
  });

  test('六(三) · a doubt reaches the office that submitted, and only that one', async () => {
    const mine = await confirmationOf('chen');
    const doubt = { answer: 'doubt', doubt: '簡述不是我寫的', lineId: mine?.lines[0]?.lineId } as const;
    expect(await says('chen', mine?.importId ?? '', doubt)).toBeUndefined();
    const task = must(await school.as('registrar').call(receiptTask, { params: { taskId: round.day } }));
    expect(task.doubts).toMatchObject([
      {
        student: { name: '陳思妤' },
        text: '簡述不是我寫的',
        line: { subject: '國語文', result: 'changed' },
        resolution: null,
      },
    ]);
    expect(task.progress).toEqual({ students: 3, correct: 1, doubtOpen: 1, doubtResolved: 0, noAnswer: 1 });
    const params = { answerId: task.doubts[0]?.answerId ?? '' };
    const body = { verdict: 'data-wrong', explanation: '中央資料庫的簡述有誤，重新提交' };
    expect((await school.as('night').call(resolveDoubt, { params, body })).status).toBe(404);
    expect((await school.as('director').call(resolveDoubt, { params, body })).refusal).toMatchObject({
      refused: 'not-allowed',
    });
  });

  test('六(三) · no answer by the end is "no answer", and nothing is signed off over an open doubt', async () => {
    school.clock.moveTo(new Date('2026-10-09T09:00:00+08:00'));
    const task = must(await school.as('registrar').call(receiptTask, { params: { taskId: round.day } }));
    expect(task.progress?.noAnswer).toBe(1);
    expect(task.students.find(({ name }) => name === '𠮷田堃')).toMatchObject({
      state: 'no-answer',
      answeredAt: null,
    });
    expect(await signOff('差異已說明')).toMatchObject({
      refused: 'doubts-open',
      clause: '六(三)',
      facts: { count: 1 },
    });
    school.clock.moveTo(new Date('2026-10-02T10:00:00+08:00'));
  });
});

describe('六(三) resolving', () => {
  test('六(三) · wrong data ask for a corrected package and a new file before anything is signed off', async () => {
    const [doubt] = must(
      await school.as('registrar').call(receiptTask, { params: { taskId: round.day } }),
    ).doubts;
    const params = { answerId: doubt?.answerId ?? '' };
    const body = { verdict: 'data-wrong', explanation: '簡述於中央端被截改，重新提交' };
    must(await school.as('registrar').call(resolveDoubt, { params, body }));
    expect((await school.as('registrar').call(resolveDoubt, { params, body })).refusal).toMatchObject({
      refused: 'doubt-not-open',
    });
    expect((await confirmationOf('chen'))?.answers[0]).toMatchObject({
      resolution: { verdict: 'data-wrong' },
    });
    expect(await signOff('')).toMatchObject({ refused: 'reissue-needed' });

    school.clock.moveTo(new Date('2026-10-02T11:00:00+08:00'));
    const again = await builtPackage(school, 'registrar', round.day);
    school.clock.moveTo(new Date('2026-10-02T13:00:00+08:00'));
    await handedOver(school, 'registrar', again.packageId, new Date('2026-10-02T12:00:00+08:00'));
    expect(await signOff('')).toMatchObject({ refused: 'reissue-needed' });
  });

  test('六(三) · a file brought for the package before cannot be applied to the new one', async () => {
    const { waiting } = must(
      await school.as('registrar').call(receiptTask, { params: { taskId: round.day } }),
    );
    const importId = waiting[0]?.importId ?? '';
    expect((await preview(importId)).refusal).toMatchObject({ refused: 'package-replaced' });
  });

  test('六(三) · an answer stands under the new file where the lines are the same, and is asked again where not', async () => {
    const rows = submitted().map((row) =>
      row[3] === people.ji.nationalId ? [...row.slice(0, 7), '丁，截短'] : row,
    );
    lastFile = csv([...rows, line('lin', chinese, '國語文', '多出來的一件')]);
    const importId = await bring('registrar', lastFile);
    must(
      await school
        .as('registrar')
        .call(applyReceipt, { params: { importId }, body: { mapping: await guessOf(importId) } }),
    );
    const state = async (who: CastName) => (await confirmationOf(who))?.state;
    expect([await state('lin'), await state('chen'), await state('ji')]).toEqual([
      'correct',
      'no-answer',
      'no-answer',
    ]);
    expect(await says('chen', importId, { answer: 'correct' })).toBeUndefined();
    expect(await says('ji', importId, { answer: 'doubt', doubt: '被截短了' })).toBeUndefined();
    const [doubt] = must(
      await school.as('registrar').call(receiptTask, { params: { taskId: round.day } }),
    ).doubts;
    const body = { verdict: 'data-right', explanation: '與你上傳時的簡述一致' };
    must(
      await school.as('registrar').call(resolveDoubt, { params: { answerId: doubt?.answerId ?? '' }, body }),
    );
    expect(await state('ji')).toBe('doubt-resolved');
    expect((await confirmationOf('chen'))?.answers.map(({ answer }) => answer)).toEqual(['correct', 'doubt']);
  });

  test('六(三) · all have answered and the differences are explained: signed off, once, and nothing more is said', async () => {
    expect(await signOff(' ')).toMatchObject({ refused: 'note-needed', facts: { differences: 2 } });
    const both = await Promise.all([signOff('中央端修正中'), signOff('中央端修正中')]);
    expect(both.flatMap((refusal) => refusal?.refused ?? [])).toEqual(['already-signed-off']);
    const importId = (await confirmationOf('lin'))?.importId ?? '';
    expect(await says('lin', importId, { answer: 'correct' })).toMatchObject({
      refused: 'already-signed-off',
    });
    const task = must(await school.as('registrar').call(receiptTask, { params: { taskId: round.day } }));
    expect(task.signOff).toMatchObject({ by: '李知遠', note: '中央端修正中' });
    expect(task.may).toEqual([]);
  });

  test('六(三) · the same file again is the import that stands, not another one', async () => {
    const before = must(await school.as('registrar').call(receiptTask, { params: { taskId: round.day } }));
    expect(await bring('registrar', lastFile)).toBe(before.applied?.importId);
    expect(await waitingCount()).toBe(before.waiting.length);
  });

  test('六(三) · a package handed over after the sign-off opens the task again, until its own file has come', async () => {
    school.clock.moveTo(new Date('2026-10-03T09:00:00+08:00'));
    const again = await builtPackage(school, 'registrar', round.day);
    school.clock.moveTo(new Date('2026-10-03T11:00:00+08:00'));
    await handedOver(school, 'registrar', again.packageId, new Date('2026-10-03T10:00:00+08:00'));
    const open = must(await school.as('registrar').call(receiptTask, { params: { taskId: round.day } }));
    expect(open).toMatchObject({ signOff: null, signedOffAt: null, awaitsReissue: true });
    expect(open.may).toContain('import');
    expect(await signOff('x')).toMatchObject({ refused: 'reissue-needed' });
    const stale = (await confirmationOf('lin'))?.importId ?? '';
    const importId = await bring('registrar', lastFile);
    must(
      await school
        .as('registrar')
        .call(applyReceipt, { params: { importId }, body: { mapping: await guessOf(importId) } }),
    );
    expect(await says('lin', stale, { answer: 'correct' })).toMatchObject({ refused: 'receipt-replaced' });
    // A doubt still names its line, though it stood in an earlier file.
    const task = must(await school.as('registrar').call(receiptTask, { params: { taskId: round.day } }));
    expect(task.doubts.find(({ text }) => text === '簡述不是我寫的')?.line).toMatchObject({
      result: 'changed',
    });
    expect(task.applied?.importId).toBe(importId);
  });

  test('every act has its line, and no ID number lies in clear in what was kept', async () => {
    const { rows } = await school.owner.query<{ act: string }>(
      `select distinct act from ledger_line where act like 'receiptDetails.%' order by act`,
    );
    expect(rows.map(({ act }) => act)).toEqual([
      'receiptDetails.answered',
      'receiptDetails.applied',
      'receiptDetails.discarded',
      'receiptDetails.doubtResolved',
      'receiptDetails.signedOff',
      'receiptDetails.uploaded',
    ]);
    const found = await school.owner.query<{ found: boolean }>(
      `select exists (select from receipt_import t where t::text like '%A123456789%')
         or exists (select from receipt_line t where t::text like '%A123456789%')
         or exists (select from ledger_content t where t::text like '%A123456789%') as found`,
    );
    expect(found.rows[0]?.found).toBe(false);
  });
});

function csv(rows: Row[]): Uint8Array {
  return writeCsv({ columns: header.map((one) => ({ header: one })), rows });
}

async function put(who: CastName, bytes: Uint8Array) {
  return school
    .as(who)
    .fetch(`/api/receipt-details/tasks/${round.day}/file?name=${encodeURIComponent('收訖明細.csv')}`, {
      method: 'PUT',
      body: new Uint8Array(bytes),
      headers: { 'content-type': 'application/octet-stream' },
    });
}

async function bring(who: CastName, bytes: Uint8Array): Promise<string> {
  const response = await put(who, bytes);
  const json = (await response.json()) as { importId: string };
  if (!response.ok) throw new Error(JSON.stringify(json));
  return json.importId;
}

async function refusedFile(who: CastName, bytes: Uint8Array): Promise<Refusal> {
  return (await (await put(who, bytes)).json()) as Refusal;
}

async function waitingCount(): Promise<number> {
  return must(await school.as('registrar').call(receiptTask, { params: { taskId: round.day } })).waiting
    .length;
}

async function guessOf(importId: string): Promise<Mapping> {
  return must(await school.as('registrar').call(receiptImport, { params: { importId } })).guess;
}

async function preview(importId: string) {
  return school
    .as('registrar')
    .call(previewReceipt, { params: { importId }, body: { mapping: await guessOf(importId) } });
}

async function confirmationOf(who: CastName) {
  return must(await school.as(who).call(myReceiptDetails)).confirmations[0];
}

async function says(
  who: CastName,
  importId: string,
  body: { answer: 'correct' | 'doubt'; doubt?: string; lineId?: string },
): Promise<Refusal | undefined> {
  return (await school.as(who).call(answerReceipt, { params: { importId }, body })).refusal;
}

async function signOff(note: string): Promise<Refusal | undefined> {
  return (
    await school.as('registrar').call(signOffReceipt, { params: { taskId: round.day }, body: { note } })
  ).refusal;
}
