/** Who imports by which rules today, and the import they have open. @server */
import type { Actor } from '../accounts/actor.ts';
import { dayOf, semesterOf } from '../calendar/day.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { unpack } from '../platform/sheets.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import { defaultOf } from '../regulation/regulation.ts';
import { rulesFor } from '../regulation/store.ts';
import { mayImport } from './import.ts';
import { type Mend, withMends } from './mend.ts';
import { mendsOf } from './mend-store.ts';
import type { Importer, WorkbookRead } from './plan.ts';
import { type ImportRow, importSeenBy, lockImport, packedWorkbooks } from './store.ts';

/** The rules of today, and that the actor may import anything at all. `share` is the default 產14. */
export async function importerOf(
  db: Db | Tx,
  school: School,
  actor: Actor,
): Promise<(Importer & { share: number }) | Refusal> {
  const today = dayOf(await school.clock.now(db));
  const { schoolYear, semester } = semesterOf(today);
  const rules = await rulesFor(db, schoolYear, semester);
  if (isRefusal(rules)) return rules;
  if (!mayImport(actor, rules.regulation)) return refuse('not-allowed', '五(一)1');
  return { actor, regulation: rules.regulation, today, share: defaultOf(rules, 'vanishingShare').value };
}

/** One's own import while it is open, not locked. */
export async function openImportSeen(
  db: Db | Tx,
  actor: { personId: string },
  importId: string,
): Promise<ImportRow | Refusal> {
  return openOnly(await importSeenBy(db, actor.personId, importId), actor);
}

/** One's own import while it is open, locked until the transaction ends. */
export async function openImportOf(
  tx: Tx,
  actor: { personId: string },
  importId: string,
): Promise<ImportRow | Refusal> {
  return openOnly(await lockImport(tx, importId, actor.personId), actor);
}

function openOnly(row: ImportRow | undefined, { personId }: { personId: string }): ImportRow | Refusal {
  if (row?.openedBy !== personId) return refuse('not-found', '產7');
  return row.state === 'open' ? row : refuse('import-closed', '產7', { state: row.state });
}

export interface BroughtWorkbooks {
  /** With what was mended in them. */
  workbooks: WorkbookRead[];
  /** As they came. */
  asBrought: WorkbookRead[];
  hashes: string[];
  mends: Mend[];
}

/** The workbooks of an open import, in the order they were brought. */
export async function broughtTo(db: Db | Tx, school: School, importId: string): Promise<BroughtWorkbooks> {
  const kept = await packedWorkbooks(db, importId, school.seal);
  const asBrought = kept.map(({ name, packed }) => ({ name, sheets: unpack(packed) }));
  const mends = await mendsOf(db, importId, school.seal);
  return {
    workbooks: withMends(asBrought, mends),
    asBrought,
    hashes: kept.map(({ sha256 }) => sha256),
    mends,
  };
}
