/** A course code taken apart for people: what each place means, and what is odd about it here. */
import lists from './code-lists.json' with { type: 'json' };
import { isTestSchool } from './course-code.ts';

/** The places of a code, from 1. */
export const codeParts = [
  { part: 'entrySchoolYear', from: 1, to: 3 },
  { part: 'schoolCode', from: 4, to: 9 },
  { part: 'type', from: 10, to: 10 },
  { part: 'fieldGroup', from: 11, to: 12 },
  { part: 'programme', from: 13, to: 15 },
  { part: 'stream', from: 16, to: 16 },
  { part: 'category', from: 17, to: 17 },
  { part: 'mode', from: 18, to: 18 },
  { part: 'attribute', from: 19, to: 19 },
  { part: 'domain', from: 20, to: 21 },
  { part: 'serial', from: 22, to: 23 },
] as const;
export type CodePart = (typeof codeParts)[number]['part'];

/** What this school is, to hold a code against. */
export interface CodeGround {
  /** ROC, of today. */
  schoolYear: number;
  /** As the central database knows its divisions. */
  schoolCodes: readonly string[];
  /** Field group and programme of its students, e.g. `21-401`. */
  programmes: readonly string[];
}

export interface ExplainedPart {
  part: CodePart;
  from: number;
  to: number;
  value: string;
  /**
   * `right`: it is what it should be. `elsewhere`: fine for a code of another school or programme, as students who
   * moved carry. `unlisted`: its list is the nation's and not kept here. `wrong`: no code has this here.
   */
  state: 'right' | 'elsewhere' | 'unlisted' | 'wrong' | 'missing';
  /** In Chinese and English, where a list names it. */
  label: readonly [zh: string, en: string] | null;
}

/** Each part of what was typed, also of a code that is too short or has a sign that does not belong there. */
export function explainCode(code: string, ground: CodeGround): ExplainedPart[] {
  const at = (part: CodePart) => {
    const place = codeParts.find((one) => one.part === part);
    return code.slice((place?.from ?? 1) - 1, place?.to ?? 0);
  };
  return codeParts.map(({ part, from, to }) => {
    const value = code.slice(from - 1, to);
    const label = labelOf(part, value);
    if (value.length < to - from + 1) return { part, from, to, value, state: 'missing', label: null };
    return { part, from, to, value, label, state: stateOf(part, value, label !== null, ground, at) };
  });
}

function stateOf(
  part: CodePart,
  value: string,
  listed: boolean,
  ground: CodeGround,
  at: (part: CodePart) => string,
): ExplainedPart['state'] {
  if (!/^[0-9A-Z]+$/.test(value)) return 'wrong';
  switch (part) {
    case 'entrySchoolYear': {
      const year = Number(value);
      return year >= lists.firstEntryYear && year <= ground.schoolYear + 1 ? 'right' : 'wrong';
    }
    case 'schoolCode':
      if (isTestSchool(value)) return 'wrong';
      return ground.schoolCodes.includes(value) ? 'right' : 'elsewhere';
    case 'fieldGroup':
      return ground.programmes.some((one) => one.startsWith(`${value}-`)) ? 'right' : 'elsewhere';
    case 'programme':
      return ground.programmes.includes(`${at('fieldGroup')}-${value}`) ? 'right' : 'elsewhere';
    case 'category':
    case 'attribute':
      return listed ? 'right' : 'wrong';
    case 'type':
      return listed ? 'right' : 'unlisted';
    case 'mode':
    case 'domain':
      return 'unlisted';
    case 'stream':
    case 'serial':
      return 'right';
  }
}

function labelOf(part: CodePart, value: string): readonly [string, string] | null {
  const list: Record<string, Record<string, string[]>> = lists.parts;
  const [zh, en] = list[part]?.[value] ?? [];
  return zh && en ? [zh, en] : null;
}
