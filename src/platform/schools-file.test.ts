import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';

const dir = mkdtempSync(join(tmpdir(), 'licheng-schools-'));
afterAll(() => rmSync(dir, { recursive: true }));

function read(text: string, more: Record<string, string> = {}) {
  const file = join(dir, 'schools.yaml');
  writeFileSync(file, text);
  return readConfig({ SCHOOLS_FILE: file, ...more });
}
const wrongIn = (text: string, more?: Record<string, string>) => {
  const found = read(text, more);
  return 'wrong' in found ? found.wrong : [];
};
const north = '- { host: North.example, database: "postgres://u:secret@db/north", data: /srv/north }\n';

describe('the list of schools', () => {
  test('a school needs host, database and folder; its host is read as browsers send it', () => {
    const found = read(north);
    expect('config' in found && found.config.schools).toEqual([
      { host: 'north.example', database: 'postgres://u:secret@db/north', data: '/srv/north' },
    ]);
  });

  test('everything that is wrong is said by school and key, without a password', () => {
    const wrong = wrongIn(`${north}- { host: "a school", database: "mysql://u:secret@db/x", dta: /srv/x }\n`);
    expect(wrong).toHaveLength(4);
    for (const key of ['host', 'database', 'data', 'dta'])
      expect(wrong.join('\n')).toMatch(new RegExp(`school 2.* ${key}`));
    expect(wrong.join()).not.toContain('secret');
  });

  test('two schools share neither host nor database nor folder', () => {
    const wrong = wrongIn(`${north}${north.replace('North', 'north')}`);
    expect(wrong).toHaveLength(3);
    expect(wrong.join()).not.toContain('secret');
    expect(wrongIn(`${north}${north.replaceAll(/north/gi, 'south')}`)).toEqual([]);
  });

  test('no list, an empty list and broken YAML are said; nothing of one school stands beside it', () => {
    for (const text of ['', '[]', 'host: north', '- [']) expect(wrongIn(text)).toHaveLength(1);
    expect(wrongIn(north, { FILES_ORIGIN: 'https://files.example' })).toHaveLength(1);
  });
});
