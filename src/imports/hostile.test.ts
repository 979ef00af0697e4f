/** 產7 · Files that are too large, or made to harm: each refused with its reason, nothing changed, the product goes on. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendWorkbook } from '../../tests/bring.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { everybody, studentWorkbook } from '../../tests/student-sheet.ts';
import { zipOf } from '../../tests/zip.ts';
import { beginImport, previewImport } from './contract.ts';

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(async () => {
  await school.close();
});

const megabyte = 1024 * 1024;
const sheet1 = 'xl/worksheets/sheet1.xml';

// Made before the product listens: packing hundreds of megabytes leaves a process no time to answer.
const bomb = zipOf([{ name: sheet1, content: Buffer.alloc(310 * megabyte) }]);
const piece = Buffer.alloc(40 * megabyte);
const huge = Buffer.alloc(200 * megabyte, 'PK');
const many = zipOf(Array.from({ length: 8 }, (_, nth) => ({ name: `xl/media/${nth}.png`, content: piece })));

test('產7 · a workbook of 200 MB is heard out and refused with the limit', async () => {
  expect(await refusalOf(huge)).toMatchObject({
    refused: 'workbook-too-large',
    facts: { maxBytes: 20 * megabyte },
  });
}, 120_000);

test('產7 · a workbook that unpacks to more than 300 MB is refused before anything reads it', async () => {
  expect(bomb.length).toBeLessThan(megabyte);
  expect(await refusalOf(bomb)).toMatchObject({
    refused: 'workbook-too-large',
    facts: { maxBytes: 300 * megabyte },
  });
});

test('產7 · many small bombs are one bomb; a directory that lies about a size is no workbook', async () => {
  expect(await refusalOf(many)).toMatchObject({ refused: 'workbook-too-large' });
  const lying = zipOf([{ name: sheet1, content: Buffer.alloc(2 * megabyte), claimed: 10 }]);
  expect(await refusalOf(lying)).toMatchObject({ refused: 'workbook-broken' });
});

test('產7 · packed in one another, nested a million deep, or full of entities: no workbook, and no harm', async () => {
  let nested: Buffer = Buffer.alloc(megabyte);
  for (let depth = 0; depth < 20; depth += 1) nested = zipOf([{ name: 'a.xlsx', content: nested }]);
  expect(await refusalOf(nested)).toMatchObject({ refused: 'workbook-broken' });
  const laughs = `<!DOCTYPE x [<!ENTITY a "${'ha'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}">]>`;
  const row = '<row r="1"><c r="A1" t="inlineStr"><is><t>&b;&b;&b;</t></is></c></row>';
  // Neither expanded nor climbed into: what comes of them is an empty sheet, or no workbook.
  for (const xml of [deep(1_000_000), `${laughs}<worksheet><sheetData>${row}</sheetData></worksheet>`])
    expect(JSON.stringify(await bringOne(await withSheet(xml))).length).toBeLessThan(1000);
});

test('產7 · after all of that a good workbook is read as ever', async () => {
  const { name, bytes } = await studentWorkbook(everybody);
  const { importId } = await begin();
  expect((await sendWorkbook(school.as('registrar'), importId, { name, bytes })).status).toBe(200);
  const { answer } = await school.as('registrar').call(previewImport, { params: { importId } });
  expect(answer?.preview?.parts[0]?.same).toBe(4);
});

function deep(levels: number): string {
  return `<worksheet><sheetData>${'<row>'.repeat(levels)}`;
}

/** A whole workbook but for its one sheet. */
async function withSheet(xml: string): Promise<Buffer> {
  const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packageTypes = 'http://schemas.openxmlformats.org/package/2006';
  return zipOf(
    Object.entries({
      '[Content_Types].xml': `<Types xmlns="${packageTypes}/content-types"><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/${sheet1}" ContentType="${types}.worksheet+xml"/></Types>`,
      '_rels/.rels': `<Relationships xmlns="${packageTypes}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      'xl/workbook.xml': `<workbook xmlns:r="${relations}"><sheets><sheet name="學生" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packageTypes}/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
      [sheet1]: xml,
    }).map(([name, text]) => ({ name, content: Buffer.from(text) })),
  );
}

async function begin(): Promise<{ importId: string }> {
  const { answer } = await unlessBusy(() => school.as('registrar').call(beginImport));
  if (!answer) throw new Error('no import');
  return answer;
}

async function bringOne(bytes: Uint8Array): Promise<Record<string, unknown>> {
  const { importId } = await begin();
  const response = await unlessBusy(() =>
    sendWorkbook(school.as('registrar'), importId, { name: '學生.xlsx', bytes }),
  );
  return (await response.json()) as Record<string, unknown>;
}

/** Sent again when the product, on a slow machine, says that it is too busy: after as long as it asks for. */
async function unlessBusy<T extends { status: number; headers: Headers }>(
  send: () => Promise<T>,
): Promise<T> {
  const answer = await send();
  if (answer.status !== 503) return answer;
  await sleep(Number(answer.headers.get('retry-after')) * 1000);
  return unlessBusy(send);
}

/** What is refused has brought nothing into its import. */
async function refusalOf(bytes: Uint8Array): Promise<Record<string, unknown>> {
  const answer = await bringOne(bytes);
  expect(answer).toMatchObject({ clause: '產7' });
  const { rows } = await school.owner.query('select from import_workbook');
  expect(rows).toHaveLength(0);
  return answer;
}
