/** The course plan and the grade sheets as offices bring them, with the dirt that real files hold. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { apply, bring } from '../../tests/bring.ts';
import { enrolments, offerings, people } from '../../tests/cast.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { recordHistory } from '../history/contract.ts';
import { writeWorkbook } from '../platform/sheets.ts';
import { coursePlan } from './contract.ts';
import { type GradeTexts, gradeOf } from './grade.ts';
import { myGrades } from './grade-contract.ts';

type Cells = (string | number | null)[];

let school: TestSchool;
beforeEach(async () => {
  school = await openTestSchool();
});
afterEach(() => school.close());

const dayHeaders = [
  '學號',
  '學年度',
  '學期',
  '課程代碼',
  '科目名稱',
  '開課年級',
  '修課學分',
  '學期學業成績',
  '成績及格',
  '補考成績',
  '補考及格',
  '是否採計學分',
  '質性文字描述',
];
const chinese = offerings.chinese.code;
const maths = offerings.maths.code;

function dayRow(
  number: string,
  score: string | number | null,
  change: Record<string, string | number> = {},
): Cells {
  const row: Cells = [number, 114, 1, chinese, '國語文', 1, 3, score, null, null, null, null, null];
  return dayHeaders.map((header, at) => change[header] ?? row[at] ?? null);
}

async function sheet(
  name: string,
  headers: string[],
  rows: Cells[],
  more: [string, string[], Cells[]][] = [],
) {
  const sheets = [[name, headers, rows] as const, ...more].map(([title, columns, cells]) => ({
    name: title,
    columns: columns.map((header) => ({ header })),
    rows: cells,
  }));
  return { name: '成績.xlsx', bytes: await writeWorkbook(sheets) };
}

const grades = (rows: Cells[]) => sheet('學期成績', dayHeaders, rows);

test('五(二)1 · a semester’s grades are added, the same file again changes nothing, an empty cell leaves what stands', async () => {
  const registrar = school.as('registrar');
  const file = await grades([
    dayRow('1140101', '８５', { 質性文字描述: '他說："好"\n第二行' }),
    dayRow('1140102', 52),
  ]);
  const first = await bring(registrar, [file]);
  expect(first.preview.parts).toMatchObject([
    { sheet: 'semesterGrades', rows: 2, added: { total: 2 }, changed: { total: 0 }, bad: { total: 0 } },
  ]);
  expect((await apply(registrar, first)).answer?.changed).toBe(true);
  const again = await bring(registrar, [file]);
  expect(again.preview.parts).toMatchObject([{ same: 2, added: { total: 0 }, changed: { total: 0 } }]);
  expect((await apply(registrar, again)).answer?.changed).toBe(false);

  const makeUp = await bring(registrar, [await grades([dayRow('1140102', null, { 補考成績: 60 })])]);
  expect(makeUp.preview.parts[0]?.changed.rows[0]?.changes).toEqual([
    { field: 'makeUpScore', before: '', after: '60' },
  ]);
  await apply(registrar, makeUp);
  expect(await gradeIn('chenChinese')).toMatchObject({ score: '52', makeUpScore: '60' });
  expect(await gradeIn('linChinese')).toMatchObject({ score: '85', words: '他說："好" 第二行' });
});

test('五(二)1 · what an import changes stands in the student’s history, with both values', async () => {
  const registrar = school.as('registrar');
  await apply(registrar, await bring(registrar, [await grades([dayRow('1140102', 52)])]));
  await apply(registrar, await bring(registrar, [await grades([dayRow('1140102', 58)])]));
  const { answer } = await school.as('chen').call(recordHistory, {
    params: { registrationId: people.chen.registration, topic: 'grades' },
  });
  expect(answer?.changes).toMatchObject([
    {
      kind: 'changed',
      imported: true,
      by: '李知遠',
      fields: [{ field: 'score', before: '52', after: '58' }],
    },
  ]);
});

test.each([
  ['a score of −1', dayRow('1140101', -1), '學期學業成績', 'score-minus-one'],
  ['a score above 100', dayRow('1140101', 100.5), '學期學業成績', 'score-too-big'],
  ['a word for a score', dayRow('1140101', '缺考'), '學期學業成績', 'score-not-a-number'],
  ['neither yes nor no', dayRow('1140101', 80, { 成績及格: ',1' }), '成績及格', 'not-yes-or-no'],
  ['a continuing student in the day file', dayRow('N1140201', 80), '學號', 'student-of-other-division'],
  ['a number nobody has', dayRow('9999999', 80), '學號', 'unknown-student'],
  [
    'a course the student does not take',
    dayRow('1140103', 80, { 課程代碼: maths, 科目名稱: '數學', 修課學分: 4 }),
    '課程代碼',
    'not-enrolled',
  ],
  [
    'another name of the course',
    dayRow('1140101', 80, { 科目名稱: '國文' }),
    '科目名稱',
    'course-name-differs',
  ],
  ['other credits', dayRow('1140101', 80, { 修課學分: 4 }), '修課學分', 'credits-differ'],
  ['another grade', dayRow('1140101', 80, { 開課年級: 2 }), '開課年級', 'grade-differs'],
  [
    'the code of a test school',
    dayRow('1140101', 80, { 課程代碼: chinese.replace('123456', '00000A') }),
    '課程代碼',
    'course-code-test-school',
  ],
])('產7 · %s is refused by row and column, nothing is changed', async (_, row, column, problem) => {
  const registrar = school.as('registrar');
  const brought = await bring(registrar, [await grades([dayRow('1140102', 70), row])]);
  expect(brought.problems).toEqual([[3, column, problem]]);
  expect((await apply(registrar, brought)).refusal).toMatchObject({ refused: 'import-bad-rows' });
  expect(await gradeIn('chenChinese')).toMatchObject({ score: '' });
});

test('產7 · a student named twice for one course is refused by the first row; left out, the rest goes in', async () => {
  const registrar = school.as('registrar');
  const brought = await bring(registrar, [await grades([dayRow('1140101', 80), dayRow('1140101', 90)])]);
  expect(brought.problems).toEqual([[3, '課程代碼', 'duplicate-row']]);
  expect((await apply(registrar, brought, { badRows: 'leave-out' })).answer?.changed).toBe(true);
  expect(await gradeIn('linChinese')).toMatchObject({ score: '80' });
});

test('五(二)1 · a national roster names its year on the cover and its students by ID and birth date', async () => {
  const headers = ['身分證號', '出生日期', ...dayHeaders.slice(3)];
  const row = (id: string, birth: string): Cells => [id, birth, ...dayRow('', 77).slice(3)];
  const rows = [row('A123456789', '0990314'), row('B234567894', '0990603'), row('E233000017', '0961130')];
  const cover: [string, string[], Cells[]] = [
    '封面',
    ['學校代碼', '學年度', '學期', '名冊別'],
    [['123456', 114, 1, '22']],
  ];
  const brought = await bring(school.as('registrar'), [await sheet('學期成績', headers, rows, [cover])]);
  expect(brought.preview.sheets.map((one) => one.sheet)).toEqual(['學期成績']);
  expect(brought.problems).toEqual([
    [3, '出生日期', 'birth-differs'],
    [4, '身分證號', 'id-of-other-division'],
  ]);
  expect(brought.preview.parts[0]?.added.total).toBe(1);
  expect(JSON.stringify(brought.preview)).not.toContain('B234567894');
});

test('五(二)1 · of a course taken in two groups in one kind, the sheet has to say which', async () => {
  await school.owner.query('update enrolment set kind = $1 where id = $2', [
    'ordinary',
    enrolments.linChineseRetake.id,
  ]);
  const registrar = school.as('registrar');
  const brought = await bring(registrar, [await grades([dayRow('1140101', 80)])]);
  expect(brought.problems).toEqual([[2, '班組', 'enrolment-ambiguous']]);
  const withGroup = await sheet('學期成績', [...dayHeaders, '班組'], [[...dayRow('1140101', 80), '重修班']]);
  await apply(registrar, await bring(registrar, [withGroup]));
  expect(await gradeIn('linChineseRetake')).toMatchObject({ score: '80' });
});

test('五(二)1 · retake, make-up course, repeat and transfer credit each have their sheet and their own cells', async () => {
  const kinds = { tsaiChinese: 'make-up', chenMaths: 'repeat', linMaths: 'transfer' } as const;
  for (const [name, kind] of Object.entries(kinds))
    await school.owner.query('update enrolment set kind = $1 where id = $2', [
      kind,
      enrolments[name as keyof typeof kinds].id,
    ]);
  const course = [chinese, '國語文', 1, 3];
  const file = await sheet(
    '重修成績',
    [
      '學號',
      '學年度',
      '學期',
      '原修課學年度',
      '原修課學期',
      '課程代碼',
      '科目名稱',
      '開課年級',
      '修課學分',
      '重修成績',
      '重修方式',
    ],
    [['1140101', 114, 1, 113, 1, ...course, 66, '1']],
    [
      [
        '補修成績',
        [
          '學號',
          '學年度',
          '學期',
          '應修課學年度',
          '應修課學期',
          '課程代碼',
          '科目名稱',
          '開課年級',
          '修課學分',
          '補修成績',
          '補修及格',
          '補修方式',
        ],
        [['1140104', 114, 1, 113, 2, ...course, 61, '是', '2']],
      ],
      [
        '重讀成績',
        ['學號', '學年度', '學期', '課程代碼', '科目名稱', '開課年級', '修課學分', '重讀成績', '重讀註記'],
        [['1140102', 114, 1, maths, '數學', 1, 4, 70, '1']],
      ],
      [
        '轉學轉科成績',
        [
          '學號',
          '對應學年度',
          '對應學期',
          '課程代碼',
          '科目名稱',
          '對應年級',
          '修課學分',
          '身分別',
          '抵免後成績',
        ],
        [['1140101', 114, 1, maths, '數學', 1, 4, '1', 75]],
      ],
    ],
  );
  const registrar = school.as('registrar');
  const brought = await bring(registrar, [file]);
  expect(brought.problems).toEqual([]);
  expect(brought.preview.parts.map(({ sheet: kind, added }) => [kind, added.total])).toEqual([
    ['makeUpCourseGrades', 1],
    ['retakeGrades', 1],
    ['repeatGrades', 1],
    ['transferGrades', 1],
  ]);
  await apply(registrar, brought);
  expect(await gradeIn('linChineseRetake')).toMatchObject({ score: '66', dueSchoolYear: '113', method: '1' });
  expect(await gradeIn('tsaiChinese')).toMatchObject({ score: '61', passed: '是', dueSemester: '2' });
  expect(await gradeIn('chenMaths')).toMatchObject({ score: '70', mark: '1' });
  expect(await gradeIn('linMaths')).toMatchObject({ score: '75', identity: '1' });
});

const nightHeaders = [
  '學號',
  '學年度',
  '學期',
  '課程代碼',
  '科目名稱',
  '開課年級',
  '修課節數',
  '學期學業成績',
  '學年學業成績',
  '是否採計學時',
];
const nightExams: [string, string[], Cells[]] = [
  '補考成績',
  [
    '學號',
    '學年度',
    '課程代碼',
    '科目名稱',
    '開課年級',
    '第一學期開設修課節數',
    '第二學期開設修課節數',
    '第一次補考成績',
    '第二次補考成績',
  ],
  [['N1140201', 114, offerings.nightChinese.code, '國語文', 1, 3, 3, 50, 62]],
];

test('五(二)1 · the continuing division counts periods and the year; its two make-up exams join the same grade', async () => {
  const row = ['N1140201', 114, 1, offerings.nightChinese.code, '國語文', 1, 3, 55, 58, 1];
  const night = school.as('night');
  // The same name as the day division's sheet: told apart by what its columns are.
  const file = await sheet('學期成績', nightHeaders, [row], [nightExams]);
  const brought = await bring(night, [file]);
  expect(brought.problems).toEqual([]);
  expect(brought.preview.parts.map(({ sheet: kind }) => kind)).toEqual([
    'continuingGrades',
    'continuingMakeUps',
  ]);
  await apply(night, brought);
  const { answer } = await school.as('huang').call(myGrades);
  expect(answer?.records[0]?.grades[0]).toMatchObject({
    cells: { score: '55', yearScore: '58', counted: '是', makeUpScore: '50', secondMakeUpScore: '62' },
    result: 'passed',
  });
  const again = await bring(night, [file]);
  expect((await apply(night, again)).answer?.changed).toBe(false);
  const day = await bring(school.as('registrar'), [file]);
  expect(day.problems.map(([, , problem]) => problem)).toEqual([
    'student-of-other-division',
    'student-of-other-division',
  ]);
});

test('產14 · a file that would remove half of the grades asks for their number; removed grades stay in the history', async () => {
  const registrar = school.as('registrar');
  const all = ['1140101', '1140102', '1140103', '1140104'].map((number) => dayRow(number, 70));
  await apply(registrar, await bring(registrar, [await grades(all)]));
  const half = await bring(registrar, [await grades(all.slice(0, 2))]);
  expect(half.preview).toMatchObject({ alarm: true, vanishing: 2 });
  expect((await apply(registrar, half, { vanishing: 'remove' })).refusal).toMatchObject({
    refused: 'import-vanishing-unconfirmed',
  });
  expect((await apply(registrar, half, { vanishing: 'remove', confirmed: 2 })).status).toBe(200);
  expect(await gradeIn('jiChinese')).toMatchObject({ score: '' });
  const { answer } = await registrar.call(recordHistory, {
    params: { registrationId: people.ji.registration, topic: 'grades' },
  });
  expect(answer?.changes).toMatchObject([{ kind: 'removed', fields: [{ before: '70', after: '' }] }]);
});

const planHeaders = [
  '部別',
  '課程代碼',
  '科目名稱',
  '開課年級',
  '學期',
  '學分',
  '適用入學年度',
  '群別代碼',
  '科別代碼',
];

test('五(二)1 · a course plan is read out of its codes; a column that says otherwise is refused', async () => {
  const registrar = school.as('registrar');
  const line = (code: string, change: Cells = [null, null, null]): Cells => [
    '日間部',
    code,
    '國語文',
    1,
    1,
    3,
    ...change,
  ];
  const wrong = await bring(registrar, [
    await sheet('課程計畫', planHeaders, [
      line(chinese, [113, null, null]),
      line('SUSTAIN-01'),
      ['進修部', ...line(offerings.nightChinese.code).slice(1)],
      line(chinese),
      line(chinese),
    ]),
  ]);
  expect(wrong.problems).toEqual([
    [2, '適用入學年度', 'plan-not-in-code'],
    [3, '適用入學年度', 'empty'],
    [4, '部別', 'other-division'],
    [6, '課程代碼', 'duplicate-row'],
  ]);
  const good = [line(chinese), line('SUSTAIN-01', [114, '21', '301'])];
  await apply(registrar, await bring(registrar, [await sheet('課程計畫', planHeaders, good)]));
  const { answer } = await registrar.call(coursePlan);
  expect(answer).toMatchObject({
    plans: [{ division: 'day', entrySchoolYear: 114, fieldGroup: '21', programme: '301', lines: 2 }],
    lines: [
      { code: chinese, given: 2 },
      { code: 'SUSTAIN-01', given: 0 },
    ],
  });
});

test('五(二)1 · a sheet of a plan or of offerings without its usual name is known by its columns', async () => {
  const plan = await sheet('工作表1', planHeaders, [
    ['日間部', chinese, '國語文', 1, 1, 3, null, null, null],
  ]);
  expect((await bring(school.as('registrar'), [plan])).preview.parts.map(({ sheet: kind }) => kind)).toEqual([
    'coursePlan',
  ]);
  const named = await sheet('工作表1', dayHeaders, [dayRow('1140101', 80)]);
  expect((await bring(school.as('registrar'), [named])).preview.parts.map(({ sheet: kind }) => kind)).toEqual(
    ['semesterGrades'],
  );
});

/** As its own student sees it; '' where nothing is entered. */
async function gradeIn(name: keyof typeof enrolments): Promise<GradeTexts> {
  const { answer } = await school.as(enrolments[name].who).call(myGrades);
  const found = answer?.records[0]?.grades.find(({ enrolmentId }) => enrolmentId === enrolments[name].id);
  return { ...gradeOf(null), ...found?.cells };
}
