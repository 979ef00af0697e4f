/** Gives committed lines their consecutive index, grows the tree, and signs what it has become. */
import { sql } from 'kysely';
import { inTransaction, type Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { nodeHash, rangeRoot } from './merkle.ts';
import { signNote } from './note.ts';
import { sha256 } from './sha256.ts';
import { readNode } from './store.ts';

/** One batch; harmless to run twice or from two places. @returns how many lines got their index */
export async function sequence(school: School): Promise<number> {
  return inTransaction(school.db, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('ledger sequence'))`.execute(tx);
    const { rows: lines } = await sql<{ id: number; leaf_hash: Buffer }>`
      select l.id, l.leaf_hash from ledger_waiting w join ledger_line l on l.id = w.line_id
      order by l.id limit 5000`.execute(tx);
    if (lines.length === 0) return 0;
    const { rows } = await sql<{
      size: number;
    }>`select coalesce(max(index) + 1, 0)::bigint as size from ledger_entry`.execute(tx);
    const from = rows[0]?.size ?? 0;
    await tx
      .insertInto('ledger_entry')
      .values(lines.map((line, at) => ({ index: from + at, line_id: line.id })))
      .execute();
    await tx
      .deleteFrom('ledger_waiting')
      .where(
        'line_id',
        'in',
        lines.map((line) => line.id),
      )
      .execute();
    await grow(
      tx,
      from,
      lines.map((line) => line.leaf_hash),
    );
    await close(tx, school, from + lines.length);
    return lines.length;
  });
}

/** Adds the leaves and every complete subtree they complete. */
async function grow(tx: Tx, from: number, leaves: readonly Buffer[]): Promise<void> {
  const made = new Map<string, { level: number; index: number; hash: Buffer }>();
  const add = (level: number, index: number, hash: Buffer) =>
    made.set(`${level}/${index}`, { level, index, hash });
  for (const [at, leaf] of leaves.entries()) {
    let index = from + at;
    let hash = leaf;
    add(0, index, hash);
    for (let level = 0; index % 2 === 1; level += 1) {
      const left = made.get(`${level}/${index - 1}`)?.hash ?? (await readNode(tx, level, index - 1));
      hash = Buffer.from(nodeHash(sha256, left, hash));
      index = (index - 1) / 2;
      add(level + 1, index, hash);
    }
  }
  await tx
    .insertInto('ledger_node')
    .values([...made.values()])
    .execute();
}

async function close(tx: Tx, school: School, size: number): Promise<void> {
  const root = Buffer.from(await rangeRoot(sha256, (level, index) => readNode(tx, level, index), 0, size));
  const note = signNote(school.signer, { origin: `licheng/${school.id}`, size, root });
  const at = await school.clock.now(tx);
  await tx
    .insertInto('ledger_checkpoint')
    .values({ size, root, note, key_id: school.signer.keyId, at })
    .execute();
}
