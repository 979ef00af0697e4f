import { describe, expect, test } from 'vitest';
import { fileNameOf, namesApart, readPath, writtenPath } from './bag.ts';

describe('names in a bag', () => {
  test('產31 · a name keeps what people read and loses what a disk refuses or an eye is fooled by', () => {
    for (const [wanted, name] of [
      ['讀書報告 𠮷田.pdf', '讀書報告 𠮷田.pdf'],
      ['報告\u202egpj.exe', '報告gpj.exe'],
      ['a\u0000b\nc.pdf', 'abc.pdf'],
      ['../../etc/passwd', '_.._etc_passwd'],
      ['C:\\機密?.pdf', 'C__機密_.pdf'],
      ['  結尾有點. . ', '結尾有點'],
      ['CON.pdf', '_CON.pdf'],
      ['com1', '_com1'],
      ['control.pdf', 'control.pdf'],
      ['...', '_'],
      ['', '_'],
    ])
      expect(fileNameOf(wanted ?? '')).toBe(name);
  });

  test('產31 · a long name is cut to 120 bytes between characters, with its ending kept', () => {
    const name = fileNameOf(`${'長'.repeat(100)}𠮷.pdf`);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(120);
    expect(name).toMatch(/^長+\.pdf$/);
    expect(Buffer.byteLength(fileNameOf(`${'a'.repeat(116)}.pdf`))).toBe(120);
  });

  test('產31 · two names that differ by case only are two files on every disk', () => {
    const apart = namesApart();
    expect(['a/報告.pdf', 'a/報告.PDF', 'a/報告.pdf', 'b/報告.pdf'].map(apart)).toEqual([
      'a/報告.pdf',
      'a/報告 (2).PDF',
      'a/報告 (3).pdf',
      'b/報告.pdf',
    ]);
  });

  test('RFC 8493 · a path is written and read back', () => {
    for (const path of ['data/百分之50%.txt', 'data/兩\n行', 'data/%0A'])
      expect(readPath(writtenPath(path))).toBe(path);
    expect(writtenPath('a%b\nc\r')).toBe('a%25b%0Ac%0D');
  });
});
