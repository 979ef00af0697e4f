/** Workbooks to one plan: sheets recognised, each read by its topic, in the order in which they can be applied. @server */
import { createHash } from 'node:crypto';
import type { Actor } from '../accounts/actor.ts';
import { homeroomSheet } from '../accounts/homeroom-sheet.ts';
import { officeSheet } from '../accounts/office-sheet.ts';
import { enrolmentSheet } from '../courses/enrolment-sheet.ts';
import { gradeSheets } from '../courses/grade-sheet.ts';
import { offeringSheet } from '../courses/offering-sheet.ts';
import { planSheet } from '../courses/plan-sheet.ts';
import { classSheet } from '../people/class-sheet.ts';
import { placementSheet } from '../people/placement-sheet.ts';
import { staffSheet } from '../people/staff-sheet.ts';
import { studentSheet } from '../people/student-sheet.ts';
import { visitSheet } from '../people/visit-sheet.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { fitOf, type RawSheet, type Sheets } from '../platform/sheets.ts';
import type { Regulation } from '../regulation/regulation.ts';
import { coversOf, isCover } from './cover.ts';
import type { Place } from './difference.ts';
import { type BadSheet, divisionsOf, type SheetKey, seenText, sheetKeys } from './import.ts';
import { knownTo } from './known.ts';
import type { Brought, SheetKind, SheetPlan } from './sheet-kind.ts';

const kinds: readonly SheetKind[] = [
  staffSheet,
  officeSheet,
  classSheet,
  homeroomSheet,
  studentSheet,
  placementSheet,
  planSheet,
  visitSheet,
  offeringSheet,
  enrolmentSheet,
  ...gradeSheets,
];

export interface WorkbookRead {
  name: string;
  sheets: Sheets;
}

/** Who imports, by which rules, from which day on. */
export interface Importer {
  actor: Actor;
  regulation: Regulation;
  /** ISO day in Taipei. */
  today: string;
}

export interface Plan {
  parts: SheetPlan[];
  badSheets: BadSheet[];
  /** Sheets that are none of ours: left alone, and said. */
  unrecognised: { workbook: string; sheet: string }[];
  /** SHA-256 of all that is shown. */
  seen: string;
}

/** Reads only; `apply` and `remove` of the parts write. */
export async function planImport(
  db: Db | Tx,
  school: School,
  importer: Importer,
  workbooks: readonly WorkbookRead[],
): Promise<Plan> {
  const sheets = workbooks.flatMap(({ name, sheets: { sheets } }) =>
    sheets.filter((raw) => raw.rows.length > 0).map((raw) => ({ workbook: name, raw })),
  );
  const whole = await planSheets(db, school, importer, sheets);
  const plan = { ...whole, parts: await leaveOutWhole(whole.parts, sheets, again) };
  return { ...plan, seen: createHash('sha256').update(seenText(plan)).digest('hex') };

  async function again(rest: readonly Brought[]): Promise<SheetPlan[]> {
    return (await planSheets(db, school, importer, rest)).parts;
  }
}

async function planSheets(
  db: Db | Tx,
  school: School,
  { actor, regulation, today }: Importer,
  sheets: readonly Brought[],
): Promise<Omit<Plan, 'seen'>> {
  const recognised = new Map(sheets.map((brought) => [brought, recognise(brought.raw)]));
  const known = await knownTo(db);
  const covers = coversOf(sheets);
  const parts: SheetPlan[] = [];
  const badSheets: BadSheet[] = [];
  for (const key of sheetKeys) {
    const kind = kinds.find((one) => one.sheet === key);
    const own = sheets.filter((brought) => recognised.get(brought)?.includes(key));
    if (!kind || own.length === 0) continue;
    const divisions = divisionsOf(actor, regulation, key);
    if (divisions.length === 0) {
      badSheets.push(...own.map((brought) => notYours(brought)));
      continue;
    }
    const part = await kind.plan(
      { db, school, known, importer: actor.personId, divisions, today, covers },
      own,
    );
    parts.push(part);
    badSheets.push(...part.badSheets);
  }
  const unrecognised = sheets
    .filter((brought) => recognised.get(brought)?.length === 0 && !isCover(brought.raw))
    .map(({ workbook, raw }) => ({ workbook, sheet: raw.name }));
  return { parts, badSheets: distinct(badSheets), unrecognised };
}

/**
 * Several topics read one sheet. A row that is wrong for one of them is left out of all, and so is every row that
 * needs what it would have brought: planned again without them until no further row falls out.
 */
async function leaveOutWhole(
  whole: readonly SheetPlan[],
  sheets: readonly Brought[],
  again: (rest: readonly Brought[]) => Promise<SheetPlan[]>,
): Promise<SheetPlan[]> {
  const bad = whole.flatMap((part) => part.bad.map((line) => ({ sheet: part.sheet, line })));
  let parts = whole;
  for (let found = bad.length; found > 0; ) {
    const left = new Set(bad.map(({ line }) => rowKey(line.place)));
    parts = await again(sheets.map((brought) => without(brought, left)));
    const more = parts.flatMap((part) => part.bad.map((line) => ({ sheet: part.sheet, line })));
    bad.push(...more);
    found = more.length;
  }
  return whole.map(({ sheet, rows, difference: { vanishing, standing } }, index) => {
    const part = parts[index];
    if (part?.sheet !== sheet) throw new Error(`${sheet} was planned once and then no more.`);
    const lines = bad.filter((one) => one.sheet === sheet).map(({ line }) => line);
    // A row that is there and wrong is not missing: what vanishes is what the whole sheet does not name.
    return { ...part, rows, bad: lines, difference: { ...part.difference, vanishing, standing } };
  });
}

function without({ workbook, raw }: Brought, left: ReadonlySet<string>): Brought {
  const rows = raw.rows.filter(({ row }) => !left.has(rowKey({ workbook, sheet: raw.name, row })));
  return { workbook, raw: { ...raw, rows } };
}

function rowKey({ workbook, sheet, row }: Place): string {
  return JSON.stringify([workbook, sheet, row]);
}

/**
 * What a sheet holds: by its name, else by its headers. Of several kinds it is the one that misses fewest of the columns
 * it needs, then the one that finds most of them. A sheet may hold two kinds that go by the same names.
 */
export function recognise(raw: RawSheet): SheetKey[] {
  const named = kinds.filter((kind) => kind.names.includes(raw.name.replace(/\s/g, '')));
  const fits = (named.length > 0 ? named : kinds)
    .map((kind) => ({ kind, ...fitOf(raw, kind.columns) }))
    .filter(({ found, missing }) => named.length > 0 || found >= missing * 2);
  const best = fits.reduce<(typeof fits)[number] | undefined>(
    (one, other) =>
      one && (one.missing < other.missing || (one.missing === other.missing && one.found >= other.found))
        ? one
        : other,
    undefined,
  );
  return fits.filter(({ kind }) => kind.names[0] === best?.kind.names[0]).map(({ kind }) => kind.sheet);
}

function notYours({ workbook, raw }: Brought): BadSheet {
  return { workbook, sheet: raw.name, problem: 'not-your-sheet', facts: {} };
}

/** Two topics that read the same sheet say the same about it. */
function distinct(sheets: readonly BadSheet[]): BadSheet[] {
  return [...new Map(sheets.map((sheet) => [JSON.stringify(sheet), sheet])).values()];
}
