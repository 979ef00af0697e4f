/**
 * 多元表現's ten categories as data (`categories.json`): each a list of typed fields, with the code lists and rules
 * the central database asks for. Form, checks, display, receipts and sheet columns all derive from it.
 */
import data from './categories.json' with { type: 'json' };

export type Language = 'zh-TW' | 'en';
type Title = Record<Language, string>;

interface Named {
  key: string;
  title: Title;
  /** May be left empty. */
  optional?: boolean;
}

export type Field = Named &
  (
    | { type: 'text' /** Code points. */; max: number }
    | { type: 'day' | 'licence' | 'schoolYear' | 'semester' }
    | { type: 'code'; codes: readonly ({ code: string } & Title)[] }
    | {
        type: 'number';
        /** At most so many digits behind the point. */
        decimals: number;
        /** Not this itself: 0 hours are none. */
        above: number;
        max: number;
      }
  );

export type Rule =
  | { rule: 'not-before'; field: string; other: string }
  | { rule: 'not-in-future'; field: string };

export interface Category {
  key: string;
  title: Title;
  /** The fields by which people call an entry. */
  named: readonly string[];
  fields: readonly Field[];
  rules: readonly Rule[];
}

/** In the order of the central database. */
export const categories = data.categories as readonly Category[];
export const categoryKeys = categories.map(({ key }) => key);

/** What days and school years may be at all. */
export const bounds = { days: data.days, schoolYears: data.schoolYears };

/** Field key to text; a field nobody filled is ''. Days are ISO, numbers as written, codes bare. */
export type Values = Readonly<Record<string, string>>;

/** Throws for a key no list has: that is a bug. */
export function categoryOf(key: string): Category {
  const found = categories.find((category) => category.key === key);
  if (!found) throw new Error(`No category is called ${key}.`);
  return found;
}

/** A value as people read it, but for days; `licence` tells a licence's name. */
export function shownValue(
  field: Field,
  value: string,
  language: Language,
  licence: (code: string) => string | undefined,
): string {
  if (field.type === 'code') return field.codes.find(({ code }) => code === value)?.[language] ?? value;
  if (field.type === 'licence') {
    const name = value === '' ? undefined : licence(value);
    return name ? `${value} ${name}` : value;
  }
  return value;
}

/** How people call an entry: `熱舞社 社長`. */
export function nameOf(
  category: Category,
  values: Values,
  licence: (code: string) => string | undefined,
): string {
  return category.named
    .map((key) => {
      const field = category.fields.find((one) => one.key === key);
      const value = values[key] ?? '';
      return field?.type === 'licence' ? (licence(value) ?? value) : value;
    })
    .filter((part) => part !== '')
    .join(' ');
}
