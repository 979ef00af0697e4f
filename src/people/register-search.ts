/** What an officer looks for in the register: words told apart, filters as they stand in the address. */
import { foldedName } from './name.ts';
import { standings } from './status.ts';

export interface Word {
  as: 'number' | 'name';
  /** As it is searched. */
  text: string;
}

/** Numbers and letters are the beginning of a student number, everything else is a part of a name. */
export function wordsOf(text: string): Word[] {
  return text
    .split(/[\s\u3000]+/)
    .filter((word) => word !== '')
    .map((word): Word => {
      const narrow = halfWidth(word).toUpperCase();
      return /^[A-Z]?\d+$/.test(narrow)
        ? { as: 'number', text: narrow }
        : { as: 'name', text: foldedName(word) };
    })
    .filter(({ text: searched }) => searched !== '');
}

/** Has the shape of an ID number: such a word is never searched by address, only by its keyed hash. */
export function looksLikeId(text: string): boolean {
  return /^[A-Z][A-D\d]\d{8}$/.test(halfWidth(text.replace(/[\s\u3000]/g, '')).toUpperCase());
}

/** Parts of names are kept up to this many signs; a longer word is found by its beginning and then compared whole. */
export const longestPart = 4;

export const sorts = ['number', '-number', 'class', '-class'] as const;
export type Sort = (typeof sorts)[number];

/** Here or gone, and how (八). */
export const standingFilters = [
  'current',
  'ended',
  ...standings.filter((one) => one !== 'enrolled'),
] as const;

function halfWidth(words: string): string {
  return words.replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}
