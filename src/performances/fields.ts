/** Checks what somebody filled in against its category: the same in the form and on the server (五(四)). */
import { codePoints, tidyText } from '../outcomes/announcement.ts';
import { type Refusal, refuse } from '../regulation/refusal.ts';
import { bounds, type Category, type Field, type Rule, type Values } from './category.ts';

/** What the checks need to know of today. */
export interface Ground {
  /** ISO day in Taipei. */
  today: string;
  schoolYear: number;
  /** Whether the table of licences has this code; where nobody can tell yet, true. */
  licence(code: string): boolean;
}

export interface FieldProblem {
  field: string;
  refusal: Refusal;
}

/** @returns what will be kept: tidied, every field of the category there; or the first thing wrong */
export function decideFields(
  category: Category,
  given: Values,
  ground: Ground,
): { fields: Values } | Refusal {
  const stray = Object.keys(given).find((key) => !category.fields.some((field) => field.key === key));
  if (stray !== undefined) return refuse('performance-field-unknown', '五(四)', { filled: stray });
  const fields = tidied(category, given);
  return problemsIn(category, fields, ground)[0]?.refusal ?? { fields };
}

/** Every field of the category, half-width where it is read by a machine, nothing that a sheet cannot hold. */
export function tidied(category: Category, given: Values): Values {
  return Object.fromEntries(
    category.fields.map((field) => [field.key, tidyValue(field, given[field.key] ?? '')]),
  );
}

function tidyValue(field: Field, value: string): string {
  const text = tidyText(value).replace(/\s+/g, ' ');
  return field.type === 'text' ? text : text.normalize('NFKC').trim();
}

/** Everything wrong with tidied values, in the order of the fields; one problem for each field. */
export function problemsIn(category: Category, values: Values, ground: Ground): FieldProblem[] {
  const wrong = category.fields.flatMap((field): FieldProblem[] => {
    const refusal = wrongWith(field, values[field.key] ?? '', ground);
    return refusal ? [{ field: field.key, refusal }] : [];
  });
  const seen = new Set(wrong.map(({ field }) => field));
  const broken = category.rules.flatMap((rule): FieldProblem[] => {
    if (seen.has(rule.field)) return [];
    const refusal = brokenRule(rule, category, values, ground);
    return refusal ? [{ field: rule.field, refusal }] : [];
  });
  const place = ({ field }: FieldProblem) => category.fields.findIndex(({ key }) => key === field);
  return [...wrong, ...broken].sort((one, other) => place(one) - place(other));
}

/** The field by its key: the sentence finds the word for it. */
function named(field: Field): Refusal['facts'] {
  return { filled: field.key };
}

function wrongWith(field: Field, value: string, ground: Ground): Refusal | undefined {
  const facts = named(field);
  if (value === '') return field.optional ? undefined : refuse('performance-field-missing', '五(四)', facts);
  switch (field.type) {
    case 'text':
      return codePoints(value) > field.max
        ? refuse('performance-field-too-long', '五(四)', {
            ...facts,
            max: field.max,
            length: codePoints(value),
          })
        : undefined;
    case 'day':
      return isDay(value) && value >= bounds.days.from && value <= bounds.days.to
        ? undefined
        : refuse('performance-field-no-day', '五(四)', { ...facts, value });
    case 'number':
      return wrongNumber(field, value, facts);
    case 'code':
      return field.codes.some(({ code }) => code === value) ? undefined : noCode(facts, value);
    case 'semester':
      return value === '1' || value === '2' ? undefined : noCode(facts, value);
    case 'schoolYear':
      return /^\d{2,3}$/.test(value) && Number(value) >= bounds.schoolYears.from
        ? undefined
        : refuse('performance-field-no-school-year', '五(四)', { ...facts, value });
    case 'licence':
      return ground.licence(value)
        ? undefined
        : refuse('performance-licence-unknown', '五(四)', { ...facts, value });
  }
}

function noCode(facts: Refusal['facts'], value: string): Refusal {
  return refuse('performance-field-no-code', '五(四)', { ...facts, value });
}

/** Hours of −1 and of 0, scores of 0: the central database has them by the thousand, and they mean nothing. */
function wrongNumber(
  { decimals, above, max }: Field & { type: 'number' },
  value: string,
  facts: Refusal['facts'],
): Refusal | undefined {
  if (!/^-?\d{1,9}(\.\d+)?$/.test(value))
    return refuse('performance-field-no-number', '五(四)', { ...facts, value });
  if (Number(value) <= above)
    return refuse('performance-field-too-small', '五(四)', { ...facts, above, value });
  if (Number(value) > max) return refuse('performance-field-too-large', '五(四)', { ...facts, max, value });
  return (value.split('.')[1]?.length ?? 0) > decimals
    ? refuse('performance-field-too-fine', '五(四)', { ...facts, decimals, value })
    : undefined;
}

function brokenRule(rule: Rule, category: Category, values: Values, ground: Ground): Refusal | undefined {
  const field = category.fields.find(({ key }) => key === rule.field);
  const value = values[rule.field] ?? '';
  if (!field || value === '') return undefined;
  if (rule.rule === 'not-in-future') {
    const future =
      field.type === 'schoolYear'
        ? Number(value) > ground.schoolYear
        : field.type === 'day' && value > ground.today;
    return future ? refuse('performance-field-in-future', '五(四)', { ...named(field), value }) : undefined;
  }
  const other = category.fields.find(({ key }) => key === rule.other);
  const limit = values[rule.other] ?? '';
  if (!other || !isDay(limit) || value >= limit) return undefined;
  return refuse('performance-field-before', '五(四)', {
    ...named(field),
    earlier: other.key,
    value,
  });
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
