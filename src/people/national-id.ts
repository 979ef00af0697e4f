/**
 * 身分證統一編號 and 居留證統一證號: a letter, a sex digit and a check digit. Residents' numbers had two letters
 * until 2021 (A to D in second place) and have a letter and 8 or 9 since.
 */
import { type Refusal, refuse } from '../regulation/refusal.ts';

export type IdKind = 'citizen' | 'resident' | 'former-resident';

export interface NationalId {
  id: string;
  kind: IdKind;
  /** What the number says; a resident's of the new form with sex digit 8 or 9 too. */
  sex: 'male' | 'female';
}

/** The value of each letter: A 10, B 11 … in the order the counties were numbered. */
const letterValues = 'ABCDEFGHJKLMNPQRSTUVXYWZIO';

/** @param id half width and upper case; a refusal never repeats the number */
export function checkNationalId(id: string): NationalId | Refusal {
  const kind = kindOf(id);
  if (!kind) return refuse('id-shape', '五(一)1');
  if (checkDigit(id.slice(0, 9)) !== Number(id[9])) return refuse('id-checksum', '五(一)1');
  return { id, kind, sex: '18AC'.includes(id[1] ?? '') ? 'male' : 'female' };
}

/** The tenth digit that belongs to the first nine signs. */
export function checkDigit(nine: string): number {
  const first = letterValue(nine[0] ?? '');
  const second = nine[1] ?? '';
  // The old resident's number counts the last digit of its second letter's value.
  const digits = [/\d/.test(second) ? Number(second) : letterValue(second) % 10, ...nine.slice(2)].map(
    Number,
  );
  const sum = digits.reduce(
    (total, digit, index) => total + digit * (8 - index),
    Math.floor(first / 10) + (first % 10) * 9,
  );
  return (10 - (sum % 10)) % 10;
}

/** `A12****789`: enough for its owner to know it again, too little for anybody else. */
export function maskNationalId(id: string): string {
  return id.length < 8 ? '*'.repeat(id.length) : `${id.slice(0, 3)}****${id.slice(7)}`;
}

function kindOf(id: string): IdKind | undefined {
  if (/^[A-Z][12]\d{8}$/.test(id)) return 'citizen';
  if (/^[A-Z][89]\d{8}$/.test(id)) return 'resident';
  return /^[A-Z][A-D]\d{8}$/.test(id) ? 'former-resident' : undefined;
}

function letterValue(letter: string): number {
  return letterValues.indexOf(letter) + 10;
}
