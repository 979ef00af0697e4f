/**
 * What the sample school planned and what its students came to: the course plan of each year and programme, and
 * grades with make-up exams, a retake, a transfer credit and the continuing division's years.
 */
import type { SheetToWrite } from '../../platform/sheets.ts';
import type { Division } from '../../regulation/regulation.ts';
import { chance } from './chance.ts';
import { type Course, codeOf, courses, type ProgrammeKey, programmes } from './curriculum.ts';
import type { SampleEnrolment, SampleOffering, SampleSchool } from './school.ts';

const divisionNames = { day: '日間部', continuing: '進修部' } as const;

/** One line of the plan of a data class has a name of its own, so that the course check has something to say. */
const plannedNames: Record<string, string> = { 程式語言與設計: '程式語言與設計實習' };

export function planSheet(school: SampleSchool, division: Division): SheetToWrite {
  const cohorts = new Map(
    school.students
      .filter((student) => student.division === division)
      .map(({ entrySchoolYear, programme }) => [
        `${entrySchoolYear}/${programme}`,
        { entrySchoolYear, programme },
      ]),
  );
  return {
    name: '課程計畫',
    columns: headers(
      '部別',
      '課程代碼',
      '科目名稱',
      '開課年級',
      '學期',
      '學分',
      '適用入學年度',
      '群別代碼',
      '科別代碼',
    ),
    rows: [...cohorts.values()].flatMap(({ entrySchoolYear, programme }) => {
      const key = keyOf(programme);
      const { fieldGroup } = programmes[key];
      return courses
        .filter(({ only }) => !only || only.includes(key))
        .flatMap((course) =>
          timesOf(course).map(([grade, semester]) => [
            divisionNames[division],
            codeOf(course, entrySchoolYear, school.codes[division], programmes[key]),
            plannedNames[course.name] ?? course.name,
            grade,
            semester,
            course.credits,
            entrySchoolYear,
            fieldGroup,
            programme,
          ]),
        );
    }),
  };
}

function keyOf(programme: string): ProgrammeKey {
  const [key] = Object.entries(programmes).find(([, one]) => one.code === programme) ?? [];
  return (key ?? 'commerce') as ProgrammeKey;
}

/** `1` is the whole first year, `1.2` its second semester. */
function timesOf({ when }: Course): [grade: number, semester: number][] {
  return when.flatMap((time) => {
    const [grade = 1, semester] = time.split('.').map(Number);
    return semester
      ? [[grade, semester] as [number, number]]
      : [1, 2].map((one): [number, number] => [grade, one]);
  });
}

/** The grade sheets of a division and semester, those with rows only. */
export function gradeSheets(school: SampleSchool, division: Division, semester: 1 | 2): SheetToWrite[] {
  if (!school.graded.includes(semester)) return [];
  const offerings = new Map(school.offerings.map((one) => [placeOf(one), one]));
  const rows = school.enrolments
    .filter((one) => one.division === division && one.semester === semester)
    .flatMap((enrolment) => {
      const offering = offerings.get(placeOf(enrolment));
      return offering ? [{ enrolment, offering }] : [];
    });
  const of = (kind: SampleEnrolment['kind']) => rows.filter(({ enrolment }) => enrolment.kind === kind);
  const sheets =
    division === 'day'
      ? [
          semesterSheet(school, of('ordinary')),
          retakeSheet(school, of('retake')),
          transferSheet(school, of('transfer')),
        ]
      : [yearSheet(school, of('ordinary')), examSheet(school, semester === 2 ? of('ordinary') : [])];
  return sheets.filter((sheet) => [...sheet.rows].length > 0);
}

interface Graded {
  enrolment: SampleEnrolment;
  offering: SampleOffering;
}

function semesterSheet(school: SampleSchool, rows: readonly Graded[]): SheetToWrite {
  return {
    name: '學期成績',
    columns: headers(
      ...rowHeaders('修課學分'),
      '學期學業成績',
      '成績及格',
      '補考成績',
      '補考及格',
      '是否採計學分',
      '質性文字描述',
    ),
    rows: rows.map((row) => {
      const { score, exam, words } = scoresOf(school, row);
      const passed = score >= 60;
      const again = exam !== null && exam >= 60;
      return [
        ...cellsOf(row),
        score,
        yes(passed),
        exam,
        exam === null ? null : yes(again),
        yes(passed || again),
        words,
      ];
    }),
  };
}

function retakeSheet(school: SampleSchool, rows: readonly Graded[]): SheetToWrite {
  return {
    name: '重修成績',
    columns: headers(
      ...rowHeaders('修課學分'),
      '原修課學年度',
      '原修課學期',
      '重修成績',
      '重修及格',
      '重修方式',
    ),
    rows: rows.map((row) => {
      const { score } = scoresOf(school, row);
      return [...cellsOf(row), school.schoolYear - 1, 1, score, yes(score >= 60), '1'];
    }),
  };
}

function transferSheet(school: SampleSchool, rows: readonly Graded[]): SheetToWrite {
  const names = rowHeaders('修課學分').map(
    (name) => ({ 學年度: '對應學年度', 學期: '對應學期', 開課年級: '對應年級' })[name] ?? name,
  );
  return {
    name: '轉學轉科成績',
    columns: headers(...names, '身分別', '抵免後成績', '成績及格', '是否採計學分'),
    rows: rows.map((row) => {
      const score = Math.max(60, scoresOf(school, row).score);
      return [...cellsOf(row), '2', score, '是', '是'];
    }),
  };
}

function yearSheet(school: SampleSchool, rows: readonly Graded[]): SheetToWrite {
  return {
    name: '進修部學期成績',
    columns: headers(
      ...rowHeaders('修課節數'),
      '學期學業成績',
      '成績及格',
      '學年學業成績',
      '學年及格',
      '是否採計學時',
    ),
    rows: rows.map((row) => {
      const { score } = scoresOf(school, row);
      const year = row.enrolment.semester === 2 ? yearOf(school, row) : null;
      return [
        ...cellsOf(row),
        score,
        yes(score >= 60),
        year,
        year === null ? null : yes(year >= 60),
        yes((year ?? score) >= 60),
      ];
    }),
  };
}

/** Who failed the year of the continuing division sits for it, some of them twice. */
function examSheet(school: SampleSchool, rows: readonly Graded[]): SheetToWrite {
  const failed = rows.filter((row) => yearOf(school, row) < 60);
  const names = rowHeaders('第二學期開設修課節數').filter((name) => name !== '學期' && name !== '班組');
  return {
    name: '補考成績',
    columns: headers(...names, '第一次補考成績', '第一次補考及格', '第二次補考成績', '第二次補考及格'),
    rows: failed.map((row) => {
      const { enrolment, offering } = row;
      const first = yearOf(school, row) + 4;
      const second = first < 60 ? 61 : null;
      return [
        enrolment.number,
        enrolment.schoolYear,
        enrolment.code,
        offering.course,
        offering.grade,
        offering.credits,
        first,
        yes(first >= 60),
        second,
        second === null ? null : yes(second >= 60),
      ];
    }),
  };
}

function yearOf(school: SampleSchool, { enrolment, offering }: Graded): number {
  const of = (semester: 1 | 2) => scoresOf(school, { enrolment: { ...enrolment, semester }, offering }).score;
  return Math.round((of(1) + of(2)) / 2);
}

function scoresOf({ seed }: SampleSchool, { enrolment }: Graded) {
  const { number, code, semester, schoolYear } = enrolment;
  const dice = chance(seed, 'grade', number, code, schoolYear, semester);
  const score = dice.below(12) === 0 ? 42 + dice.below(18) : 60 + dice.below(21) + dice.below(19);
  const exam = score < 60 ? 50 + dice.below(16) : null;
  const words = dice.below(9) === 0 ? dice.pick(remarks) : null;
  return { score, exam, words };
}

const remarks = [
  '作業按時完成，課堂參與積極',
  '口頭報告條理清楚',
  '實作能力佳，文字說明可再加強',
  '期末進步明顯',
];

function rowHeaders(credits: string): string[] {
  return ['學號', '學年度', '學期', '課程代碼', '科目名稱', '開課年級', credits, '班組'];
}

function cellsOf({ enrolment, offering }: Graded): (string | number)[] {
  const { number, schoolYear, semester, code, group } = enrolment;
  return [number, schoolYear, semester, code, offering.course, offering.grade, offering.credits, group];
}

function placeOf(one: SampleOffering | SampleEnrolment): string {
  return `${one.semester}/${one.division}/${one.code}/${one.group}`;
}

function yes(is: boolean): string {
  return is ? '是' : '否';
}

function headers(...names: string[]) {
  return names.map((header) => ({ header }));
}
