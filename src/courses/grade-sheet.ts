/**
 * 成績: rows of the seven grade sheets, each found to the one enrolment it is about. Rows come by the hundred thousand:
 * what stands is compared as one text each, and only what differs is taken apart. An empty cell leaves what stands.
 */
import { changesBetween } from '../history/change.ts';
import { remember } from '../history/store.ts';
import type { Difference, Entry, Place, Wanted } from '../imports/difference.ts';
import type { Ground, SheetKind, SheetPlan } from '../imports/sheet-kind.ts';
import { eachInTurn } from '../platform/breathe.ts';
import { readTables } from '../platform/sheets.ts';
import { between, type GradeTexts, gradeFields, gradeOf, gradeText, noGrade } from './grade.ts';
import { type GradeSheet, gradeSheetKinds } from './grade-columns.ts';
import { gradeChange } from './grade-entry.ts';
import { type Found, type FoundRow, findRows, gradeOfRow, keyOfRow, labelOfRow } from './grade-rows.ts';
import { dropGrades, type GradeOf, mergeGrades, registrationsOf } from './grade-store.ts';

const example = {
  courseCode: '114123456V21301A1011011',
  courseName: '國語文',
  grade: 1,
  credits: 3,
  group: '商一甲',
  dueSchoolYear: 113,
  score: 85,
  makeUpScore: 60,
  secondMakeUpScore: 60,
  yearScore: 80,
  words: '能以自己的話說明課文主旨',
  method: '1',
  identity: '1',
  mark: '1',
};

export const gradeSheets: readonly SheetKind[] = gradeSheetKinds.map((kind) => ({
  sheet: kind.sheet,
  names: kind.names,
  columns: kind.columns,
  example,
  plan: (ground, brought) => planGrades(kind, ground, brought),
}));

async function planGrades(
  kind: GradeSheet,
  ground: Ground,
  brought: Parameters<SheetKind['plan']>[1],
): Promise<SheetPlan> {
  const tables = await readTables(brought, kind.columns);
  const found = await findRows(ground, kind, tables.rows);
  const { unnamed } = found;
  const bad = [...tables.bad, ...found.bad];
  const { difference, writes, changed } = await differenceOf(kind, found, bad.length > 0);
  return {
    sheet: kind.sheet,
    rows: tables.count,
    bad,
    badSheets: tables.badSheets,
    difference,
    async apply(tx, by) {
      await mergeGrades(tx, writes, ground.wrote);
      const whose = await registrationsOf(tx, changed);
      const changes = changed.map((one) =>
        gradeChange({ ...one, registrationId: whose.get(one.enrolmentId) ?? '', isNew: false }, one.label),
      );
      await remember(tx, changes, by);
    },
    async remove(tx, by) {
      const whose = await registrationsOf(tx, unnamed);
      await dropGrades(tx, unnamed);
      const changes = unnamed.map((one) => ({
        registrationId: whose.get(one.enrolmentId) ?? '',
        topic: 'grades' as const,
        kind: 'removed' as const,
        label: labelOfRow(one),
        fields: changesBetween(gradeOf(one.text), noGrade),
      }));
      await remember(tx, changes, by);
      return undefined;
    },
  };
}

interface ChangedGrade {
  enrolmentId: string;
  before: GradeTexts;
  after: GradeTexts;
  label: string;
}

async function differenceOf(kind: GradeSheet, found: Found, held: boolean) {
  const difference: Difference = {
    added: [],
    changed: [],
    // Make-up exams are a part of a grade: what they do not name is not missing.
    vanishing: held || kind.ofYear ? [] : found.unnamed.map(entryOf),
    same: 0,
    standing: found.standing,
  };
  const writes: (GradeOf & { text: string })[] = [];
  const changed: ChangedGrade[] = [];
  await eachInTurn(found.rows, (row) => {
    const { stands } = row.candidate;
    const standing = stands?.text ?? null;
    const given = cellsText(row.cells);
    const before = gradeOf(standing);
    const after = standing === null || standing === given ? null : merged(before, row.cells);
    const text = after ? gradeText(after) : given;
    if (text === (standing ?? nothing)) {
      difference.same += 1;
      return;
    }
    writes.push(
      stands ? { enrolmentId: stands.enrolmentId, text: given } : { ...gradeOfRow(row), text: given },
    );
    const wanted = new WantedGrade(row, text);
    if (!stands || !after) difference.added.push(wanted);
    else {
      const { key, label, place } = wanted;
      const changes = changesBetween(before, after);
      difference.changed.push({ key, label, place, fields: noFields, text, changes });
      changed.push({ enrolmentId: stands.enrolmentId, before, after, label });
    }
  });
  return { difference, writes, changed };
}

/** `gradeText` of what a row says, of a row that says nothing else. */
function cellsText(cells: FoundRow['cells']): string {
  return gradeFields.map((field) => cells[field] ?? '').join(between);
}

const noFields = {};

/** Of a hundred thousand rows that are added, a few hundred are ever called by their name. */
class WantedGrade implements Wanted {
  readonly place: Place;
  readonly text: string;
  readonly fields = noFields;
  readonly #row: FoundRow;

  constructor(row: FoundRow, text: string) {
    this.#row = row;
    this.place = row.place;
    this.text = text;
  }

  get key(): string {
    return keyOfRow(this.#row);
  }

  get label(): string {
    return labelOfRow(this.#row);
  }
}

const nothing = gradeText(noGrade);

function merged(before: GradeTexts, cells: FoundRow['cells']): GradeTexts {
  const after: Record<string, string> = { ...before };
  for (const field of gradeFields) {
    const written = cells[field];
    if (written) after[field] = written;
  }
  return after as Record<keyof GradeTexts, string>;
}

function entryOf(grade: Found['unnamed'][number]): Entry {
  return { key: keyOfRow(grade), label: labelOfRow(grade), fields: noFields, text: grade.text };
}
