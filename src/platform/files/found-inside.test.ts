import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { foundBehind, foundInPdf, foundInText } from './found-inside.ts';

describe('產4 what a file carries that must never run', () => {
  test('產4 · JavaScript is found where it is written, and where it is packed with other objects', () => {
    const written = Buffer.from('1 0 obj << /S /JavaScript /JS (app.alert(1)) >> endobj');
    const packed = Buffer.concat([
      Buffer.from('5 0 obj << /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode >>\nstream\r\n'),
      deflateSync(Buffer.from('1 0 << /S /JavaScript /JS (app.alert(1)) >>')),
      Buffer.from('\nendstream endobj'),
    ]);
    expect(packed.includes('/JavaScript')).toBe(false);
    expect(foundInPdf(written)).toEqual(['javascript']);
    expect(foundInPdf(packed)).toEqual(['javascript']);
  });

  test('產4 · half an archive is none; a whole one is', () => {
    const head = Buffer.from('PK\x03\x04', 'latin1');
    expect(foundBehind(head, 'image/png')).toEqual([]);
    expect(foundBehind(Buffer.concat([head, Buffer.from('PK\x05\x06', 'latin1')]), 'image/png')).toEqual([
      'archive-inside',
    ]);
  });

  test('產4 · a script is found in wide letters too; a word that only sounds like one is not', () => {
    expect(foundInText(Buffer.from('<script>x</script>', 'utf16le'))).toEqual(['script-text']);
    expect(foundInText(Buffer.from('a description of evaluation'))).toEqual([]);
  });
});
