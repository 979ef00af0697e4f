/**
 * `npm run verify -- receipt.json [--file work.pdf] [--keys keys.json]` checks a receipt offline, by the keys the
 * school publishes at /api/keys where they are given; `npm run verify -- ledger` holds the whole ledger of the
 * configured schools against its rows. Exit code 0: it holds; 1: something differs; 2: not readable.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { placesOf } from '../src/app/places.ts';
import type { Receipt } from '../src/ledger/receipt.ts';
import { verifyLedger } from '../src/ledger/verify-ledger.ts';
import { verifyReceipt } from '../src/ledger/verify-receipt.ts';
import { readConfig } from '../src/platform/config.ts';
import { openDb, openPool } from '../src/platform/db.ts';
import { startEmbedded } from '../src/platform/postgres.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { file: { type: 'string' }, keys: { type: 'string' } },
});
const [what] = positionals;
if (what === 'ledger') await ledger();
else if (what && [what, options.file, options.keys].every((file) => !file || existsSync(file))) receipt(what);
else {
  console.error(
    'npm run verify -- receipt.json [--file work.pdf] [--keys keys.json]\nnpm run verify -- ledger',
  );
  process.exitCode = 2;
}

function receipt(file: string): void {
  const read = readJson(file) as Receipt | undefined;
  const published = options.keys ? readKeys(options.keys) : undefined;
  if (!read || (options.keys && !published)) return;
  const { statement, keyId, wrong, proven } = verifyReceipt(read, published);
  const findings = [...wrong];
  if (statement) {
    console.log(`${statement.school.name}  ${statement.finished}`);
    console.log(
      `  金鑰 key ${keyId}${published ? '' : '（請與學校公布的金鑰比對 compare it with /api/keys）'}`,
    );
    for (const handed of statement.files) console.log(`  ${handed.sha256}  ${handed.size}  ${handed.name}`);
  }
  const work = options.file;
  if (work) {
    const hash = createHash('sha256').update(readFileSync(work)).digest('hex');
    if (!statement?.files.some((handed) => handed.sha256 === hash)) {
      findings.push(`${work} 不是收據上的檔案。 ${work} is none of the files on the receipt.`);
    }
  }
  for (const finding of findings) console.log(`✗ ${finding}`);
  if (findings.length > 0) process.exitCode = 1;
  else {
    console.log('✓ 收據有效。 The receipt holds.');
    console.log(
      proven
        ? '✓ 已在簽署的帳本中。 It stands in the signed ledger.'
        : '… 帳本位置尚未加入這份收據。 Its place in the ledger has not joined yet.',
    );
  }
}

function readJson(file: string): object | undefined {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof read === 'object' && read !== null) return read;
  } catch {
    // Said below, as for JSON of another kind.
  }
  console.error(`${file} 無法讀取。 ${file} cannot be read as JSON.`);
  process.exitCode = 2;
  return undefined;
}

/** As the school publishes them: id → public key. */
function readKeys(file: string): Map<string, string> | undefined {
  const read = readJson(file) as { keys?: { id: string; publicKey: string }[] } | undefined;
  return read && new Map((read.keys ?? []).map(({ id, publicKey }) => [id, publicKey]));
}

async function ledger(): Promise<void> {
  const read = readConfig();
  if ('wrong' in read) {
    console.error(read.wrong.join('\n'));
    process.exitCode = 2;
    return;
  }
  const embedded =
    read.config.databaseUrl || read.config.schools
      ? undefined
      : await startEmbedded(join(read.config.dataDir, 'postgres'));
  for (const { host, place } of await placesOf(read.config, embedded)) {
    const db = openDb(openPool(place.databaseUrl, 'owner', 2));
    const { lines, rows, checkpoints, findings } = await verifyLedger(db);
    await db.destroy();
    console.log(`${host}: ${lines} lines, ${rows} rows, ${checkpoints} checkpoints`);
    for (const finding of findings) console.log(`✗ ${finding}`);
    if (findings.length > 0) process.exitCode = 1;
    else console.log('✓ 帳本與資料一致。 Ledger and rows agree.');
  }
  // A server that was running already stays up: another product may be using it.
  if (embedded?.startedHere) await embedded.stop();
}
