/** The report of a class on paper, in the words of whoever asks: who was seen and who is still to be, never what was said (國9). @server */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { minguo } from '../calendar/day.ts';
import type { AnswerOf } from '../platform/contract.ts';
import { pdfOf } from '../platform/pdf.ts';
import type { counsellingOfClass } from './contract.ts';
import type { Category } from './counselling.ts';

type Report = AnswerOf<typeof counsellingOfClass>;
export type Language = 'zh-TW' | 'en';

const template = readFileSync(join(import.meta.dirname, 'report.typ'), 'utf8');

/** @param today ISO day of printing */
export function classReportPdf(
  school: string,
  report: Report,
  { language, today }: { language: Language; today: string },
): Buffer {
  return pdfOf(template, { school, language, ...reportSheet(report, language, today) });
}

/** Everything that stands on the paper, as text. */
export function reportSheet(report: Report, language: Language, today: string) {
  const { report: words, category, group, individual } = wordsIn(language);
  const day = (iso: string) => (language === 'en' ? iso : minguo(iso));
  const missing = report.students.filter(({ seen }) => !seen);
  const { schoolYear, semester, name, students } = report;
  const counts = { schoolYear, semester, all: students.length, seen: students.length - missing.length };
  return {
    title: filled(words.title, { name }),
    coverage: filled(words.lead, counts),
    inside: words.inside,
    stillMissing: words.stillMissing,
    missing: missing.length === 0 ? words.nobody : missing.map((one) => one.name).join(words.between),
    printed: filled(words.printed, { day: day(today) }),
    columns: [words.seat, words.number, words.name, words.state, words.talks],
    rows: students.map(({ seat, number, name: student, seen, talks }) => ({
      seat: seat ?? '',
      number,
      name: student,
      seen,
      state: seen ? words.seen : words.missing,
      talks: talks.map(
        (talk) =>
          `${day(talk.heldOn)} ${filled(words.talk, {
            category: category[talk.category],
            kind: talk.group ? group : individual,
            counsellor: talk.counsellor,
          })}`,
      ),
    })),
  };
}

interface Words {
  report: Record<
    | 'title'
    | 'lead'
    | 'inside'
    | 'stillMissing'
    | 'nobody'
    | 'between'
    | 'printed'
    | 'seat'
    | 'number'
    | 'name'
    | 'state'
    | 'talks'
    | 'talk'
    | 'seen'
    | 'missing',
    string
  >;
  category: Record<Category, string>;
  group: string;
  individual: string;
}

/** The words of the page itself: the paper says what the screen says. */
function wordsIn(language: Language): Words {
  const file = join(import.meta.dirname, 'screens', `words.${language}.json`);
  return (JSON.parse(readFileSync(file, 'utf8')) as { counselling: Words }).counselling;
}

function filled(sentence: string, facts: Record<string, string | number>): string {
  return sentence.replace(/\{\{(\w+)\}\}/g, (_, key: string) => String(facts[key] ?? ''));
}
