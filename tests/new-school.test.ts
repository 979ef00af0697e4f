/** Two real schools in one process: founded by the command, entered with its code, kept apart by their hosts. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { findAccounts } from '../src/accounts/account-contract.ts';
import { changePassword, signIn, whoAmI } from '../src/accounts/contract.ts';
import { openPool } from '../src/platform/db.ts';
import { type Started, startProduct } from './started.ts';

const dir = mkdtempSync(join(tmpdir(), 'licheng-new-school-'));
const file = join(dir, 'schools.yaml');
const hosts = ['north.example', 'south.example'] as const;
const databases = hosts.map((host) => `${host.slice(0, 5)}_${randomUUID().slice(0, 8)}`);
const admin = openPool(inject('postgres'), 'owner', 1);
const environment = { SCHOOLS_FILE: file, ALLOW_VOLATILE_STORE: 'true' };
let product: Started | undefined;

beforeAll(async () => {
  for (const database of databases) await admin.query(`create database ${database}`);
  const entries = hosts.map((host, at) => ({
    host,
    database: inject('postgres').replace(/\/postgres$/, `/${databases[at]}`),
    data: join(dir, host),
    publicUrl: `http://${host}`,
  }));
  writeFileSync(file, JSON.stringify(entries));
});
afterAll(async () => {
  await product?.stop('SIGINT');
  for (const database of databases) await admin.query(`drop database if exists ${database} with (force)`);
  await admin.end();
  rmSync(dir, { recursive: true });
});

test('a school that nobody founded is named, and no demo is put in its place', async () => {
  const unfounded = await startProduct(environment);
  expect(unfounded.url).toBeUndefined();
  expect(unfounded.said()).toContain('No school has been founded for north.example');
}, 120_000);

test('五 · the first keeper of each school enters with the printed code, sets a password, and keeps accounts', async () => {
  const codes = [await found('north.example', '北方高中'), await found('south.example', '南方高中')];
  await expect(found('south.example', '南方高中')).rejects.toThrow('already lives');
  product = await startProduct(environment);
  for (const [at, host] of hosts.entries()) {
    const other = codes[1 - at] ?? '';
    expect((await ask(host, signIn, { username: 'keeper', password: other })).status).toBe(401);
    const entered = await ask(host, signIn, { username: 'keeper', password: codes[at] });
    expect(entered.json).toMatchObject({ mustChangePassword: true, person: { name: `${host}的管理師` } });
    const due = await ask(host, findAccounts, undefined, entered.cookie);
    expect(due.json).toMatchObject({ refused: 'password-due' });
    const next = 'blue-harbour-lamps-7';
    const changed = await ask(host, changePassword, { next }, entered.cookie);
    expect((await ask(host, findAccounts, undefined, changed.cookie)).status).toBe(200);
    const elsewhere = await ask(hosts[1 - at] ?? '', whoAmI, undefined, changed.cookie);
    expect(elsewhere.json).toMatchObject({ signedIn: false });
    expect((await ask(host, signIn, { username: 'keeper', password: next })).status).toBe(200);
  }
  expect((await ask('west.example', whoAmI)).status).toBe(404);
}, 240_000);

/** @returns the code it printed */
async function found(host: string, name: string): Promise<string> {
  const given = ['--host', host, '--name', name, '--code', '123456', '--keeper', `${host}的管理師`];
  const { stdout } = await promisify(execFile)(process.execPath, ['scripts/new-school.ts', ...given], {
    cwd: resolve(import.meta.dirname, '..'),
    env: { ...process.env, ...environment },
  });
  return /one-time code\s+(\S+)/.exec(stdout)?.[1] ?? '';
}

interface Said {
  status: number | undefined;
  json: unknown;
  cookie: string;
}

/** As a browser that typed this host: `fetch` would not send it. */
function ask(
  host: string,
  endpoint: { method: string; path: string },
  body?: object,
  cookie = '',
): Promise<Said> {
  return new Promise((done, failed) => {
    const headers = { host, cookie, origin: `http://${host}`, 'content-type': 'application/json' };
    const sent = request(
      new URL(endpoint.path, product?.url),
      { method: endpoint.method, headers },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => {
          const text = Buffer.concat(parts).toString('utf8');
          const [set = ''] = answer.headers['set-cookie'] ?? [];
          done({
            status: answer.statusCode,
            json: text && JSON.parse(text),
            cookie: set.split(';')[0] ?? '',
          });
        });
      },
    );
    sent.on('error', failed);
    sent.end(body && JSON.stringify(body));
  });
}
