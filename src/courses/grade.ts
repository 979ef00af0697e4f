/**
 * 成績: what an enrolment came to. The same cells stand in a workbook, in the grid and in the history, as the texts
 * people read; a value nobody gave is ''. Whether a grade passes is what the school said, else what the pass mark says.
 */
import type { Division } from '../accounts/actor.ts';
import type { EnrolmentKind } from './enrolment.ts';

/** 學期, 補考, 第二次補考 and 學年 each have a score and whether it passes; the rest belongs to one kind of enrolment. */
export const gradeFields = [
  'score',
  'passed',
  'makeUpScore',
  'makeUpPassed',
  'secondMakeUpScore',
  'secondMakeUpPassed',
  'yearScore',
  'yearPassed',
  'counted',
  'words',
  'dueSchoolYear',
  'dueSemester',
  'method',
  'identity',
  'mark',
] as const;
export type GradeField = (typeof gradeFields)[number];
export type GradeTexts = Readonly<Record<GradeField, string>>;

export const noGrade: GradeTexts = {
  score: '',
  passed: '',
  makeUpScore: '',
  makeUpPassed: '',
  secondMakeUpScore: '',
  secondMakeUpPassed: '',
  yearScore: '',
  yearPassed: '',
  counted: '',
  words: '',
  dueSchoolYear: '',
  dueSemester: '',
  method: '',
  identity: '',
  mark: '',
};

const common: readonly GradeField[] = ['score', 'passed', 'makeUpScore', 'makeUpPassed'];
/** 進修部 counts by the year, and has two make-up exams in it. */
const continuing: readonly GradeField[] = [
  'yearScore',
  'yearPassed',
  'secondMakeUpScore',
  'secondMakeUpPassed',
];
const own: Readonly<Record<EnrolmentKind, readonly GradeField[]>> = {
  ordinary: [],
  visiting: [],
  retake: ['dueSchoolYear', 'dueSemester', 'method'],
  'make-up': ['dueSchoolYear', 'dueSemester', 'method'],
  repeat: ['mark'],
  transfer: ['identity'],
};

/** What a grade of this kind may hold, in the order of the list above. A credited course has had no exam here. */
export function fieldsOf(kind: EnrolmentKind, division: Division): GradeField[] {
  const fields = new Set<GradeField>([
    ...(kind === 'transfer' ? common.slice(0, 2) : common),
    ...(division === 'continuing' && kind !== 'transfer' ? continuing : []),
    'counted',
    'words',
    ...own[kind],
  ]);
  return gradeFields.filter((field) => fields.has(field));
}

export interface WrongCell {
  /** Names the sentence: `courses.problem.<problem>`. */
  problem: string;
  facts: Record<string, string | number>;
}

/** What somebody wrote or pasted into a cell, as the text that is kept; never guessed, never corrected. */
export function readGradeCell(field: GradeField, written: string): { text: string } | WrongCell {
  const plain = written
    .replace(/[\u200B-\u200D\u2060\uFEFF]|\p{Cc}(?<![\t\n\r])/gu, '')
    .replace(/[\s\u3000]+/g, ' ')
    .trim();
  if (plain === '') return { text: '' };
  return readers[field](plain, halfWidth(plain));
}

type Reader = (plain: string, narrow: string) => { text: string } | WrongCell;

const score: Reader = (_plain, narrow) => {
  // How other systems say that there is none; as a score it would be the worst of all.
  if (/^-1(\.0+)?$/.test(narrow)) return wrong('score-minus-one');
  if (!/^\d{1,3}(\.\d{1,4})?$/.test(narrow)) return wrong('score-not-a-number', { found: short(narrow) });
  const value = Number(narrow);
  if (value > 100) return wrong('score-too-big', { found: narrow });
  if (!Number.isInteger(value * 100) && Math.abs(Math.round(value * 100) - value * 100) > 1e-9)
    return wrong('score-too-fine', { found: narrow });
  return { text: String(value) };
};

const yesNo: Reader = (_plain, narrow) => {
  const said = yesNoWords[narrow.toUpperCase()];
  return said ? { text: said } : wrong('not-yes-or-no', { found: short(narrow) });
};

const whole =
  (problem: string, min: number, max: number): Reader =>
  (_plain, narrow) => {
    const value = Number(narrow);
    const fits = /^\d{1,3}$/.test(narrow) && value >= min && value <= max;
    return fits ? { text: String(value) } : wrong(problem, { found: short(narrow), min, max });
  };

const code: Reader = (_plain, narrow) =>
  /^[0-9A-Za-z]{1,4}$/.test(narrow)
    ? { text: narrow.toUpperCase() }
    : wrong('not-a-kind-code', { found: short(narrow) });

export const wordsLength = { max: 500 };

const words: Reader = (plain) => {
  if ([...plain].length > wordsLength.max) return wrong('words-too-long', { ...wordsLength });
  return /[\uE000-\uF8FF]/.test(plain) ? wrong('private-character') : { text: plain };
};

/** `method`, `identity` and `mark` are codes of the nation's lists, which change from year to year. */
const readers: Readonly<Record<GradeField, Reader>> = {
  score,
  passed: yesNo,
  makeUpScore: score,
  makeUpPassed: yesNo,
  secondMakeUpScore: score,
  secondMakeUpPassed: yesNo,
  yearScore: score,
  yearPassed: yesNo,
  counted: yesNo,
  words,
  dueSchoolYear: whole('not-a-school-year', 90, 200),
  dueSemester: whole('not-a-semester', 1, 2),
  method: code,
  identity: code,
  mark: code,
};

const yesNoWords: Readonly<Record<string, '是' | '否'>> = {
  ...Object.fromEntries(['是', 'Y', 'YES', '1', '及格', '通過', '採計', 'TRUE'].map((word) => [word, '是'])),
  ...Object.fromEntries(
    ['否', 'N', 'NO', '0', '不及格', '未通過', '不採計', 'FALSE'].map((word) => [word, '否']),
  ),
};

/** What the school said of a score, else what the pass mark says; null where there is neither. */
export function passes(said: string, scored: string, passMark: number): boolean | null {
  if (said !== '') return said === '是';
  return scored === '' ? null : Number(scored) >= passMark;
}

export type Result = 'passed' | 'failed' | 'none';

/** Whether the course is passed by now: in the semester, over the year, or by a make-up exam. */
export function resultOf(grade: GradeTexts, passMark: number): Result {
  const turns = [
    passes(grade.passed, grade.score, passMark),
    passes(grade.makeUpPassed, grade.makeUpScore, passMark),
    passes(grade.secondMakeUpPassed, grade.secondMakeUpScore, passMark),
    passes(grade.yearPassed, grade.yearScore, passMark),
  ];
  if (turns.includes(true)) return 'passed';
  return turns.includes(false) ? 'failed' : 'none';
}

/** A whole grade as one text: two grades are the same exactly when their texts are. */
export function gradeText(grade: GradeTexts): string {
  return gradeFields.map((field) => grade[field]).join(between);
}

/** The same as it is sent to who may change it, and comes back: without the sign that nobody can write. */
export function gradeSeen(grade: GradeTexts): string {
  return JSON.stringify(gradeFields.map((field) => grade[field]));
}

export function gradeOf(text: string | null): GradeTexts {
  if (text === null) return noGrade;
  const cells = text.split(between);
  return Object.fromEntries(gradeFields.map((field, at) => [field, cells[at] ?? ''])) as Record<
    GradeField,
    string
  >;
}

/** A sign no cell can hold: readers take control characters out. */
export const between = '\u001f';

function wrong(problem: string, facts: WrongCell['facts'] = {}): WrongCell {
  return { problem, facts };
}

function halfWidth(text: string): string {
  return text.replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}

function short(found: string): string {
  return [...found].length > 30 ? `${[...found].slice(0, 29).join('')}…` : found;
}
