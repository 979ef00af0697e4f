/** 代碼: what a code of the national rosters stands for, and whether a list takes it. The lists are data. */

export const listKeys = [
  'gender',
  'division',
  'classKind',
  'identity',
  'indigenousPeople',
  'indigenousStatus',
  'languageDialect',
  'entryMethod',
  'status',
  'visit',
] as const;
export type ListKey = (typeof listKeys)[number];

/** How much is known of a list: see the head of rosters/codes.yaml. */
export const origins = ['seen', 'numbers', 'names', 'none'] as const;

export interface CodeList {
  name: string;
  origin: (typeof origins)[number];
  /** null: only the number is known. */
  codes: ReadonlyMap<string, string | null>;
  /** Further codes of this shape are taken too. */
  open: RegExp | null;
  /** Never beside another code in the same cell. */
  alone: string | null;
}

export type CodeLists = Readonly<Record<ListKey, CodeList>>;

export interface CodeProblem {
  problem: 'unknown-code' | 'empty-code' | 'repeated-code' | 'code-stands-alone';
  facts: Record<string, string>;
}

/** The code a person wrote, as the code itself, its name or both (`1 原住民生`). */
export function codeIn(list: CodeList, written: string): string | CodeProblem {
  const words = written.trim();
  const bare = words.toUpperCase();
  if (list.codes.has(bare) || list.open?.test(bare)) return bare;
  for (const [code, name] of list.codes)
    if (name !== null && (words === name || words === codeText(list, code))) return code;
  return { problem: 'unknown-code', facts: { found: words.slice(0, 30), list: list.name } };
}

/**
 * Several codes in one cell. Nothing is mended: `,1` and `1,1` are said, because the one may have lost a code and
 * the other may have been meant otherwise.
 */
export function codesIn(list: CodeList, written: string): string[] | CodeProblem {
  const found = written.slice(0, 30);
  const parts = written.split(/[、,，;；]/).map((part) => part.trim());
  if (parts.length > 1 && parts.includes('')) return { problem: 'empty-code', facts: { found } };
  const codes: string[] = [];
  for (const part of parts.filter((one) => one !== '')) {
    const code = codeIn(list, part);
    if (typeof code !== 'string') return code;
    if (codes.includes(code)) return { problem: 'repeated-code', facts: { found } };
    codes.push(code);
  }
  if (list.alone !== null && codes.length > 1 && codes.includes(list.alone))
    return { problem: 'code-stands-alone', facts: { found: codeText(list, list.alone) } };
  return codes.sort(byLength);
}

/** `1 原住民生`; the bare code where its name is not known. */
export function codeText(list: CodeList, code: string): string {
  const name = list.codes.get(code);
  return name ? `${code} ${name}` : code;
}

/** 4 before 10: the order in which the database gives them back. */
function byLength(one: string, other: string): number {
  return one.length - other.length || (one < other ? -1 : 1);
}
