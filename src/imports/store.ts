/** Imports and their workbooks. A workbook's bytes are sealed while the import is open and erased with its end. */
import type { Db, Tx } from '../platform/db.ts';
import type { Seal } from '../platform/seal.ts';
import type { BadLine, PartCounts } from './import.ts';

export type ImportState = 'open' | 'applied' | 'discarded';

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

/** The same bytes again are the same workbook, under the name they came with last. */
export async function addWorkbook(
  tx: Tx,
  importId: string,
  workbook: WorkbookRow & { bytes: Uint8Array; at: Date },
  seal: Seal,
): Promise<void> {
  const { sha256, name, size, kind, encoding, at } = workbook;
  const sealed = seal.close(Buffer.from(workbook.bytes).toString('base64'));
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

/** The bytes of an open import's workbooks, in the order they were brought. */
export async function workbookBytes(
  db: Db | Tx,
  importId: string,
  seal: Seal,
): Promise<{ name: string; sha256: string; bytes: Buffer }[]> {
  const rows = await db
    .selectFrom('import_workbook')
    .select(['name', 'sha256', 'sealed'])
    .where('import_id', '=', importId)
    .orderBy('added_at')
    .orderBy('sha256')
    .execute();
  return rows.flatMap(({ name, sha256, sealed }) =>
    sealed ? [{ name, sha256, bytes: Buffer.from(seal.open(sealed), 'base64') }] : [],
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

async function eraseBytes(tx: Tx, importId: string): Promise<void> {
  await tx.updateTable('import_workbook').set({ sealed: null }).where('import_id', '=', importId).execute();
}

/** An open import is its opener's alone; a closed one is history for everybody who imports. */
export async function importSeenBy(
  db: Db | Tx,
  personId: string,
  importId: string,
): Promise<ImportRow | undefined> {
  const [row] = await imports(db, personId, { importId });
  return row;
}

/** Locks an import of one's own until the transaction ends. */
export async function lockImport(tx: Tx, personId: string, importId: string): Promise<ImportRow | undefined> {
  await tx.selectFrom('import_run').select('id').where('id', '=', importId).forUpdate().execute();
  const row = await importSeenBy(tx, personId, importId);
  return row?.openedBy === personId ? row : undefined;
}

/** The latest first. */
export async function imports(
  db: Db | Tx,
  personId: string,
  only: { importId?: string } = {},
): Promise<ImportRow[]> {
  const rows = await db
    .selectFrom('import_run as i')
    .leftJoin('person as p', 'p.id', 'i.opened_by')
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
    ])
    .where((eb) => eb.or([eb('i.state', '=', 'applied'), eb('i.opened_by', '=', personId)]))
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
