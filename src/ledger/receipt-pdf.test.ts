import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { printableText } from '../platform/pdf.ts';
import { stateReceipt } from './receipt.ts';
import { receiptPdf } from './receipt-pdf.ts';

describe('the receipt on paper', () => {
  test('I9 · it is a tagged PDF with the names on it, also where a description looks like markup', async () => {
    const { publicKey } = generateKeyPairSync('ed25519');
    const statement = stateReceipt({
      school: { id: 'school', name: '海濱高級商業職業學校' },
      outcome: 'outcome',
      version: { id: 'version', number: 2 },
      description: '#import "x" *粗體* $x$ [括號]',
      files: [{ slot: 'document', name: '讀書報告#1.pdf', size: 4_194_304, sha256: 'ab'.repeat(32) }],
      begun: '2026-02-03T15:59:59.000Z',
      finished: '2026-02-03T16:03:00.000Z',
      ledger: { line: 12, leaf: 'cd'.repeat(32) },
    });
    const key = { id: 'key', publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString() };
    const pdf = await receiptPdf({ statement, signature: 'c2ln', key, salt: '00' }, '𠮷田堃');
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.includes('/StructTreeRoot')).toBe(true);
  });

  test('I9 · a character the font lacks is printed as its code point', () => {
    expect(printableText('𠮷田堃')).toBe('[U+20BB7]田堃');
    expect(printableText('林犇\n')).toBe('林犇\n');
  });
});
