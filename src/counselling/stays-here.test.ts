/** 國9: what was said stays in the school. A canary in every field of a record is looked for wherever anything leaves. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromBuffer } from 'yauzl';
import { appoint } from '../../tests/appoint.ts';
import { type CastName, classes, enrolments, people } from '../../tests/cast.ts';
import { pdfOf, sha256Of } from '../../tests/hand-in.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { builtPackage, certifiedOutcome, days, openedRound, selects } from '../../tests/submitting.ts';
import { routes } from '../app/routes.ts';
import { topicKeys } from '../history/change.ts';
import { attachFile, recordCounselling } from './contract.ts';

const canary = 'CANARY-5f1d';
const fileName = `${canary}-file.pdf`;
/** The semester the record is of; the tests' clock stands in the next school year by then. */
const then = '?schoolYear=114&semester=1';
let town: TestSchool;
let recordId = '';
let params: Record<string, string> = {};

const staff: CastName[] = ['wang', 'su', 'he', 'lai', 'director', 'registrar', 'night', 'keeper'];
const students: CastName[] = ['lin', 'chen', 'huang'];

beforeAll(async () => {
  town = await openTestSchool();
  await appoint(town, 'fang', 'counselling-teacher');
  await appoint(town, 'he', 'counselling-convener');
  await appoint(town, 'su', 'student-activities', { division: 'day' });
  await appoint(town, 'wang', 'homeroom', { class: 'dayOne' });
  await seed();
  const outcomeId = await certifiedOutcome(town, { enrolment: 'linChinese' });
  town.clock.moveTo(days.selecting);
  const round = await openedRound(town);
  await selects(town, 'lin', round.roundId, [outcomeId]);
  town.clock.moveTo(days.packing);
  const { packageId } = await builtPackage(town, 'registrar', round.day);
  const { registration: registrationId } = people.lin;
  const unitId = classes.dayOne.id;
  params = { recordId, outcomeId, packageId, registrationId, unitId, classId: unitId, taskId: round.day };
  Object.assign(params, { roundId: round.roundId, level: 'class', division: 'day' });
  Object.assign(params, { enrolmentId: enrolments.linChinese.id, topic: 'grades' });
}, 120_000);
afterAll(() => town.close());

/** One record with the canary in everything a person can write, and in the bytes and the name of a file. */
async function seed(): Promise<void> {
  const said = (field: string) => `${canary}-${field}`;
  const { answer } = await town.as('fang').call(recordCounselling, {
    body: {
      category: 'other',
      topic: said('topic'),
      place: said('place'),
      heldOn: '2025-12-09',
      heldFrom: null,
      heldTo: null,
      content: said('content'),
      privateNote: said('note'),
      followUp: said('follow-up'),
      followUpDue: null,
      registrationIds: [people.lin.registration],
    },
  });
  recordId = answer?.recordId ?? '';
  const bytes = pdfOf(2000, said('bytes'));
  const path = attachFile.path.replace(':recordId', recordId).replace(':sha256', sha256Of(bytes));
  const sent = await town.as('fang').fetch(`${path}?name=${fileName}&size=${bytes.length}`, {
    method: 'PUT',
    body: new Uint8Array(bytes),
    headers: { 'content-type': 'application/octet-stream' },
  });
  expect(sent.status).toBe(200);
}

test('國9 · the canary is found where it may be: by its counselling teacher and its student', async () => {
  const mine = await read('lin', '/api/my-counselling');
  for (const field of ['topic', 'place', 'content', 'follow-up'])
    expect(mine).toContain(`${canary}-${field}`);
  expect(mine).not.toContain(`${canary}-note`);
  expect(await read('fang', `/api/counselling/records/${recordId}`)).toContain(`${canary}-note`);
});

test('國9 · no endpoint gives it to anybody else, whatever is asked for', async () => {
  const asked = routes.map(({ endpoint }) => endpoint).filter(({ method }) => method === 'GET');
  const found: string[] = [];
  for (const who of [...staff, ...students])
    for (const { name, path } of asked) {
      const topics = path.includes(':topic') ? topicKeys : [''];
      for (const topic of topics) {
        const address = path.replace(/:(\w+)/g, (_, key: string) =>
          key === 'topic' ? topic : (params[key] ?? recordId),
        );
        const own = who === 'lin' && name === 'myCounselling';
        const told = own ? '' : (await read(who, address)) + (await read(who, `${address}${then}`));
        if (told.includes(canary)) found.push(`${who}: ${name} ${topic}`);
      }
    }
  expect(found).toEqual([]);
  expect((await read('registrar', '/api/openapi.json')).includes(canary)).toBe(false);
}, 120_000);

test('國9 · the package for the central database does not hold it, whatever is unpacked of it', async () => {
  const zip = await read('registrar', `/api/submission/packages/${params['packageId']}/zip`);
  // The roster was unpacked and read: the student whose record it is stands in it.
  expect(zip).toContain(people.lin.nationalId);
  expect(zip).not.toContain(canary);
});

test('國9 · the ledger names the record and holds no word of it', async () => {
  const { rows } = await town.owner.query(
    `select count(*)::int as lines, string_agg(about::text || data::text || actor::text, ' ') as told
     from ledger_content where about @> $1`,
    [{ counselling: recordId }],
  );
  expect(rows[0].lines).toBe(2);
  const whole = await town.owner.query(`select string_agg(data::text, ' ') as told from ledger_content`);
  expect(rows[0].told + whole.rows[0].told).not.toContain(canary);
});

const src = resolve(import.meta.dirname, '..');
const reads = (code: string) => /counselling_(record|student|file|template)\b/.test(code);
/** Columns that hold what was said, whatever the table is called there. */
const words = (code: string) => /\b(private_note|follow_up|[a-z]\.(topic|place|content))\b/.test(code);

test('國9 · other topics read only who took part: for a student’s own question, and for who is still to be seen', () => {
  const readers = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.ts$/.test(file) && !file.startsWith('counselling/'))
    .map((file) => ({ file, code: readFileSync(join(src, file), 'utf8') }))
    .filter(({ file, code }) => file !== 'platform/tables.ts' && reads(code));
  expect(readers.map(({ file }) => file).sort()).toEqual(['questions/store.ts', 'today/store.ts']);
  const about = readers.filter(({ file }) => file !== 'questions/store.ts');
  expect(about.filter(({ code }) => words(code)).map(({ file }) => file)).toEqual([]);
  expect(reads('join counselling_record c on true')).toBe(true);
  expect(['c.content', 'c.private_note'].map(words)).toEqual([true, true]);
});

/** The answer as text, with whatever is packed in it unpacked. */
async function read(who: CastName, path: string): Promise<string> {
  const response = await town.as(who).fetch(path);
  return textIn(Buffer.from(await response.arrayBuffer()));
}

async function textIn(bytes: Buffer): Promise<string> {
  if (bytes.subarray(0, 2).toString('latin1') !== 'PK') return bytes.toString('utf8');
  const inside = await entriesOf(bytes);
  const texts = await Promise.all(inside.map(async ([name, content]) => `${name} ${await textIn(content)}`));
  return texts.join('\n');
}

function entriesOf(zip: Buffer): Promise<[string, Buffer][]> {
  return new Promise((done, fail) => {
    const found: [string, Buffer][] = [];
    fromBuffer(zip, { lazyEntries: true }, (error, archive) => {
      if (error) return fail(error);
      archive.on('error', fail);
      archive.on('end', () => done(found));
      archive.on('entry', (entry) => {
        archive.openReadStream(entry, (failed, stream) => {
          if (failed) return fail(failed);
          buffer(stream).then((content) => {
            found.push([entry.fileName, content]);
            archive.readEntry();
          }, fail);
        });
      });
      archive.readEntry();
    });
  });
}
