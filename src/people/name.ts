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

function bare(name: string): string {
  return name.replace(/[\s\u3000]/g, '').replace(/[‧・•．·]/g, '·');
}
