/**
 * What an import would change, as rows against rows: added, changed, vanishing, the same. A topic turns its rows and
 * the rows of a workbook into entries; comparing them knows nothing of people or courses.
 */

/** One row, wherever it comes from. */
export interface Entry {
  /** What makes it this row: two entries with the same key are the same thing. */
  key: string;
  /** How people call it, e.g. `1140101 林育安`. */
  label: string;
  /** What is compared. A secret stands here as its keyed hash. */
  fields: Readonly<Record<string, string>>;
  /** All of it as one text, where that is what is compared and fields are not told apart. */
  text?: string;
  /** What is shown instead of a secret field. */
  shown?: Readonly<Record<string, string>>;
}

/** Where a row stands, as people count. */
export interface Place {
  workbook: string;
  sheet: string;
  row: number;
}

export interface Wanted extends Entry {
  place: Place;
}

export interface ChangedField {
  field: string;
  before: string;
  after: string;
}

export interface Changed extends Wanted {
  changes: ChangedField[];
}

export interface Difference {
  added: Wanted[];
  changed: Changed[];
  /** There now and not in the workbook, within what the workbook is about. */
  vanishing: Entry[];
  same: number;
  /** How many stand there now, within what the workbook is about. */
  standing: number;
}

/** @param wanted each key at most once; @param held keys that stay although no good row names them */
export function compare(
  standing: readonly Entry[],
  wanted: readonly Wanted[],
  held: ReadonlySet<string> = new Set(),
): Difference {
  const before = new Map(standing.map((entry) => [entry.key, entry]));
  const named = new Set(wanted.map((entry) => entry.key));
  const difference: Difference = {
    added: [],
    changed: [],
    vanishing: standing.filter((entry) => !named.has(entry.key) && !held.has(entry.key)),
    same: 0,
    standing: standing.length,
  };
  for (const entry of wanted) {
    const old = before.get(entry.key);
    const changes = old ? changedFields(old, entry) : [];
    if (!old) difference.added.push(entry);
    else if (changes.length > 0) difference.changed.push({ ...entry, changes });
    else difference.same += 1;
  }
  return difference;
}

function changedFields(old: Entry, now: Entry): ChangedField[] {
  return Object.keys(now.fields)
    .filter((field) => old.fields[field] !== now.fields[field])
    .map((field) => ({
      field,
      before: old.shown?.[field] ?? old.fields[field] ?? '',
      after: now.shown?.[field] ?? now.fields[field] ?? '',
    }));
}

/** Rows by key: the first of each stays, every further one is a repetition of it. */
export function firstOfEach<T extends { place: Place }>(
  rows: readonly T[],
  keyOf: (row: T) => string,
): { firsts: T[]; repeated: { row: T; first: Place }[] } {
  const seen = new Map<string, Place>();
  const firsts: T[] = [];
  const repeated: { row: T; first: Place }[] = [];
  for (const row of rows) {
    const key = keyOf(row);
    const first = seen.get(key);
    if (first) repeated.push({ row, first });
    else {
      seen.set(key, row.place);
      firsts.push(row);
    }
  }
  return { firsts, repeated };
}

/** The text whose hash stands in the ledger, in pieces: what was added and changed to what, and what was removed. */
export function* differencePieces(
  parts: readonly { sheet: string; difference: Difference; removes: boolean }[],
): Generator<string> {
  for (const { sheet, difference, removes } of parts) {
    yield JSON.stringify(sheet);
    for (const list of ['added', 'changed'] as const) {
      yield list;
      const entries = sorted<Wanted>(difference[list]);
      for (let at = 0; at < entries.length; at += pieceLength)
        yield JSON.stringify(entries.slice(at, at + pieceLength).map(written));
    }
    yield JSON.stringify(removes ? difference.vanishing.map(({ key }) => key).sort() : []);
  }
}

const pieceLength = 5000;

function written({ key, fields, text }: Entry): unknown {
  return [key, text ?? fields];
}

/** By key; workbooks mostly come sorted already. */
function sorted<T extends Entry>(entries: readonly T[]): readonly T[] {
  const keyed = entries.map((entry) => ({ key: entry.key, entry }));
  const inOrder = keyed.every(({ key }, index) => index === 0 || (keyed[index - 1]?.key ?? '') <= key);
  if (inOrder) return entries;
  return keyed.sort((one, other) => (one.key < other.key ? -1 : 1)).map(({ entry }) => entry);
}
