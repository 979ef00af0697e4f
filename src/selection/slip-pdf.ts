/** 勾選確認單: what is selected, on paper, for the signatures of student and parent; in the words of the page. @server */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, dayOf, minguo, wallTime } from '../calendar/day.ts';
import { categoryOf, type Language } from '../performances/category.ts';
import type { AnswerOf } from '../platform/contract.ts';
import { pdfOf } from '../platform/pdf.ts';
import type { RoundStudent } from './class-store.ts';
import type { mySelections } from './contract.ts';

type Round = AnswerOf<typeof mySelections>['rounds'][number];

export interface Slip {
  student: Pick<RoundStudent, 'className' | 'seat' | 'number' | 'name'>;
  round: Round;
}

const template = readFileSync(join(import.meta.dirname, 'slip.typ'), 'utf8');

/** A page for each. */
export function slipsPdf(
  school: string,
  slips: readonly Slip[],
  { language, now }: { language: Language; now: Date },
): Buffer {
  const title = wordsIn(language).slip.title;
  const pages = slips.map((slip) => slipPage(slip, language, now));
  return pdfOf(template, { school, language, title, pages });
}

/** Everything that stands on one page, as text. */
export function slipPage({ student, round }: Slip, language: Language, now: Date) {
  const words = wordsIn(language);
  const { slip } = words;
  const { schoolYear, batch, closes, order } = round;
  const outcomes = order.outcomes.flatMap((id) => {
    const found = round.outcomes.find(({ outcomeId }) => outcomeId === id);
    return found ? [line(filled(words.line, found), found.description, found.files)] : [];
  });
  const performances = order.performances.flatMap((id) => {
    const found = round.performances.listed.find(({ performanceId }) => performanceId === id);
    if (!found) return [];
    const { name, description, files, link } = found;
    const category = categoryOf(found.category).title[language];
    return [
      line(filled(words.performance, { category, name }), description, [...files, ...(link ? [link] : [])]),
    ];
  });
  return {
    round: filled(slip.round, { schoolYear, batch }),
    student: filled(slip.student, { ...student, seat: student.seat ?? '–' }),
    closes: closes === null ? '' : filled(slip.closes, { at: closing(new Date(closes), language) }),
    parts: [
      { title: filled(slip.outcomes, { count: outcomes.length }), lines: outcomes },
      { title: filled(slip.performances, { count: performances.length }), lines: performances },
    ],
    none: slip.none,
    voluntary: words.voluntary,
    printed: filled(slip.printed, { at: moment(now, language) }),
    signatures: [slip.studentSigns, slip.parentSigns],
    date: slip.date,
  };
}

function line(title: string, description: string, files: readonly string[]) {
  return { title, description, files: files.join('、') };
}

interface Words {
  slip: Record<
    | 'title'
    | 'round'
    | 'student'
    | 'outcomes'
    | 'performances'
    | 'none'
    | 'closes'
    | 'printed'
    | 'studentSigns'
    | 'parentSigns'
    | 'date',
    string
  >;
  line: string;
  performance: string;
  voluntary: string;
}

function wordsIn(language: Language): Words {
  const file = join(import.meta.dirname, 'screens', `words.${language}.json`);
  return (JSON.parse(readFileSync(file, 'utf8')) as { selection: Words }).selection;
}

function filled(sentence: string, facts: Readonly<Record<string, unknown>>): string {
  return sentence.replace(/\{\{(\w+)\}\}/g, (_, key: string) => String(facts[key] ?? ''));
}

const dayText = (day: string, language: Language) => (language === 'en' ? day : minguo(day));

function moment(at: Date, language: Language): string {
  return `${dayText(dayOf(at), language)} ${timeText(at)}`;
}

const timeText = (at: Date) => wallTime(at).slice(11, 16);

/** Midnight is the end of the day before it. */
function closing(at: Date, language: Language): string {
  return timeText(at) === '00:00'
    ? `${dayText(addDays(dayOf(at), -1), language)} 24:00`
    : moment(at, language);
}
