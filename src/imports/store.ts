/** Imports and their workbooks. A workbook's rows are sealed while the import is open and erased with its end. */
import type { Db, Tx } from '../platform/db.ts';
import type { Seal } from '../platform/seal.ts';
import type { BadLine, ImportScope, PartCounts } from './import.ts';
import { eraseMends } from './mend-store.ts';

export type ImportState = 'open' | 'applied' | 'discarded' | 'undone';

export interface ImportRow {
  importId: string;
  state: ImportState;
  openedBy: string | null;
  openedByName: string | null;
  openedAt: Date;
  closedAt: Date | null;
  differenceSha256: string | null;
  counts: PartCounts[] | null;
  leftOut: BadLine[] | null;
  /** What it was about; empty while it is open. */
  scope: ImportScope;
  undoneAt: Date | null;
  undoneByName: string | null;
  workbooks: WorkbookRow[];
}

export interface WorkbookRow {
  sha256: string;
  name: string;
  size: number;
  kind: 'xlsx' | 'csv';
  encoding: string | null;
}

export async function openImport(tx: Tx, by: string | null, at: Date): Promise<string> {
  const { id } = await tx
    .insertInto('import_run')
    .values({ opened_by: by, opened_at: at })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** A workbook brought again under the same name takes the place of the one before, with what was mended in that. */
export async function addWorkbook(
  tx: Tx,
  importId: string,
  workbook: WorkbookRow & { packed: Uint8Array; at: Date },
  seal: Seal,
): Promise<void> {
  const { sha256, name, size, kind, encoding, at } = workbook;
  await tx
    .deleteFrom('import_workbook')
    .where('import_id', '=', importId)
    .where('name', '=', name)
    .where('sha256', '<>', sha256)
    .execute();
  const sealed = seal.closeBytes(workbook.packed);
  await tx
    .insertInto('import_workbook')
    .values({ import_id: importId, sha256, name, size, kind, encoding, sealed, added_at: at })
    .onConflict((conflict) => conflict.columns(['import_id', 'sha256']).doUpdateSet({ name }))
    .execute();
}

export async function dropWorkbook(tx: Tx, importId: string, sha256: string): Promise<void> {
  await tx
    .deleteFrom('import_workbook')
    .where('import_id', '=', importId)
    .where('sha256', '=', sha256)
    .execute();
}

/** The rows of an open import's workbooks, packed, in the order they were brought. */
export async function packedWorkbooks(
  db: Db | Tx,
  importId: string,
  seal: Seal,
): Promise<{ name: string; sha256: string; packed: Buffer }[]> {
  const rows = await db
    .selectFrom('import_workbook')
    .select(['name', 'sha256', 'sealed'])
    .where('import_id', '=', importId)
    .orderBy('added_at')
    .orderBy('sha256')
    .execute();
  return rows.flatMap(({ name, sha256, sealed }) =>
    sealed ? [{ name, sha256, packed: seal.openBytes(sealed) }] : [],
  );
}

export async function closeImport(
  tx: Tx,
  closed: {
    importId: string;
    differenceSha256: string;
    counts: readonly PartCounts[];
    leftOut: readonly BadLine[];
    appointments: readonly string[];
    scope: ImportScope;
    at: Date;
  },
): Promise<void> {
  await tx
    .updateTable('import_run')
    .set({
      state: 'applied',
      closed_at: closed.at,
      difference_sha256: closed.differenceSha256,
      counts: JSON.stringify(closed.counts),
      left_out: JSON.stringify(closed.leftOut),
      appointments: JSON.stringify(closed.appointments),
      divisions: JSON.stringify(closed.scope),
    })
    .where('id', '=', closed.importId)
    .execute();
  await eraseBytes(tx, closed.importId);
}

export async function discardImport(tx: Tx, importId: string, at: Date): Promise<void> {
  await tx
    .updateTable('import_run')
    .set({ state: 'discarded', closed_at: at })
    .where('id', '=', importId)
    .execute();
  await eraseBytes(tx, importId);
}

export async function markUndone(
  tx: Tx,
  importId: string,
  by: { personId: string; at: Date },
): Promise<void> {
  await tx
    .updateTable('import_run')
    .set({ state: 'undone', undone_at: by.at, undone_by: by.personId })
    .where('id', '=', importId)
    .execute();
}

async function eraseBytes(tx: Tx, importId: string): Promise<void> {
  await tx.updateTable('import_workbook').set({ sealed: null }).where('import_id', '=', importId).execute();
  await eraseMends(tx, importId);
}

/** An open import is its opener's alone; a closed one is history for those who may bring the same. */
export async function importSeenBy(
  db: Db | Tx,
  personId: string,
  importId: string,
): Promise<ImportRow | undefined> {
  const [row] = await imports(db, personId, { importId });
  return row;
}

/** Locks an import until the transaction ends. */
export async function lockImport(tx: Tx, importId: string, personId: string): Promise<ImportRow | undefined> {
  await tx.selectFrom('import_run').select('id').where('id', '=', importId).forUpdate().execute();
  return importSeenBy(tx, personId, importId);
}

/** What was applied by anybody, and one's own; the latest first. Who may see which of them is not decided here. */
export async function imports(
  db: Db | Tx,
  personId: string,
  only: { importId?: string } = {},
): Promise<ImportRow[]> {
  const rows = await db
    .selectFrom('import_run as i')
    .leftJoin('person as p', 'p.id', 'i.opened_by')
    .leftJoin('person as u', 'u.id', 'i.undone_by')
    .select([
      'i.id as importId',
      'i.state',
      'i.opened_by as openedBy',
      'p.name as openedByName',
      'i.opened_at as openedAt',
      'i.closed_at as closedAt',
      'i.difference_sha256 as differenceSha256',
      'i.counts',
      'i.left_out as leftOut',
      'i.divisions as scope',
      'i.undone_at as undoneAt',
      'u.name as undoneByName',
    ])
    .where((eb) => eb.or([eb('i.state', 'in', ['applied', 'undone']), eb('i.opened_by', '=', personId)]))
    .$if(only.importId !== undefined, (query) => query.where('i.id', '=', only.importId ?? ''))
    .orderBy('i.opened_at', 'desc')
    .limit(200)
    .execute();
  const workbooks = await workbooksOf(
    db,
    rows.map(({ importId }) => importId),
  );
  return rows.map((row) => ({
    ...row,
    state: row.state as ImportState,
    counts: row.counts as PartCounts[] | null,
    leftOut: row.leftOut as BadLine[] | null,
    scope: (row.scope ?? {}) as ImportScope,
    workbooks: workbooks.get(row.importId) ?? [],
  }));
}

async function workbooksOf(db: Db | Tx, importIds: readonly string[]): Promise<Map<string, WorkbookRow[]>> {
  const found = new Map<string, WorkbookRow[]>();
  if (importIds.length === 0) return found;
  const rows = await db
    .selectFrom('import_workbook')
    .select(['import_id', 'sha256', 'name', 'size', 'kind', 'encoding'])
    .where('import_id', 'in', [...importIds])
    .orderBy('added_at')
    .execute();
  for (const { import_id, kind, ...row } of rows)
    found.set(import_id, [...(found.get(import_id) ?? []), { ...row, kind: kind as 'xlsx' | 'csv' }]);
  return found;
}
