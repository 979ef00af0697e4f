/** Days as people and programs write them. */

/**
 * `YYYY-MM-DD` of 2010-03-14, 2010/3/14, 20100314, 民國 99/3/14, 099.03.14, 0990314, 990314, 民國99年3月14日, and of an
 * Excel date whose cell lost its format. @returns null for a day no calendar has, undefined for what is no date
 */
export function writtenDay(words: string): string | null | undefined {
  const parts = partsOf(halfWidth(words).trim());
  return parts && realDay(...parts);
}

/** Full-width letters, digits and signs of a code or number as half-width ones; nothing else changes. */
export function halfWidth(words: string): string {
  return words.replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}

function partsOf(words: string): [number, number, number] | undefined {
  if (/^[2-5]\d{4}$/.test(words)) {
    // Days since 1899-12-30.
    const at = new Date(Date.UTC(1899, 11, 30 + Number(words)));
    return [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()];
  }
  const digits = /^\d{6,8}$/.test(words)
    ? [words.slice(0, -4), words.slice(-4, -2), words.slice(-2)]
    : undefined;
  const split = /^(?:民國|西元)?\s*(\d{2,4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(words);
  const [year, month, day] = (digits ?? split?.slice(1) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  return [year < 1000 ? year + 1911 : year, month, day];
}

function realDay(year: number, month: number, day: number): string | null {
  const at = new Date(Date.UTC(year, month - 1, day));
  const real = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return real ? at.toISOString().slice(0, 10) : null;
}
