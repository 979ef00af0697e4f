/** What every answer of the product carries and never carries, whoever asks and whatever breaks. */
import { renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import underPressure from '@fastify/under-pressure';
import fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findAccounts } from '../src/accounts/account-contract.ts';
import { signIn, whoAmI } from '../src/accounts/contract.ts';
import { buildWeb } from '../src/app/build-web.ts';
import { routes } from '../src/app/routes.ts';
import { type Server, startServer } from '../src/app/server.ts';
import { certify } from '../src/certification/contract.ts';
import { createOutcome, openFile } from '../src/outcomes/contract.ts';
import { sayBusy } from '../src/platform/http.ts';
import { openLog } from '../src/platform/log.ts';
import type { School } from '../src/platform/school.ts';
import { castNow, enrolments, people } from './cast.ts';
import { handIn } from './hand-in.ts';
import { openTestSchool, type TestSchool } from './harness.ts';

let home: TestSchool;
/** The same school behind one trusted proxy, with an address of its own and another for its files. */
let proxied: Server;
const publicUrl = 'https://portfolio.school.example';
const filesOrigin = 'https://files.school.example';
const logged: string[] = [];

beforeAll(async () => {
  const log = openLog('debug', { write: (line: string) => void logged.push(line) });
  home = await openTestSchool(castNow, await buildWeb(), undefined, log);
  const school: School = { ...home.school, publicUrl, filesOrigin };
  proxied = await startServer({
    schools: new Map([['*', school]]),
    host: '127.0.0.1',
    port: 0,
    trustProxy: 1,
    log: openLog('silent'),
    work: false,
    webDir: await buildWeb(),
  });
}, 60_000);
afterAll(async () => {
  await proxied.close();
  await home.close();
});

/** As the proxy passes it on. */
const through = (host: string, path: string, init: RequestInit = {}) =>
  fetch(new URL(path, proxied.url), {
    ...init,
    headers: { 'x-forwarded-proto': 'https', 'x-forwarded-host': host, ...init.headers },
  });

describe('headers of every answer', () => {
  test('產8 · a page runs only scripts that carry this answer’s nonce, and nothing is framed or sniffed', async () => {
    const seen = await Promise.all([1, 2].map(() => fetch(home.url)));
    const nonces = seen.map((page) => /script-src 'self' 'nonce-(\w+)'/.exec(policyOf(page))?.[1]);
    expect(new Set(nonces).size).toBe(2);
    for (const [at, page] of seen.entries()) {
      const scripts = [...(await page.text()).matchAll(/<script[^>]*>/g)].map(([tag]) => tag);
      expect(scripts.length).toBeGreaterThan(0);
      for (const tag of scripts) expect(tag).toContain(`nonce="${nonces[at]}"`);
      expect(policyOf(page)).toContain("default-src 'none'");
      expect(policyOf(page)).toContain("frame-ancestors 'none'");
      expect(policyOf(page)).not.toContain('unsafe');
      expect(Object.fromEntries(page.headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'no-store',
      });
    }
  });

  test('產8 · https is made to stay, and only where people came by https', async () => {
    const plain = await fetch(new URL(whoAmI.path, home.url), { headers: { 'x-forwarded-proto': 'https' } });
    expect(plain.headers.has('strict-transport-security')).toBe(false);
    const secure = await through('portfolio.school.example', whoAmI.path);
    expect(secure.headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/);
  });

  test('產7 · every answer has a reference of its own, refusals and unknown paths too', async () => {
    const paths = [whoAmI.path, whoAmI.path, '/api/none', '/assets/none.js', '/'];
    const seen = await Promise.all(paths.map((path) => fetch(new URL(path, home.url))));
    const references = seen.map((answer) => answer.headers.get('x-correlation-id') ?? '');
    expect(new Set(references).size).toBe(paths.length);
    for (const reference of references) expect(reference).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('產8 · who sent it', () => {
  const post = (headers: Record<string, string>) =>
    fetch(new URL(signIn.path, home.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ username: '1140101', password: 'not-the-password' }),
    });

  test('產8 · what another site’s page sends is refused, and counts as no failed sign-in', async () => {
    const foreign = [
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
      { origin: home.url.replace(/:\d+$/, ':1') },
      { origin: home.url, 'sec-fetch-site': 'cross-site' },
      { origin: home.url, 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of foreign) {
      const answer = await post(headers as Record<string, string>);
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ refused: 'foreign-origin', clause: '產8' });
    }
    const { rows } = await home.owner.query('select 1 from sign_in_failure');
    expect(rows).toHaveLength(0);
    expect((await post({ origin: home.url, 'sec-fetch-site': 'same-origin' })).status).toBe(401);
  });

  test('產8 · the school’s own address is no other site, whatever host the proxy passes on', async () => {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: publicUrl },
      body: '{"username":"1140101","password":"x"}',
    };
    expect((await through('portfolio.school.example', signIn.path, init)).status).toBe(401);
    expect((await through('10.0.0.7:8108', signIn.path, init)).status).toBe(401);
    init.headers.origin = 'http://portfolio.school.example.elsewhere';
    expect((await through('10.0.0.7:8108', signIn.path, init)).status).toBe(403);
  });
});

describe('產4 · an origin for files alone', () => {
  test('產4 · it sends linked files without a cookie, and answers nothing else', async () => {
    const { outcomeId, versionId } = await handIn(home.as('lin'), { enrolmentId: enrolments.linChinese.id });
    const path = openFile.path
      .replace(':outcomeId', outcomeId)
      .replace(':versionId', versionId)
      .replace(':slot', 'document');
    const cookie = (await home.cookieOf('lin')).replace(/^/, '__Host-');
    const opened = await through('portfolio.school.example', path, {
      method: 'POST',
      headers: { cookie, origin: publicUrl, 'content-type': 'application/json' },
      body: '{"disposition":"inline"}',
    });
    const { url } = (await opened.json()) as { url: string };
    expect(url).toMatch(/^https:\/\/files\.school\.example\/files\/.{43}$/);
    const file = await through('files.school.example', new URL(url).pathname);
    expect(file.status).toBe(200);
    expect(file.headers.get('access-control-allow-origin')).toBe(publicUrl);
    expect(file.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(file.headers.getSetCookie()).toEqual([]);
    for (const other of ['/', '/assets/x.js', whoAmI.path, '/api/openapi.json', '/account']) {
      expect((await through('files.school.example', other)).status).toBe(404);
    }
    const entering = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    expect((await through('files.school.example', signIn.path, entering)).status).toBe(404);
  });

  test('產4 · the page may show what comes from there, and from nowhere else', async () => {
    const policy = policyOf(await through('portfolio.school.example', '/'));
    for (const directive of ['img-src', 'media-src', 'connect-src'])
      expect(policy).toMatch(new RegExp(`${directive} [^;]*${filesOrigin}`));
    expect(policy).not.toMatch(new RegExp(`script-src [^;]*${filesOrigin}`));
    expect(policyOf(await fetch(home.url))).not.toContain('https:');
  });
});

describe('health', () => {
  const ready = async () => {
    const answer = await fetch(new URL('/health/ready', home.url));
    return { code: answer.status, ...((await answer.json()) as object) };
  };

  test('it tells that the process lives, and what its school can do, the moved clock included', async () => {
    expect(await (await fetch(new URL('/health/live', home.url))).json()).toEqual({ status: 'alive' });
    expect(await ready()).toEqual({
      code: 200,
      status: 'ready',
      clockOffsetMs: home.clock.offsetMs,
      checks: { database: true, firstHome: true, secondHome: true },
    });
  });

  test('without its second home it is degraded, without its first unavailable', async () => {
    const second = join(dirname(home.filesDir), 'second');
    renameSync(second, `${second}-gone`);
    expect(await ready()).toMatchObject({ code: 200, status: 'degraded', checks: { secondHome: false } });
    renameSync(`${second}-gone`, second);
    renameSync(home.filesDir, `${home.filesDir}-gone`);
    expect(await ready()).toMatchObject({ code: 503, status: 'unavailable', checks: { firstHome: false } });
    renameSync(`${home.filesDir}-gone`, home.filesDir);
    expect(await ready()).toMatchObject({ code: 200, status: 'ready' });
  });
});

describe('產7 · when something breaks', () => {
  test('產7 · the answer is a reference and nothing of the inside; the log has it, without anybody’s data', async () => {
    await home.owner.query(
      `alter table outcome add constraint planted check (registration_id is null) not valid`,
    );
    const broken = await home.as('chen').call(createOutcome, {
      body: { enrolmentId: enrolments.chenChinese.id, description: '陳思妤的秘密作品' },
    });
    await home.owner.query('alter table outcome drop constraint planted');
    expect(broken.status).toBe(500);
    const reference = broken.headers.get('x-correlation-id') ?? '';
    expect(broken.refusal).toEqual({
      refused: 'unexpected',
      clause: '產7',
      facts: { correlationId: reference },
    });
    const line = logged.find((one) => one.includes(reference)) ?? '';
    expect(JSON.parse(line)).toMatchObject({
      msg: 'unexpected error',
      err: { code: '23514', table: 'outcome', constraint: 'planted' },
    });
    expect(line).not.toContain(enrolments.chenChinese.id);
    expect(line).not.toContain('陳思妤');
  });

  test('產7 · what cannot be read is told by field, without a stack', async () => {
    for (const body of ['{"enrolmentId":"1 or 1=1"}', '{', '[]', '"x"']) {
      const answer = await home.as('lin').fetch(createOutcome.path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      const text = await answer.text();
      expect(answer.status).toBe(400);
      expect(JSON.parse(text)).toMatchObject({ refused: 'bad-input', clause: '產7' });
      expect(text).not.toMatch(/\.ts|node_modules|select |insert /);
    }
  });

  test('產9 · what is sent away because the server is busy has not been carried out', async () => {
    const app = fastify();
    let carriedOut = 0;
    await app.register(underPressure, {
      pressureHandler: sayBusy,
      healthCheck: async () => false,
      healthCheckInterval: 1000,
    });
    app.addHook('onSend', async () => new Promise((later) => setTimeout(later, 20)));
    app.get('/', async () => {
      carriedOut += 1;
      return {};
    });
    const answer = await app.inject('/');
    await app.close();
    expect(answer.statusCode).toBe(503);
    expect(answer.headers['retry-after']).toBe('5');
    expect(answer.json()).toMatchObject({ refused: 'too-busy', clause: '產9' });
    expect(carriedOut).toBe(0);
  });

  test('產7 · no log line of a day’s work holds a name, an ID number, a student number or a typed password', async () => {
    const { outcomeId, versionId } = await handIn(home.as('ji'), { enrolmentId: enrolments.jiChinese.id });
    await home.as('wang').call(certify, { params: { outcomeId }, body: { versionId } });
    await home.as('keeper').call(findAccounts, { query: { text: people.chen.name } });
    const typed = { username: people.chen.number, password: 'typed-and-wrong' };
    for (let n = 0; n < 6; n++) await home.anonymous.call(signIn, { body: typed });
    await home.owner.query('alter table login rename to login_gone');
    const broken = await home.as('keeper').call(findAccounts, { query: { text: people.lin.nationalId } });
    await home.owner.query('alter table login_gone rename to login');
    expect(broken.status).toBe(500);
    const all = logged.join('');
    expect(all).toContain(broken.headers.get('x-correlation-id') ?? '');
    const secrets = Object.values(people).flatMap((person) => [
      person.name,
      ...('number' in person ? [person.number, person.nationalId, person.birth] : [person.staff]),
    ]);
    for (const secret of [...secrets, 'typed-and-wrong', '/files/e']) expect(all).not.toContain(secret);
  });
});

describe('OpenAPI', () => {
  test('it is 3.1 and names every endpoint once, with its path’s parameters, a body and its answers', async () => {
    const text = await (await fetch(new URL('/api/openapi.json', home.url))).text();
    const described = JSON.parse(text) as {
      openapi: string;
      paths: Record<string, Record<string, Operation>>;
    };
    expect(described.openapi).toBe('3.1.0');
    const operations = Object.entries(described.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
    );
    const names = operations.map(({ operationId }) => operationId).sort();
    expect(names).toEqual([...routes.map(({ endpoint }) => endpoint.name), 'isAlive', 'isReady'].sort());
    expect(new Set(names).size).toBe(names.length);
    for (const { path, summary, parameters = [], responses } of operations) {
      expect(summary).toBeTruthy();
      expect(Object.keys(responses).length).toBeGreaterThan(0);
      const named = [...path.matchAll(/{(\w+)}/g)].map(([, name]) => name);
      const given = parameters.filter((one) => one.in === 'path').map((one) => one.name);
      expect(given.sort()).toEqual(named.sort());
    }
  });
});

interface Operation {
  operationId: string;
  summary: string;
  parameters?: { in: string; name: string }[];
  responses: Record<string, unknown>;
}

function policyOf(answer: Response): string {
  return answer.headers.get('content-security-policy') ?? '';
}
