/**
 * `npm run verify -- receipt.json [--file work.pdf]` checks a receipt offline; `npm run verify -- ledger` holds the
 * whole ledger of the configured school against its rows. Exit code 0: it holds; 1: something differs; 2: not readable.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { placesOf } from '../src/app/places.ts';
import type { Receipt } from '../src/ledger/receipt.ts';
import { verifyLedger } from '../src/ledger/verify-ledger.ts';
import { verifyReceipt } from '../src/ledger/verify-receipt.ts';
import { readConfig } from '../src/platform/config.ts';
import { openDb, openPool } from '../src/platform/db.ts';
import { startEmbedded } from '../src/platform/postgres.ts';

const [what, ...rest] = process.argv.slice(2);
if (what === 'ledger') await ledger();
else if (what && existsSync(what)) receipt(what);
else {
  console.error('npm run verify -- receipt.json [--file work.pdf]\nnpm run verify -- ledger');
  process.exitCode = 2;
}

function receipt(file: string): void {
  const { statement, wrong, proven } = verifyReceipt(JSON.parse(readFileSync(file, 'utf8')) as Receipt);
  const findings = [...wrong];
  if (statement) {
    console.log(`${statement.school.name}  ${statement.finished}`);
    for (const handed of statement.files) console.log(`  ${handed.sha256}  ${handed.size}  ${handed.name}`);
  }
  const work = rest[0] === '--file' ? rest[1] : undefined;
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
