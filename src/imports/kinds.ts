/** Every kind of sheet there is, and which of them a sheet out of a workbook holds. @server */
import { homeroomSheet } from '../accounts/homeroom-sheet.ts';
import { officeSheet } from '../accounts/office-sheet.ts';
import { cadreSheet } from '../cadre/cadre-sheet.ts';
import { counsellingSheet } from '../counselling/counselling-sheet.ts';
import { enrolmentSheet } from '../courses/enrolment-sheet.ts';
import { gradeSheets } from '../courses/grade-sheet.ts';
import { offeringSheet } from '../courses/offering-sheet.ts';
import { planSheet } from '../courses/plan-sheet.ts';
import { classSheet } from '../people/class-sheet.ts';
import { nationalSheet } from '../people/national-sheet.ts';
import { placementSheet } from '../people/placement-sheet.ts';
import { staffSheet } from '../people/staff-sheet.ts';
import { studentSheet } from '../people/student-sheet.ts';
import { visitSheet } from '../people/visit-sheet.ts';
import { licenceSheet } from '../performances/licence-sheet.ts';
import { findHeader, placesIn, type RawSheet } from '../platform/sheets.ts';
import { originSheet } from '../submission/origin-sheet.ts';
import type { SheetKey } from './import.ts';
import type { SheetKind } from './sheet-kind.ts';

export const kinds: readonly SheetKind[] = [
  staffSheet,
  officeSheet,
  classSheet,
  homeroomSheet,
  studentSheet,
  placementSheet,
  nationalSheet,
  planSheet,
  visitSheet,
  offeringSheet,
  enrolmentSheet,
  ...gradeSheets,
  cadreSheet,
  counsellingSheet,
  licenceSheet,
  originSheet,
];

/** Kinds that read the same sheet: what one workbook sheet holds for several topics. */
export function kindsBeside(kind: SheetKind): SheetKind[] {
  const beside = kinds.filter((other) => other.names[0] === kind.names[0]);
  return beside.includes(kind) ? beside : [kind];
}

/** The sheets in a workbook are of these kinds only, whatever they are called. */
const ofTemplates = ['說明', '代碼'];

/** A page of our own template that holds no rows. */
export function isExplanation(raw: RawSheet): boolean {
  return ofTemplates.includes(raw.name);
}

/**
 * What a sheet holds, by its headers: of the kinds two thirds of whose needed headers are there, the one that explains
 * most of the sheet and misses least. Being named after a kind speaks for it, but does not decide. Where none fits, the
 * name is believed, so that what is missing can be said.
 */
export function recognise(raw: RawSheet): SheetKey[] {
  const name = raw.name.replace(/\s/g, '');
  let best: { kind: SheetKind; weight: number } | undefined;
  for (const kind of kinds) {
    const named = kind.names.includes(name);
    const { needed, missing, explained } = fitOf(raw, kind);
    if (missing * 3 > needed) continue;
    const weight = explained - 2 * missing + (named ? 3 : 0);
    if (!best || weight > best.weight) best = { kind, weight };
  }
  const kind = best?.kind ?? kinds.find((one) => one.names.includes(name));
  return kind ? kindsBeside(kind).map(({ sheet }) => sheet) : [];
}

/** `explained`: headers that mean something to this kind or to one beside it. */
function fitOf(raw: RawSheet, kind: SheetKind): { needed: number; missing: number; explained: number } {
  const needed = Object.values(kind.columns).filter((column) => column.needed).length;
  const header = findHeader(raw, kind.columns);
  const explained = new Set(
    kindsBeside(kind).flatMap((one) => [...(placesIn(raw, one.columns)?.at.values() ?? [])]),
  );
  return { needed, missing: header?.missing ?? needed, explained: explained.size };
}

/** Headers of a sheet that none of its kinds knows: their columns are left alone, and that is said. */
export function ignoredColumns(raw: RawSheet, holds: readonly SheetKey[]): string[] {
  const found = kinds
    .filter((kind) => holds.includes(kind.sheet))
    .flatMap((kind) => placesIn(raw, kind.columns) ?? []);
  const known = new Set(found.flatMap(({ at }) => [...at.values()]));
  const titles = found[0]?.header.titles ?? [];
  return titles.filter((title, index) => title !== '' && !known.has(index));
}
