/**
 * What a topic offers to the import: how its sheet is recognised, and a plan made of the sheet's rows against
 * its own tables. @server
 */
import type { Division } from '../accounts/actor.ts';
import type { By } from '../history/store.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import type { Columns, RawSheet } from '../platform/sheets.ts';
import type { Refusal } from '../regulation/refusal.ts';
import type { Cover } from './cover.ts';
import type { Difference } from './difference.ts';
import type { BadLine, BadSheet, SheetKey } from './import.ts';

/** A sheet out of a workbook. */
export interface Brought {
  workbook: string;
  raw: RawSheet;
}

/**
 * Everything a row may refer to: what stands in the school, and what the sheets before this one bring. A plan
 * adds what its own good rows bring.
 */
export interface Known {
  /** Staff codes. */
  staff: Set<string>;
  /** `114/day/商一甲` */
  classes: Set<string>;
  /** Student number to division. */
  students: Map<string, Division>;
  /** Keyed hash of an ID number to student number: only of students the import itself brings. */
  idNumbers: Map<string, string>;
  /** `114/1/day/<course code>/<group>` */
  offerings: Set<string>;
  /** What the sheets before this one enrol, by student number; what stands in the school is read where it is needed. */
  enrolments: Map<string, KnownEnrolment[]>;
}

export interface KnownEnrolment {
  schoolYear: number;
  semester: number;
  code: string;
  group: string;
  kind: string;
}

export interface Ground {
  db: Db | Tx;
  school: School;
  known: Known;
  /** The divisions whose rows the importer may bring. */
  divisions: readonly Division[];
  /** Person; null where the house itself imports. */
  importer: string | null;
  /** What the cover of a workbook says of all its rows, by workbook. */
  covers: ReadonlyMap<string, Cover>;
  /** ISO day in Taipei: what begins or ends by an import does so on this day. */
  today: string;
  /** Told how many rows were written, for whoever waits. */
  wrote?(rows: number): void;
}

export interface SheetPlan {
  sheet: SheetKey;
  rows: number;
  bad: BadLine[];
  badSheets: BadSheet[];
  difference: Difference;
  /** Writes what was added and changed, and remembers what changed in students' records. */
  apply(tx: Tx, by: By): Promise<void>;
  /** Removes what vanished; a topic that may not says so. */
  remove(tx: Tx, by: By): Promise<Refusal | undefined>;
}

export interface SheetKind {
  sheet: SheetKey;
  /** Names a sheet goes by. */
  names: readonly string[];
  columns: Columns;
  /** What its template shows in each column; what is left out here is made up from the column. */
  example?: Readonly<Record<string, string | number>>;
  /** Its workbook begins with a 封面, which says the semester of all rows. */
  covered?: true;
  plan(ground: Ground, brought: readonly Brought[]): Promise<SheetPlan>;
}
