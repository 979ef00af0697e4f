/**
 * Names are kept as they were written: no normalisation, because it turns some rare characters into others.
 * Two spellings that only differ in blanks or in the middle dot are the same name.
 */

/** For comparing only, never for keeping. */
export function sameName(one: string, other: string): boolean {
  return bare(one) === bare(other);
}

/** Characters outside the plane every font covers: printed with a fall-back font or by their code point. */
export function rareCharacters(name: string): string[] {
  return [...name].filter((sign) => (sign.codePointAt(0) ?? 0) > 0xffff);
}

/** As names are searched: without blanks and middle dots, small letters. `folded_name` in the database is the same. */
export function foldedName(name: string): string {
  return name.replace(/[ \u3000\u00a0‧・•．·]/g, '').replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function bare(name: string): string {
  return name.replace(/[\s\u3000]/g, '').replace(/[‧・•．·]/g, '·');
}
