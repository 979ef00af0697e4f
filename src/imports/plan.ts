/** Workbooks to one plan: sheets recognised, each read by its topic, in the order in which they can be applied. @server */
import { createHash } from 'node:crypto';
import type { Actor } from '../accounts/actor.ts';
import { breathe } from '../platform/breathe.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import type { RawSheet } from '../platform/sheets.ts';
import type { Regulation } from '../regulation/regulation.ts';
import { coversOf, foreignCovers, isCover, ownCodes } from './cover.ts';
import { differencePieces, type Place } from './difference.ts';
import { type BadSheet, divisionsOf, type SheetKey, seenText, sheetKeys } from './import.ts';
import { ignoredColumns, isExplanation, kinds, recognise } from './kinds.ts';
import { knownTo } from './known.ts';
import type { Brought, SheetPlan } from './sheet-kind.ts';

export interface WorkbookRead {
  name: string;
  sheets: readonly RawSheet[];
}

/** Who imports, by which rules, from which day on. */
export interface Importer {
  actor: Actor;
  regulation: Regulation;
  /** ISO day in Taipei. */
  today: string;
  /** Told how many rows were written. */
  wrote?(rows: number): void;
}

/** A sheet of a workbook, and what is taken from it. */
export interface SheetSeen {
  workbook: string;
  sheet: string;
  holds: SheetKey[];
  /** Headers nobody knows: their columns are left alone. */
  ignored: string[];
}

export interface Plan {
  sheets: SheetSeen[];
  parts: SheetPlan[];
  badSheets: BadSheet[];
  /** SHA-256 of what would be added, changed and removed. */
  differenceSha256: string;
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
  const sheets = workbooks.flatMap(({ name, sheets }) =>
    sheets
      .filter((raw) => raw.rows.length > 0 && !isExplanation(raw))
      .map((raw) => ({ workbook: name, raw })),
  );
  const whole = await planSheets(db, school, importer, sheets);
  const parts = await leaveOutWhole(whole.parts, sheets, again);
  const differenceSha256 = await hashOfDifference(parts, true);
  return {
    ...whole,
    parts,
    differenceSha256,
    seen: sha256Of(seenText({ parts, badSheets: whole.badSheets }, differenceSha256)),
  };

  async function again(rest: readonly Brought[]): Promise<SheetPlan[]> {
    return (await planSheets(db, school, importer, rest)).parts;
  }
}

async function planSheets(
  db: Db | Tx,
  school: School,
  { actor, regulation, today, wrote }: Importer,
  sheets: readonly Brought[],
): Promise<Pick<Plan, 'sheets' | 'parts' | 'badSheets'>> {
  const held = sheets.filter(({ raw }) => !isCover(raw));
  const recognised = new Map(held.map((brought) => [brought, recognise(brought.raw)]));
  const known = await knownTo(db);
  const parts: SheetPlan[] = [];
  const own = await ownCodes(db);
  const badSheets = foreignCovers(sheets, own);
  const covers = coversOf(sheets, own);
  for (const key of sheetKeys) {
    const kind = kinds.find((one) => one.sheet === key);
    const ofKind = held.filter((brought) => recognised.get(brought)?.includes(key));
    if (!kind || ofKind.length === 0) continue;
    const divisions = divisionsOf(actor, regulation, key);
    if (divisions.length === 0) {
      badSheets.push(...ofKind.map((brought) => notYours(brought)));
      continue;
    }
    const ground = { db, school, known, importer: actor.personId, divisions, covers, today, wrote };
    const part = await kind.plan(ground, ofKind);
    parts.push(part);
    badSheets.push(...part.badSheets);
  }
  return {
    parts,
    badSheets: distinct(badSheets),
    sheets: held.map(seen),
  };

  function seen(brought: Brought): SheetSeen {
    const holds = recognised.get(brought) ?? [];
    const { workbook, raw } = brought;
    return { workbook, sheet: raw.name, holds, ignored: ignoredColumns(raw, holds) };
  }
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

function notYours({ workbook, raw }: Brought): BadSheet {
  return { workbook, sheet: raw.name, problem: 'not-your-sheet', facts: {} };
}

/** Two topics that read the same sheet say the same about it. */
function distinct(sheets: readonly BadSheet[]): BadSheet[] {
  return [...new Map(sheets.map((sheet) => [JSON.stringify(sheet), sheet])).values()];
}

/** What the ledger says of it. Takes a breath now and then. */
export async function hashOfDifference(parts: readonly SheetPlan[], removes: boolean): Promise<string> {
  const hash = createHash('sha256');
  for (const piece of differencePieces(parts.map((part) => ({ ...part, removes })))) {
    hash.update(piece);
    await breathe();
  }
  return hash.digest('hex');
}

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
