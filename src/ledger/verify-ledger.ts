/**
 * Holds the whole ledger against itself, its signatures and the rows it speaks of, and names what differs.
 * Everything is derived again from what is stored; no stored hash is believed. @server
 */
import { sql } from 'kysely';
import type { Db } from '../platform/db.ts';
import { nodeHash, rangeRoot } from './merkle.ts';
import { readNote } from './note.ts';
import { sha256 } from './sha256.ts';

export interface LedgerVerdict {
  lines: number;
  rows: number;
  checkpoints: number;
  /** One sentence per finding, naming line, table and row. */
  findings: string[];
}

/** Tables every row of which was written by a recorded act: a row nobody recorded is a finding. */
const recordedTables = [
  'outcome_version',
  'outcome_file',
  'certification',
  'selection',
  'performance_selection',
] as const;

export async function verifyLedger(db: Db): Promise<LedgerVerdict> {
  const [lines, gaps, rows, strangers, tree] = [
    await changedLines(db),
    await missingLines(db),
    await changedRows(db),
    await unrecordedRows(db),
    await wrongTree(db),
  ];
  const counted = await sql<{ lines: number; rows: number; checkpoints: number }>`
    select (select count(*) from ledger_line)::int as lines, (select count(*) from ledger_checkpoint)::int as checkpoints,
      (select count(distinct (r->>'table', r->>'id')) from ledger_content, jsonb_array_elements(data->'rows') r)::int as rows`.execute(
    db,
  );
  return {
    ...(counted.rows[0] ?? { lines: 0, rows: 0, checkpoints: 0 }),
    findings: [...lines, ...gaps, ...rows, ...strangers, ...tree],
  };
}

/** Lines whose hash does not follow from what they and their content say. */
async function changedLines(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: number; act: string; gone: boolean }>`
    select l.id, l.act, c.line_id is null as gone
    from ledger_line l left join ledger_content c on c.line_id = l.id
    where c.line_id is null or l.leaf_hash <> sha256('\\x00'::bytea || convert_to(
      '{"v":1,"id":' || l.id || ',"at":' || to_jsonb(extract(epoch from l.at)::text) || ',"act":' || to_jsonb(l.act)
      || ',"commitment":"' || encode(sha256(c.salt || convert_to(jsonb_build_object(
        'actor', c.actor, 'about', c.about, 'data', c.data)::text, 'UTF8')), 'hex') || '"}', 'UTF8'))
    order by l.id`.execute(db);
  return rows.map(({ id, act, gone }) =>
    gone ? `line ${id} (${act}): its content is gone` : `line ${id} (${act}): changed after it was written`,
  );
}

/** Indexes without a line, and holes between indexes. */
async function missingLines(db: Db): Promise<string[]> {
  const { rows } = await sql<{ index: number; line: number }>`
    select e.index, e.line_id as line from ledger_entry e left join ledger_line l on l.id = e.line_id
    where l.id is null order by e.index`.execute(db);
  const { rows: holes } = await sql<{ index: number }>`
    select g.index from generate_series(0, (select coalesce(max(size), 0) - 1 from ledger_checkpoint)) as g(index)
    left join ledger_entry e on e.index = g.index where e.index is null order by g.index limit 100`.execute(
    db,
  );
  return [
    ...rows.map(({ index, line }) => `line ${line} (index ${index}): deleted`),
    ...holes.map(({ index }) => `index ${index}: no line has it any more`),
  ];
}

/** Rows that are not what the last line about them says they are. */
async function changedRows(db: Db): Promise<string[]> {
  const { rows } = await sql<{ table: string; id: string; line: number; gone: boolean }>`
    with said as (
      select distinct on (r->>'table', r->>'id') r->>'table' as table, r->>'id' as id, r->>'hash' as hash, c.line_id as line
      from ledger_content c, jsonb_array_elements(c.data->'rows') r
      order by r->>'table', r->>'id', c.line_id desc
    ), now as (select said.*, ledger_row_hash(said.table, said.id) as found from said)
    select now.table, now.id, now.line, now.found is null as gone from now
    where now.hash is distinct from now.found order by now.line`.execute(db);
  return rows.map(({ table, id, line, gone }) =>
    gone
      ? `${table} ${id}: deleted, but line ${line} wrote it`
      : `${table} ${id}: changed since line ${line} wrote it`,
  );
}

async function unrecordedRows(db: Db): Promise<string[]> {
  const found = await Promise.all(
    recordedTables.map(async (table) => {
      const { rows } = await sql<{ id: string }>`
        select t.id::text as id from ${sql.table(table)} t
        where not exists (select from ledger_content c, jsonb_array_elements(c.data->'rows') r
          where r->>'table' = ${table} and r->>'id' = t.id::text)`.execute(db);
      return rows.map(({ id }) => `${table} ${id}: no line ever wrote it`);
    }),
  );
  return found.flat();
}

/** Builds the tree anew from the lines and compares every checkpoint's root and signature. */
async function wrongTree(db: Db): Promise<string[]> {
  const { rows: leaves } = await sql<{ leaf: Buffer }>`
    select l.leaf_hash as leaf from ledger_entry e join ledger_line l on l.id = e.line_id order by e.index`.execute(
    db,
  );
  const keys = (await db.selectFrom('signing_key').select('public_key').execute()).map(
    (key) => key.public_key,
  );
  const checkpoints = await db.selectFrom('ledger_checkpoint').selectAll().orderBy('size').execute();
  const levels = levelsOf(leaves.map((row) => row.leaf));
  const findings: string[] = [];
  for (const checkpoint of checkpoints) {
    const signed = readNote(checkpoint.note, keys);
    if (!signed || signed.size !== checkpoint.size || !signed.root.equals(checkpoint.root)) {
      findings.push(`checkpoint ${checkpoint.size}: its signature does not fit`);
    }
    if (checkpoint.size > leaves.length) {
      findings.push(`checkpoint ${checkpoint.size}: only ${leaves.length} lines are left`);
      continue;
    }
    const root = await rangeRoot(
      sha256,
      (level, index) => levels[level]?.[index] ?? Buffer.alloc(32),
      0,
      checkpoint.size,
    );
    if (!Buffer.from(root).equals(checkpoint.root)) {
      findings.push(`checkpoint ${checkpoint.size}: the lines no longer lead to its root`);
    }
  }
  return findings;
}

function levelsOf(leaves: Uint8Array[]): Uint8Array[][] {
  const levels = [leaves];
  for (let below = leaves; below.length > 1; ) {
    const level: Uint8Array[] = [];
    for (let at = 0; at + 1 < below.length; at += 2) {
      level.push(nodeHash(sha256, below[at] ?? new Uint8Array(), below[at + 1] ?? new Uint8Array()));
    }
    levels.push(level);
    below = level;
  }
  return levels;
}
