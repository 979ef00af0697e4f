/** The register's migration on a database in which a school has been living: nobody is lost, everybody is found. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { openPool } from '../platform/db.ts';

const folder = join(import.meta.dirname, '../../db/migrations');

test('五(一)1 · who was registered before the register had its columns is there after, and found by name', async () => {
  const admin = openPool(inject('postgres'), 'owner', 1);
  const name = `migrate_${Date.now()}`;
  await admin.query(`create database ${name}`);
  const pool = openPool(inject('postgres').replace(/\/postgres$/, `/${name}`), 'owner', 1);
  try {
    const files = readdirSync(folder).sort();
    for (const file of files.filter((one) => one < '0100')) await run(file);
    await pool.query(`
      with p as (insert into person (name) values ('𠮷田 堃'), ('谷辣斯‧尤達卡'), ('王若蘭') returning id, name)
      insert into registration (person_id, student_number, division, entry_school_year, programme, field_group, starts_on)
      select id, 'S' || row_number() over (order by name), 'day', 114, '301', '21', '2025-08-01' from p where name <> '王若蘭'`);
    for (const file of files.filter((one) => one >= '0100' && one < '0110')) await run(file);
    expect(await found('𠮷')).toEqual(['𠮷田 堃']);
    expect(await found('田堃')).toEqual(['𠮷田 堃']);
    expect(await found('斯尤達卡')).toEqual(['谷辣斯‧尤達卡']);
    expect(await found('王')).toEqual([]);
    await pool.query(`update person set name = '吉田堃' where name = '𠮷田 堃'`);
    expect(await found('𠮷')).toEqual([]);
    expect(await found('吉田堃')).toEqual(['吉田堃']);
    await pool.query(`update registration set division = 'continuing', student_number = 'N9' where student_number =
      (select student_number from registration r join person p on p.id = r.person_id where p.name = '吉田堃')`);
    const { rows } = await pool.query(`select distinct division, number from name_part where part = '吉'`);
    expect(rows).toEqual([{ division: 'continuing', number: 'N9' }]);
  } finally {
    await pool.end();
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  }

  async function run(file: string): Promise<void> {
    await pool.query(readFileSync(join(folder, file), 'utf8'));
  }

  async function found(part: string): Promise<string[]> {
    const { rows } = await pool.query<{ name: string }>(
      `select p.name from name_part n join registration r on r.id = n.registration_id join person p on p.id = r.person_id
       where n.part = $1`,
      [part],
    );
    return rows.map((row) => row.name);
  }
});
