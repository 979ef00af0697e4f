import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { enrolments } from '../../tests/cast.ts';
import { handIn } from '../../tests/hand-in.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { certify } from '../certification/contract.ts';
import { openDb, openPool } from '../platform/db.ts';
import { keyIdOf } from '../platform/signer.ts';
import { keys } from './contract.ts';
import { sequence } from './later.ts';
import type { Receipt } from './receipt.ts';
import { verifyLedger } from './verify-ledger.ts';
import { verifyReceipt } from './verify-receipt.ts';

let town: TestSchool;
let handed: { outcomeId: string; versionId: string };
beforeEach(async () => {
  town = await openTestSchool();
  handed = await handIn(town.as('lin'), { enrolmentId: enrolments.linChinese.id });
  await town
    .as('wang')
    .call(certify, { params: { outcomeId: handed.outcomeId }, body: { versionId: handed.versionId } });
  await sequence(town.school);
});
afterEach(() => town.close());

async function receiptOf(): Promise<Receipt> {
  const path = `/api/outcomes/${handed.outcomeId}/versions/${handed.versionId}/receipt`;
  return (await (await town.as('lin').fetch(path)).json()) as Receipt;
}

/** A person with the superuser's password and no respect for triggers. */
async function tamper(statement: string): Promise<string[]> {
  await town.owner.query(
    `set session_replication_role = replica; ${statement}; reset session_replication_role`,
  );
  return (await verifyLedger(town.school.db)).findings;
}

describe('I5 the ledger proves', () => {
  test('I5 · an untouched school has no finding', async () => {
    expect((await verifyLedger(town.school.db)).findings).toEqual([]);
  });

  test('I5 · an edited row is named', async () => {
    const findings = await tamper(
      `update outcome_version set description = '改過' where id = '${handed.versionId}'`,
    );
    expect(findings).toEqual([expect.stringContaining(`outcome_version ${handed.versionId}: changed`)]);
  });

  test('I5 · a row nobody recorded is named', async () => {
    const findings = await tamper(
      `insert into certification (version_id, outcome_id, decision, decided_by, decided_at, withdrawn_at)
       select version_id, outcome_id, 'certified', decided_by, now(), now() from certification limit 1`,
    );
    expect(findings).toEqual([expect.stringContaining('no line ever wrote it')]);
  });

  test('I5 · an edited line is named, and the tree no longer leads to its root', async () => {
    const findings = await tamper(
      `update ledger_content set data = data || '{"forged": true}' where line_id = (select max(line_id) from ledger_content)`,
    );
    expect(findings).toEqual([expect.stringMatching(/^line \d+ \(certification.certified\): changed/)]);
    const root = await tamper(
      `update ledger_line set leaf_hash = sha256('forged') where id = (select max(id) from ledger_line)`,
    );
    expect(root.some((finding) => finding.includes('no longer lead to its root'))).toBe(true);
  });

  test('I5 · a deleted line is named', async () => {
    const findings = await tamper(
      `delete from ledger_content where line_id = (select max(id) from ledger_line); delete from ledger_line where id = (select max(id) from ledger_line)`,
    );
    expect(findings.some((finding) => /^line \d+ \(index \d+\): deleted/.test(finding))).toBe(true);
  });

  test('I5 · the product itself may not change a line, and neither may its owner by mistake', async () => {
    const app = openDb(openPool(town.databaseUrl, 'app', 1));
    await expect(app.deleteFrom('ledger_line').execute()).rejects.toThrow(/permission denied/);
    await app.destroy();
    await expect(town.owner.query('update ledger_line set act = act')).rejects.toThrow(/only grows/);
  });
});

describe('I9 a receipt proves alone', () => {
  test('I9 · it holds, with its place in the signed ledger, and is the same bytes every time', async () => {
    const receipt = await receiptOf();
    expect(verifyReceipt(receipt)).toMatchObject({ wrong: [], proven: true });
    expect(await receiptOf()).toEqual(receipt);
  });

  test('I9 · a changed statement or a foreign proof is found', async () => {
    const receipt = await receiptOf();
    const later = {
      ...receipt,
      statement: receipt.statement.replace('"finished":"2025', '"finished":"2024'),
    };
    expect(verifyReceipt(later).wrong).toHaveLength(1);
    const moved = receipt.proof && {
      ...receipt,
      proof: { ...receipt.proof, index: receipt.proof.index + 1 },
    };
    expect(moved && verifyReceipt(moved).wrong).toHaveLength(1);
  });

  test('I9 · a receipt signed by another key is found by the keys the school publishes', async () => {
    const receipt = await receiptOf();
    const { answer } = await town.anonymous.call(keys);
    const published = new Map(answer?.keys.map(({ id, publicKey }) => [id, publicKey]));
    expect(verifyReceipt(receipt, published)).toMatchObject({ wrong: [], proven: true });
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const signature = sign(null, Buffer.from(receipt.statement), privateKey).toString('base64');
    const { proof: _, ...plain } = receipt;
    for (const id of [receipt.key.id, keyIdOf(publicKey)]) {
      const forged = { ...plain, signature, key: { id, publicKey: pem } };
      expect(verifyReceipt(forged, published).wrong).toEqual([expect.stringContaining('none of the school')]);
    }
  });

  test('I9 · what is no receipt is said to be none', () => {
    for (const text of ['{}', '{"statement":"{}"}', '{"statement":7,"key":{"publicKey":"x"}}']) {
      expect(verifyReceipt(JSON.parse(text) as Receipt).wrong).toHaveLength(1);
    }
  });

  test('I9 · openssl alone verifies it', async () => {
    const receipt = await receiptOf();
    const dir = mkdtempSync(join(tmpdir(), 'licheng-receipt-'));
    const at = (name: string) => join(dir, name);
    writeFileSync(at('statement'), receipt.statement);
    writeFileSync(at('signature'), Buffer.from(receipt.signature, 'base64'));
    writeFileSync(at('key.pem'), receipt.key.publicKey);
    const check = () =>
      execFileSync(
        'openssl',
        [
          'pkeyutl',
          '-verify',
          '-pubin',
          '-inkey',
          at('key.pem'),
          '-rawin',
          '-in',
          at('statement'),
          '-sigfile',
          at('signature'),
        ],
        { encoding: 'utf8', stdio: 'pipe' },
      );
    expect(check()).toContain('Verified Successfully');
    writeFileSync(at('statement'), `${receipt.statement} `);
    expect(check).toThrow();
    rmSync(dir, { recursive: true });
  });
});
