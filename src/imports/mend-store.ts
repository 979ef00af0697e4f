/** Cells mended in the browser: kept beside the workbook, which stays as it came. Sealed, and gone with its end. */
import { sql } from 'kysely';
import type { Db, Tx } from '../platform/db.ts';
import type { Seal } from '../platform/seal.ts';
import type { Mend } from './mend.ts';

/** In the order of the sheets' rows. */
export async function mendsOf(db: Db | Tx, importId: string, seal: Seal): Promise<Mend[]> {
  const rows = await db
    .selectFrom('import_mend as m')
    .innerJoin('import_workbook as w', (join) =>
      join.onRef('w.import_id', '=', 'm.import_id').onRef('w.sha256', '=', 'm.sha256'),
    )
    .select([
      'w.name',
      'm.sha256',
      'm.sheet',
      'm.row_number',
      'm.column_index',
      'm.header',
      'm.secret',
      'm.sealed',
      'm.value_key',
    ])
    .where('m.import_id', '=', importId)
    .orderBy('w.added_at')
    .orderBy('m.sheet')
    .orderBy('m.row_number')
    .orderBy('m.column_index')
    .execute();
  return rows.map((row) => ({
    sha256: row.sha256,
    place: { workbook: row.name, sheet: row.sheet, row: row.row_number },
    at: row.column_index,
    column: row.header,
    secret: row.secret,
    value: row.sealed ? seal.open(row.sealed) : null,
    valueKey: row.value_key.toString('hex'),
  }));
}

/** Mending a cell again replaces what was said before. */
export async function saveMends(
  tx: Tx,
  importId: string,
  mends: readonly Omit<Mend, 'valueKey'>[],
  by: { personId: string; at: Date; seal: Seal },
): Promise<void> {
  for (const { sha256, place, at, column, secret, value } of mends) {
    const words = value ?? '';
    await tx
      .insertInto('import_mend')
      .values({
        import_id: importId,
        sha256,
        sheet: place.sheet,
        row_number: place.row,
        column_index: at,
        header: column,
        secret,
        sealed: by.seal.close(words),
        value_key: by.seal.keyOf(words),
        by: by.personId,
        at: by.at,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['import_id', 'sha256', 'sheet', 'row_number', 'column_index'])
          .doUpdateSet((eb) => ({
            sealed: eb.ref('excluded.sealed'),
            value_key: eb.ref('excluded.value_key'),
            by: eb.ref('excluded.by'),
            at: eb.ref('excluded.at'),
          })),
      )
      .execute();
  }
}

export async function dropMends(
  tx: Tx,
  importId: string,
  mends: readonly Pick<Mend, 'sha256' | 'place' | 'at'>[],
): Promise<void> {
  for (const { sha256, place, at } of mends)
    await tx
      .deleteFrom('import_mend')
      .where('import_id', '=', importId)
      .where('sha256', '=', sha256)
      .where('sheet', '=', place.sheet)
      .where('row_number', '=', place.row)
      .where('column_index', '=', at)
      .execute();
}

/** The import is closed: which cells were mended stays, what was typed goes. */
export async function eraseMends(tx: Tx, importId: string): Promise<void> {
  await sql`update import_mend set sealed = null where import_id = ${importId}`.execute(tx);
}
