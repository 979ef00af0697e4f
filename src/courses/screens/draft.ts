/** What was written into the grid and not saved yet: kept in this tab, so that a reload loses nothing. */
import { useCallback, useMemo, useState } from 'react';
import {
  fieldsOf,
  type GradeField,
  type GradeTexts,
  gradeOf,
  readGradeCell,
  type WrongCell,
} from '../grade.ts';
import type { GridRow } from './Grid.tsx';

export type Cells = Partial<Record<GradeField, string>>;

interface Edited {
  /** As the grade stood when the first of its cells was written in. */
  seen: string;
  cells: Cells;
}

export interface Wrong {
  row: GridRow;
  field: GradeField;
  wrong: WrongCell;
}

export interface Draft {
  edits: Readonly<Record<string, Edited>>;
  /** How many cells were found again after a reload. */
  restored: number;
  count: number;
  wrong: Wrong[];
  /** Something that stood there would be written over. */
  overwrites: boolean;
  write(written: readonly { row: GridRow; field: GradeField; text: string }[]): void;
  /** Takes the wrong cells back; the others stay. */
  leaveOut(): void;
  clear(): void;
}

export function useDraft(key: string, rows: readonly GridRow[], division: 'day' | 'continuing'): Draft {
  const [edits, setEdits] = useState(() => restoredFrom(key, rows));
  const [restored, setRestored] = useState(() => countOf(edits));
  const keep = useCallback(
    (change: (before: Draft['edits']) => Draft['edits']) =>
      setEdits((before) => {
        const after = change(before);
        store(key, after);
        return after;
      }),
    [key],
  );
  const write = useCallback(
    (written: Parameters<Draft['write']>[0]) =>
      keep((before) => {
        const after = { ...before };
        for (const { row, field, text } of written) {
          const own = after[row.enrolmentId] ?? { seen: row.seen, cells: {} };
          const { [field]: _, ...others } = own.cells;
          const cells = isAsItStands(row, field, text) ? others : { ...others, [field]: text };
          if (Object.keys(cells).length > 0) after[row.enrolmentId] = { ...own, cells };
          else delete after[row.enrolmentId];
        }
        return after;
      }),
    [keep],
  );
  const wrong = useMemo(() => wrongIn(rows, edits, division), [rows, edits, division]);
  return {
    edits,
    restored,
    count: countOf(edits),
    wrong,
    overwrites: useMemo(() => overwritesIn(rows, edits), [rows, edits]),
    write,
    leaveOut: () => write(wrong.map(({ row, field }) => ({ row, field, text: row.cells[field] ?? '' }))),
    clear: () => {
      setRestored(0);
      keep(() => ({}));
    },
  };
}

/** The grade as it would be, as far as its cells can be read. */
export function draftedGrade(row: GridRow, cells: Cells): GradeTexts {
  const grade: Record<GradeField, string> = { ...gradeOf(null), ...row.cells };
  for (const [field, written] of Object.entries(cells) as [GradeField, string][]) {
    const read = readGradeCell(field, written);
    if ('text' in read) grade[field] = read.text;
  }
  return grade;
}

function isAsItStands(row: GridRow, field: GradeField, text: string): boolean {
  const read = readGradeCell(field, text);
  return 'text' in read && read.text === (row.cells[field] ?? '');
}

function wrongIn(rows: readonly GridRow[], edits: Draft['edits'], division: 'day' | 'continuing'): Wrong[] {
  return rows.flatMap((row) => {
    const fields = fieldsOf(row.kind, division);
    const cells = Object.entries(edits[row.enrolmentId]?.cells ?? {}) as [GradeField, string][];
    return cells.flatMap(([field, written]) => {
      const read = readGradeCell(field, written);
      return 'problem' in read && fields.includes(field) ? [{ row, field, wrong: read }] : [];
    });
  });
}

function overwritesIn(rows: readonly GridRow[], edits: Draft['edits']): boolean {
  return rows.some((row) =>
    Object.keys(edits[row.enrolmentId]?.cells ?? {}).some((field) => row.cells[field as GradeField]),
  );
}

function countOf(edits: Draft['edits']): number {
  return Object.values(edits).reduce((sum, { cells }) => sum + Object.keys(cells).length, 0);
}

/** Only cells are kept: what stands is looked at anew. */
function store(key: string, edits: Draft['edits']): void {
  const cells = Object.fromEntries(Object.entries(edits).map(([id, edited]) => [id, edited.cells]));
  if (Object.keys(cells).length > 0) sessionStorage.setItem(key, JSON.stringify(cells));
  else sessionStorage.removeItem(key);
}

function restoredFrom(key: string, rows: readonly GridRow[]): Record<string, Edited> {
  const kept = JSON.parse(sessionStorage.getItem(key) ?? '{}') as Record<string, Cells>;
  return Object.fromEntries(
    rows.flatMap(({ enrolmentId, seen, ended }) => {
      const cells = kept[enrolmentId];
      return cells && !ended ? [[enrolmentId, { seen, cells }]] : [];
    }),
  );
}
