/**
 * What can be written down of what somebody sent. Control characters come along when people paste from a PDF or a
 * word processor, halves of characters from broken phones; neither a database nor a workbook can hold them, and a
 * text that turns the direction of reading makes others read what is not there.
 */
const unwritable = /[^\P{Cc}\t\n\r]|[\u202A-\u202E\u2066-\u2069]|\p{Cs}|\p{Noncharacter_Code_Point}/u;
const each = new RegExp(unwritable, 'gu');

/** The same value, of whatever depth, with such signs taken out of every text; the value itself where there are none. */
export function writable(value: unknown): unknown {
  if (typeof value === 'string') return unwritable.test(value) ? value.replace(each, '') : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(writable);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [String(writable(key)), writable(inner)]),
  );
}
