import { createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { castNow, enrolments } from '../../tests/cast.ts';
import { begin, draftFor, pdfFile, putBytes, sha256Of } from '../../tests/hand-in.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { sequence } from '../ledger/later.ts';
import type { Receipt, ReceiptStatement } from '../ledger/receipt.ts';

let opened: TestSchool;
beforeAll(async () => {
  opened = await openTestSchool();
});
afterAll(() => opened.close());

test('I9 · the receipt of an upload verifies by its key alone, and asking again gives the same bytes', async () => {
  const lin = opened.as('lin');
  const file = pdfFile();
  const outcomeId = await draftFor(lin, enrolments.linChinese.id);
  const uploadId = await begin(lin, outcomeId, [file], '𠮷日的讀書報告');
  const put = await putBytes(lin, uploadId, file);
  if (put.answer?.state !== 'received') throw new Error('not received');
  const { receipt, versionId } = put.answer;

  const signature = Buffer.from(receipt.signature, 'base64');
  const said = Buffer.from(receipt.statement, 'utf8');
  expect(verify(null, said, createPublicKey(receipt.key.publicKey), signature)).toBe(true);
  const statement = JSON.parse(receipt.statement) as ReceiptStatement;
  expect(statement).toMatchObject({
    outcome: outcomeId,
    version: { id: versionId, number: 1 },
    description: '𠮷日的讀書報告',
    files: [{ slot: 'document', size: file.bytes.length, sha256: sha256Of(file.bytes) }],
  });
  expect(Date.parse(statement.finished) - Date.parse(statement.begun)).toBeGreaterThan(0);
  expect(Math.abs(Date.parse(statement.begun) - castNow.getTime())).toBeLessThan(60_000);

  const address = `/api/outcomes/${outcomeId}/versions/${versionId}/receipt`;
  await sequence(opened.school);
  const [first, second] = await Promise.all([lin.fetch(address), lin.fetch(address)]);
  const text = await first.text();
  expect(await second.text()).toBe(text);
  const { proof, ...same } = JSON.parse(text) as Receipt;
  expect(same).toEqual(receipt);
  expect(proof?.index).toBeGreaterThanOrEqual(0);

  const paper = await lin.fetch(`${address}.pdf`);
  expect(paper.headers.get('content-type')).toBe('application/pdf');
  expect(
    Buffer.from(await paper.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  for (const other of [opened.as('chen'), opened.as('wang'), opened.as('registrar')]) {
    expect((await other.fetch(address)).status).toBe(404);
    expect((await other.fetch(`${address}.pdf`)).status).toBe(404);
  }
});
