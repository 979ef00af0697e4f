/**
 * 收訖明細: what the central database says it received, held against what was handed over. Lines are compared as
 * multisets per (person, school year, semester, course code): equal ones are taken out first, what remains is
 * paired as changed, and only then is a line missing or extra. The order of lines on either side means nothing.
 */

/** The fields two lines of one key are compared by. A field the file does not have is not compared. */
export const comparedFields = ['courseName', 'description', 'grade', 'credits'] as const;
export type ComparedField = (typeof comparedFields)[number];

export interface Line {
  /** Names the line to its side: a line of the package, a row of the file. */
  id: number;
  /** Person by ID number and birth date (never in clear here), school year, semester, course code: joined. */
  key: string;
  values: Readonly<Partial<Record<ComparedField, string>>>;
}

export type Compared =
  | { result: 'equal'; submitted: Line; received: Line }
  | { result: 'changed'; submitted: Line; received: Line; differs: ComparedField[] }
  | { result: 'missing'; submitted: Line }
  | { result: 'extra'; received: Line };

export interface Counts {
  submitted: number;
  equal: number;
  changed: number;
  missing: number;
  extra: number;
}

/** @param fields what the file has a column for */
export function compare(
  submitted: readonly Line[],
  received: readonly Line[],
  fields: readonly ComparedField[],
): Compared[] {
  const keys = new Set([...submitted, ...received].map(({ key }) => key));
  const ours = Map.groupBy(submitted, ({ key }) => key);
  const theirs = Map.groupBy(received, ({ key }) => key);
  return [...keys].sort().flatMap((key) => compareOneKey(ours.get(key) ?? [], theirs.get(key) ?? [], fields));
}

export function count(compared: readonly Compared[]): Counts {
  const of = (result: Compared['result']) => compared.filter((pair) => pair.result === result).length;
  const counts = { equal: of('equal'), changed: of('changed'), missing: of('missing'), extra: of('extra') };
  return { submitted: counts.equal + counts.changed + counts.missing, ...counts };
}

function compareOneKey(
  submitted: readonly Line[],
  received: readonly Line[],
  fields: readonly ComparedField[],
): Compared[] {
  const text = (line: Line) => fields.map((field) => spelled(line.values[field])).join('\u0000');
  // A fixed order, so that which of several alike lines is paired does not depend on the file's order.
  const inOrder = (lines: readonly Line[]) =>
    [...lines].sort((a, b) => order(text(a), text(b)) || a.id - b.id);
  const equal: Compared[] = [];
  const left = Map.groupBy(inOrder(received), text);
  const unmatched = inOrder(submitted).filter((line) => {
    const twin = left.get(text(line))?.shift();
    if (twin) equal.push({ result: 'equal', submitted: line, received: twin });
    return twin === undefined;
  });
  return [...equal, ...pairChanged(unmatched, inOrder([...left.values()].flat()), fields)];
}

/** Pairs what is left so that the fewest fields differ, nearest first. */
function pairChanged(
  submitted: readonly Line[],
  received: readonly Line[],
  fields: readonly ComparedField[],
): Compared[] {
  const candidates = submitted
    .flatMap((ours) => received.map((theirs) => ({ ours, theirs, differs: differing(ours, theirs, fields) })))
    .sort((a, b) => a.differs.length - b.differs.length);
  const paired = new Set<Line>();
  const changed: Compared[] = [];
  for (const { ours, theirs, differs } of candidates) {
    if (paired.has(ours) || paired.has(theirs)) continue;
    paired.add(ours).add(theirs);
    changed.push({ result: 'changed', submitted: ours, received: theirs, differs });
  }
  return [
    ...changed,
    ...submitted
      .filter((line) => !paired.has(line))
      .map((line) => ({ result: 'missing', submitted: line }) as const),
    ...received
      .filter((line) => !paired.has(line))
      .map((line) => ({ result: 'extra', received: line }) as const),
  ];
}

function differing(ours: Line, theirs: Line, fields: readonly ComparedField[]): ComparedField[] {
  return fields.filter((field) => spelled(ours.values[field]) !== spelled(theirs.values[field]));
}

/** Spreadsheets change line ends and outer blanks, and one ideograph has several encodings: none of it is a change. */
function spelled(value: string | undefined): string {
  return (value ?? '').replace(/\r\n?/g, '\n').trim().normalize('NFC');
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
