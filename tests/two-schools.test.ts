import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whoAmI } from '../src/accounts/contract.ts';
import { type Server, startServer } from '../src/app/server.ts';
import { myCourses, openFile, outcomeDetail } from '../src/outcomes/contract.ts';
import { openLog } from '../src/platform/log.ts';
import { enrolments } from './cast.ts';
import { handIn } from './hand-in.ts';
import { openTestSchool, type TestSchool } from './harness.ts';

let north: TestSchool;
let south: TestSchool;
let both: Server;

beforeAll(async () => {
  [north, south] = await Promise.all([openTestSchool(), openTestSchool()]);
  both = await startServer({
    schools: new Map([
      ['127.0.0.1', north.school],
      ['localhost', south.school],
    ]),
    host: '127.0.0.1',
    port: 0,
    trustProxy: 0,
    log: openLog('silent'),
    work: false,
  });
});
afterAll(async () => {
  await both.close();
  await Promise.all([north.close(), south.close()]);
});

const at = (host: string, path: string, cookie: string, init: RequestInit = {}) => {
  const url = new URL(path, both.url);
  url.hostname = host;
  return fetch(url, { ...init, headers: { cookie, ...init.headers } });
};

describe('two schools in one process', () => {
  test('I7 · a session, an id and a file link of one school are nothing in the other', async () => {
    const cookie = await north.cookieOf('lin');
    const handed = await handIn(north.as('lin'), { enrolmentId: enrolments.linChinese.id });
    const params = { outcomeId: handed.outcomeId, versionId: handed.versionId, slot: 'document' };
    const link = await north.as('lin').call(openFile, { params, body: { disposition: 'inline' } });
    const file = link.answer?.url ?? '';
    const detail = outcomeDetail.path.replace(':outcomeId', handed.outcomeId);

    expect(
      ((await (await at('127.0.0.1', whoAmI.path, cookie)).json()) as { signedIn: boolean }).signedIn,
    ).toBe(true);
    expect((await at('127.0.0.1', detail, cookie)).status).toBe(200);
    expect((await at('127.0.0.1', file, cookie)).status).toBe(200);

    expect(
      ((await (await at('localhost', whoAmI.path, cookie)).json()) as { signedIn: boolean }).signedIn,
    ).toBe(false);
    expect((await at('localhost', myCourses.path, cookie)).status).toBe(401);
    expect((await at('localhost', file, cookie)).status).toBe(404);
    const own = await south.cookieOf('lin');
    expect((await at('localhost', detail, own)).status).toBe(404);
    expect((await at('localhost', file, own)).status).toBe(404);
  });

  test('I7 · a host nobody configured is answered by no school', async () => {
    expect((await at('[::1]', whoAmI.path, '').catch(() => ({ status: 404 }))).status).toBe(404);
  });

  test('I2 · bytes and jobs of one are not in the other', async () => {
    const { rows } = await south.owner.query('select from blob');
    expect(rows).toHaveLength(0);
    expect(north.filesDir).not.toBe(south.filesDir);
  });
});
