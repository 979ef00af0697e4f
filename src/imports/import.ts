/**
 * 匯入: who may bring which sheet, what stands in the way of applying, and when to ask twice. Students, classes,
 * offerings and enrolments belong to the division's own office (五(一)1, 五(二)1), the staff to the system keeper (五).
 */
import type { Actor, Appointment, Division } from '../accounts/actor.ts';
import { appointmentFor, divisionsFor, type RightKey } from '../accounts/rights.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { type Refusal, refuse } from '../regulation/refusal.ts';
import type { Regulation } from '../regulation/regulation.ts';
import type { Difference, Place } from './difference.ts';

/** In the order in which they are applied; removing goes the other way. */
export const sheetKeys = [
  'staff',
  'offices',
  'classes',
  'homerooms',
  'students',
  'placements',
  'nationalStudents',
  'coursePlan',
  'visits',
  'offerings',
  'enrolments',
  'semesterGrades',
  'makeUpCourseGrades',
  'retakeGrades',
  'repeatGrades',
  'transferGrades',
  'continuingGrades',
  'continuingMakeUps',
  'cadre',
  'counselling',
  'licences',
  'origins',
] as const;
export type SheetKey = (typeof sheetKeys)[number];

/** 封面 of a roster, as the central database writes it. */
export const coverHeaders = ['學校代碼', '學年度', '學期', '名冊別'] as const;

/** The right that brings each of them. */
const rightOf: Record<SheetKey, RightKey> = {
  staff: 'account.manage',
  offices: 'account.manage',
  classes: 'register.keep',
  homerooms: 'register.keep',
  students: 'register.keep',
  placements: 'register.keep',
  nationalStudents: 'register.keep',
  coursePlan: 'grades.keep',
  visits: 'register.keep',
  offerings: 'grades.keep',
  enrolments: 'grades.keep',
  semesterGrades: 'grades.keep',
  makeUpCourseGrades: 'grades.keep',
  retakeGrades: 'grades.keep',
  repeatGrades: 'grades.keep',
  transferGrades: 'grades.keep',
  continuingGrades: 'grades.keep',
  continuingMakeUps: 'grades.keep',
  cadre: 'cadre.keep',
  counselling: 'counselling.keep',
  licences: 'performance.keep',
  origins: 'submission.outcomes',
};

/** The appointment by which the actor brings this sheet (for this division), if any. */
export function mayBring(
  actor: Actor,
  regulation: Regulation,
  sheet: SheetKey,
  division: Division,
): Appointment | undefined {
  return appointmentFor(actor, rightOf[sheet], regulation, { division });
}

/** The divisions whose rows of this sheet the actor may bring. */
export function divisionsOf(actor: Actor, regulation: Regulation, sheet: SheetKey): Division[] {
  return divisionsFor(actor, rightOf[sheet], regulation);
}

/** Whether there is anything at all the actor may import. */
export function mayImport(actor: Actor, regulation: Regulation): boolean {
  return appointmentFor(actor, 'import.bring', regulation) !== undefined;
}

/** Per sheet, the divisions whose rows an import was about. */
export type ImportScope = Partial<Record<SheetKey, readonly Division[]>>;

/** Whether all of it is the actor's to bring: then they may see what came of it, and undo it. */
export function covers(actor: Actor, regulation: Regulation, scope: ImportScope): boolean {
  const parts = Object.entries(scope) as [SheetKey, readonly Division[]][];
  return (
    parts.length > 0 &&
    parts.every(([sheet, divisions]) => {
      const own = divisionsOf(actor, regulation, sheet);
      return divisions.every((division) => own.includes(division));
    })
  );
}

/** A row that cannot be taken, and why; `problem` names the sentence. */
export interface BadLine {
  place: Place;
  /** Header of the column, or '' for the row as a whole. */
  column: string;
  problem: string;
  facts: Record<string, string | number>;
}

/** A sheet that cannot be read at all. */
export interface BadSheet {
  workbook: string;
  sheet: string;
  problem: string;
  facts: Record<string, string | number>;
}

export interface PlannedPart {
  sheet: SheetKey;
  rows: number;
  bad: BadLine[];
  difference: Difference;
}

export interface ApplyWish {
  /** The hash of what was looked at; null where nobody looks (the house itself). */
  seen: string | null;
  badRows: 'refuse' | 'leave-out';
  vanishing: 'remove' | 'keep';
  /** Typed by hand where many rows would vanish. */
  confirmed: number | null;
}

/** 產14: so large a part of what stands there is not named any more that removing it has to be said twice. */
export function isAlarming({ difference }: PlannedPart, share: number): boolean {
  return difference.vanishing.length > difference.standing * share;
}

export function badTotal(parts: readonly PlannedPart[]): number {
  return parts.reduce((sum, part) => sum + part.bad.length, 0);
}

/**
 * How many rows would be removed. None beside a wrong row, in whatever sheet: what nobody names any more may be
 * the very row that is misspelt there.
 */
export function vanishingTotal(parts: readonly PlannedPart[]): number {
  if (badTotal(parts) > 0) return 0;
  return parts.reduce((sum, part) => sum + part.difference.vanishing.length, 0);
}

/** May this be applied as it stands, and does it remove? `share` is the default 產14. */
export function decideApply(
  plan: { parts: readonly PlannedPart[]; badSheets: readonly BadSheet[]; seen: string },
  wish: ApplyWish,
  share: number,
): { removes: boolean } | Refusal {
  const [first] = plan.badSheets;
  if (first)
    return refuse('import-sheet-unreadable', '產7', { sheet: first.sheet, count: plan.badSheets.length });
  if (plan.parts.length === 0) return refuse('import-nothing-recognised', '產7');
  const removes = wish.vanishing === 'remove';
  const bad = badTotal(plan.parts);
  if (bad > 0 && wish.badRows === 'refuse') return refuse('import-bad-rows', '產7', { count: bad });
  if (bad > 0 && removes) return refuse('import-removes-beside-bad-rows', '產7', { count: bad });
  if (wish.seen !== null && plan.seen !== wish.seen) return refuse('import-changed-meanwhile', '產7');
  const vanishing = vanishingTotal(plan.parts);
  const alarming = plan.parts.some((part) => isAlarming(part, share));
  if (removes && alarming && wish.confirmed !== vanishing)
    return refuse('import-vanishing-unconfirmed', '產14', { count: vanishing });
  return { removes };
}

/** What the office is shown and what it says yes to are the same thing: hashed without regard to removal. */
export function seenText(
  plan: { parts: readonly PlannedPart[]; badSheets: readonly BadSheet[] },
  difference: string,
): string {
  return (
    difference +
    JSON.stringify([
      // What stood there before was shown too: somebody may have changed it to something else since.
      plan.parts.map(({ difference: { changed } }) => changed.map(({ key, changes }) => [key, changes])),
      plan.parts.map((part) => part.bad),
      plan.badSheets,
    ])
  );
}

export interface PartCounts {
  sheet: SheetKey;
  rows: number;
  added: number;
  changed: number;
  removed: number;
  same: number;
  leftOut: number;
}

export const importApplied = (
  importId: string,
  applied: {
    differenceSha256: string;
    /** SHA-256 of each workbook as it came. */
    workbooks: readonly string[];
    counts: readonly PartCounts[];
    /** How many cells were mended, and the hash over them. */
    mends: { count: number; sha256: string } | null;
  },
): LedgerEvent => ({ act: 'import.applied', about: { import: importId }, data: applied });
