/**
 * `npm run verify -- receipt.json [--file work.pdf] [--keys keys.json]` checks a receipt offline, by the keys the
 * school publishes at /api/keys where they are given; `npm run verify -- copy.zip` (or its unpacked folder) checks
 * that a student's copy is whole and unchanged; `npm run verify -- ledger` holds the whole
 * ledger of the configured schools against its rows. Exit code 0: it holds; 1: something differs; 2: not readable.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { placesOf } from '../src/app/places.ts';
import type { Receipt } from '../src/ledger/receipt.ts';
import { verifyLedger } from '../src/ledger/verify-ledger.ts';
import { verifyReceipt } from '../src/ledger/verify-receipt.ts';
import { type BagFinding, checkBag } from '../src/platform/check-bag.ts';
import { readConfig } from '../src/platform/config.ts';
import { openDb, openPool } from '../src/platform/db.ts';
import { startEmbedded } from '../src/platform/postgres.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { file: { type: 'string' }, keys: { type: 'string' } },
});
const [what] = positionals;
if (what === 'ledger') await ledger();
else if (what && existsSync(what) && isBag(what)) await bag(what);
else if (what && [what, options.file, options.keys].every((file) => !file || existsSync(file))) receipt(what);
else {
  console.error(
    'npm run verify -- receipt.json [--file work.pdf] [--keys keys.json]\nnpm run verify -- copy.zip\nnpm run verify -- ledger',
  );
  process.exitCode = 2;
}

function isBag(place: string): boolean {
  return place.endsWith('.zip') || statSync(place).isDirectory();
}

const findingTexts: Record<BagFinding['wrong'], string> = {
  'no-bag': '不是封包，或封包不完整 no bag, or not a whole one',
  'unsafe-path': '路徑指向封包之外 a path that leads out of the bag',
  missing: '檔案不見了 missing',
  extra: '多出來的檔案 not part of the bag',
  changed: '內容被改過 changed',
  unreadable: '無法讀取 cannot be read',
  count: '檔案數或大小不符 number or size of files differs',
  'not-listed': '清單重複 listed twice',
};

async function bag(place: string): Promise<void> {
  const { files, bytes, info, findings } = await checkBag(place);
  for (const [label, value] of info) console.log(`  ${label}: ${value}`);
  for (const { wrong, path } of findings) console.log(`✗ ${path}: ${findingTexts[wrong]}`);
  if (findings.length > 0) process.exitCode = 1;
  else console.log(`✓ ${files} 個檔案（${bytes} bytes）完整無缺。 ${files} files, whole and unchanged.`);
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
