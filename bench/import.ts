/**
 * `npm run bench -- import`: 100,000 semester grades (20 columns) brought as .xlsx, looked at and applied over HTTP as an office
 * does it (parsed, validated, compared, written), beside parsing the same file with hucre alone. Alternating in one
 * run. Applied once more, the same file changes nothing.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { streamXlsxRows } from 'hucre/xlsx';
import type pg from 'pg';
import { clientOf } from '../src/app/demo/http-client.ts';
import { openPool } from '../src/platform/db.ts';
import { writeWorkbook } from '../src/platform/sheets.ts';
import { apply, bring } from '../tests/bring.ts';
import { type Product, startProduct } from './parts/product.ts';

const rounds = 3;
const students = 2500;
const courses = 40;
const mostMb = 600;
const mostRatio = 4;

const headers = [
  '學號',
  '姓名',
  '部別',
  '學年度',
  '學期',
  '課程代碼',
  '科目名稱',
  '開課年級',
  '班組',
  '修課學分',
  '學期學業成績',
  '成績及格',
  '補考成績',
  '補考及格',
  '是否採計學分',
  '質性文字描述',
  '授課教師',
  '原班',
  '原座號',
  '備註',
];

if (process.argv[2] === 'bare') await parseAlone(process.argv[3] ?? '');
else await bench();

async function bench(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'licheng-bench-import-'));
  const file = join(dir, '學期成績.xlsx');
  writeFileSync(file, await workbook());
  const product = await startProduct(1);
  const owner = openPool(product.place.databaseUrl, 'owner', 1);
  try {
    await enterSchool(owner);
    const sums = { ours: 0, reference: 0 };
    for (let round = 0; round < rounds; round += 1) {
      await owner.query('truncate grade');
      sums.reference += seconds(file);
      const { took, changed } = await importOnce(product, file);
      if (!changed) throw new Error('Nothing was imported.');
      sums.ours += took;
    }
    await checkRows(owner);
    const again = await importOnce(product, file);
    if (again.changed) throw new Error('The same file changed something.');
    const peakMb = peakOf(product.pid);
    const figure = (sum: number) => Number((sum / rounds).toFixed(2));
    const ratio = Number((sums.ours / sums.reference).toFixed(2));
    console.log(`the same file again changed nothing, in ${again.took.toFixed(2)} s`);
    console.log(
      JSON.stringify({
        name: 'import',
        ours: figure(sums.ours),
        reference: figure(sums.reference),
        unit: 's',
        ratio,
        peakMb,
      }),
    );
    if (ratio > mostRatio || peakMb > mostMb) process.exitCode = 1;
  } finally {
    await owner.end();
    await product.close();
    rmSync(dir, { recursive: true });
  }
}

async function importOnce(product: Product, file: string): Promise<{ took: number; changed: boolean }> {
  const registrar = clientOf(product.url, async () => product.registrar);
  const bytes = readFileSync(file);
  const began = performance.now();
  const brought = await bring(registrar, [{ name: '學期成績.xlsx', bytes }]);
  if (process.env['BENCH_STEPS']) console.log('  brought and seen', performance.now() - began);
  if (brought.problems.length > 0) throw new Error(JSON.stringify(brought.problems.slice(0, 3)));
  const applied = await apply(registrar, brought);
  if (!applied.answer) throw new Error(JSON.stringify(applied.refusal));
  const took = (performance.now() - began) / 1000;
  if (process.env['BENCH_STEPS']) console.log('  all', took);
  return { took, changed: applied.answer.changed };
}

/** In a process of its own; only the reading is timed. */
function seconds(file: string): number {
  const run = spawnSync(process.execPath, [import.meta.filename, 'bare', file], { encoding: 'utf8' });
  if (process.env['BENCH_STEPS']) console.log('  bare', run.stdout);
  return Number(run.stdout);
}

async function parseAlone(file: string): Promise<void> {
  const bytes = readFileSync(file);
  const began = performance.now();
  let cells = 0;
  for await (const { values } of streamXlsxRows(bytes, { sheet: 0 })) cells += values.length;
  if (cells < students * courses) throw new Error(`Only ${cells} cells.`);
  console.log((performance.now() - began) / 1000);
}

function workbook(): Promise<Uint8Array> {
  const rows = Array.from({ length: students * courses }, (_, index) => {
    const [s, c] = [Math.floor(index / courses), index % courses];
    const score = (s * 7 + c * 13) % 101;
    const passed = score >= 60;
    return [
      ...[`Z${1000 + s}`, `學生${s}`, '日間部', 114, 1, `MEASURE${c}`, `科目${c}`, 1, '量測班', 2],
      ...[score, passed ? '是' : '否', passed ? null : 60, passed ? null : '是', '是'],
      ...[`能完成第 ${c} 單元的學習任務，第 ${s % 97} 級`, `教師${c}`, '商一甲', 1 + (s % 45), '無'],
    ];
  });
  return writeWorkbook([{ name: '學期成績', columns: headers.map((header) => ({ header })), rows }]);
}

/** A semester of a large school: everybody takes every course, and nobody has a grade yet. */
async function enterSchool(owner: pg.Pool): Promise<void> {
  await owner.query(`
    with p as (insert into person (name) select '學生' || n from generate_series(0, ${students - 1}) n returning id, name)
    insert into registration (person_id, student_number, division, entry_school_year, programme, field_group, starts_on)
    select id, 'Z' || (1000 + substr(name, 3)::int), 'day', 114, '301', '21', '2025-08-01' from p`);
  await owner.query(`
    with c as (insert into course (code, coded, name)
      select 'MEASURE' || n, false, '科目' || n from generate_series(0, ${courses - 1}) n returning code)
    insert into offering (course_code, school_year, semester, division, grade, group_name, credits)
    select code, 114, 1, 'day', 1, '量測班', 2 from c`);
  await owner.query(`
    insert into enrolment (registration_id, offering_id)
    select r.id, o.id from registration r, offering o
    where r.student_number like 'Z%' and o.group_name = '量測班' order by r.id, o.id`);
  await owner.query('vacuum analyze');
}

async function checkRows(owner: pg.Pool): Promise<void> {
  const { rows } = await owner.query<{ count: number }>('select count(*)::int as count from grade');
  if (rows[0]?.count !== students * courses) throw new Error(`${rows[0]?.count} grades stand there.`);
}

/** The most memory the serving process ever held, as the kernel counted it. */
function peakOf(pid: number): number {
  const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Math.round(Number(line?.[1] ?? 0) / 1024);
}
