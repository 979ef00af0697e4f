/** Receipts and the tree as rows. */
import { sql } from 'kysely';
import type { Db, Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { inclusionProof } from './merkle.ts';
import { type Receipt, type ReceiptProof, type ReceivedVersion, stateReceipt } from './receipt.ts';
import type { Recorded } from './record.ts';
import { sha256 } from './sha256.ts';

/** Signs and keeps the receipt of a version, in the transaction that saves it. @returns it, still without proof */
export async function makeReceipt(
  tx: Tx,
  school: School,
  version: ReceivedVersion,
  recorded: Recorded,
): Promise<Receipt> {
  const statement = stateReceipt({
    school: { id: school.id, name: school.name },
    ...version,
    ledger: { line: recorded.lineId, leaf: recorded.leafHash },
    ...(school.clock.offsetMs === 0 ? {} : { clockOffset: Math.round(school.clock.offsetMs) }),
  });
  const { keyId, publicKey } = school.signer;
  const signature = school.signer.sign(Buffer.from(statement, 'utf8'));
  await tx
    .insertInto('receipt')
    .values({
      version_id: version.version.id,
      ['outcome' in version ? 'outcome_version_id' : 'performance_version_id']: version.version.id,
      statement,
      signature,
      key_id: keyId,
      line_id: recorded.lineId,
    })
    .execute();
  return {
    statement,
    signature: signature.toString('base64'),
    key: { id: keyId, publicKey },
    salt: recorded.salt,
  };
}

/** The receipt of a version the caller may see; its proof joins once a checkpoint covers its line. */
export async function receiptOf(db: Db | Tx, versionId: string): Promise<Receipt | undefined> {
  const { rows } = await sql<{
    statement: string;
    signature: Buffer;
    keyId: string;
    publicKey: string;
    salt: Buffer;
    index: number | null;
  }>`
    select r.statement, r.signature, r.key_id as "keyId", k.public_key as "publicKey", c.salt, e.index
    from receipt r join signing_key k on k.id = r.key_id
    join ledger_content c on c.line_id = r.line_id
    left join ledger_entry e on e.line_id = r.line_id
    where r.version_id = ${versionId}`.execute(db);
  const row = rows[0];
  if (!row) return undefined;
  const proof = row.index === null ? undefined : await proofOf(db, row.index);
  return {
    statement: row.statement,
    signature: row.signature.toString('base64'),
    key: { id: row.keyId, publicKey: row.publicKey },
    salt: row.salt.toString('hex'),
    ...(proof ? { proof } : {}),
  };
}

/** What an upload was answered when its version was made: the same however often it is asked. */
export async function givenReceipt(db: Db | Tx, versionId: string): Promise<Omit<Receipt, 'proof'>> {
  const receipt = await receiptOf(db, versionId);
  if (!receipt) throw new Error(`Version ${versionId} has no receipt.`);
  const { statement, signature, key, salt } = receipt;
  return { statement, signature, key, salt };
}

/** Against the first checkpoint that covers the line, so that the same receipt always has the same proof. */
async function proofOf(db: Db | Tx, index: number): Promise<ReceiptProof | undefined> {
  const checkpoint = await db
    .selectFrom('ledger_checkpoint')
    .select(['size', 'note'])
    .where('size', '>', index)
    .orderBy('size')
    .limit(1)
    .executeTakeFirst();
  if (!checkpoint) return undefined;
  const hashes = await inclusionProof(sha256, (level, at) => readNode(db, level, at), index, checkpoint.size);
  return {
    index,
    size: checkpoint.size,
    hashes: hashes.map((hash) => Buffer.from(hash).toString('base64')),
    checkpoint: checkpoint.note,
  };
}

export async function readNode(db: Db | Tx, level: number, index: number): Promise<Buffer> {
  const row = await db
    .selectFrom('ledger_node')
    .select('hash')
    .where('level', '=', level)
    .where('index', '=', index)
    .executeTakeFirst();
  if (!row) throw new Error(`The ledger's tree lacks node ${level}/${index}.`);
  return row.hash;
}

export async function latestCheckpoint(db: Db): Promise<{ size: number; note: string } | undefined> {
  return db
    .selectFrom('ledger_checkpoint')
    .select(['size', 'note'])
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function publicKeys(db: Db) {
  return db.selectFrom('signing_key').selectAll().orderBy('created_at').execute();
}
