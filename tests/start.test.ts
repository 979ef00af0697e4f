import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { signIn, whoAmI } from '../src/accounts/contract.ts';
import { type Client, clientOf } from '../src/app/demo/http-client.ts';
import { must } from '../src/app/demo/walk.ts';
import { certificationQueue } from '../src/certification/contract.ts';
import { myCourses } from '../src/outcomes/contract.ts';
import { startEmbedded } from '../src/platform/postgres.ts';
import { submissionRounds } from '../src/submission/contract.ts';
import { launchProduct, type Started, startProduct } from './started.ts';

const dir = mkdtempSync(join(tmpdir(), 'licheng-start-'));
chmodSync(dir, 0o755);
const whole = join(dir, 'whole');
const cut = { SIGINT: join(dir, 'cut-int'), SIGKILL: join(dir, 'cut-kill') };
let accounts: Map<string, string>;

afterAll(async () => {
  for (const folder of [whole, ...Object.values(cut)]) {
    const postgres = await startEmbedded(join(folder, 'postgres'));
    await postgres.stop();
    if (!postgres.clusterDir.startsWith(dir)) rmSync(dirname(postgres.clusterDir), { recursive: true });
  }
  rmSync(dir, { recursive: true, force: true });
});

describe('npm start', () => {
  test('an empty folder becomes a demo school whose dates lie around today', async () => {
    const product = await startProduct({ DATA_DIR: whole });
    accounts = accountsIn(product.said());
    expect([...accounts.keys()]).toEqual([
      '學生',
      '任課教師',
      '教務主任',
      '註冊組長',
      '進修部教務組長',
      '訓育組長',
      '課程諮詢教師',
      '系統管理師',
    ]);
    const student = await signedIn(product, '學生');
    const { subjects } = must(await student.call(myCourses));
    expect(subjects.some(({ window }) => window.open)).toBe(true);
    expect(subjects.some(({ outcomes }) => outcomes.length > 0)).toBe(true);
    const teacher = await signedIn(product, '任課教師');
    const waiting = must(await teacher.call(certificationQueue, { query: { state: 'waiting' } }));
    expect(waiting.courses.length).toBeGreaterThan(0);
    const { rounds } = must(await (await signedIn(product, '註冊組長')).call(submissionRounds));
    const tasks = rounds.flatMap((round) => round.tasks);
    // The day division's package was handed over: the round waits for its receipt details.
    expect(tasks.some((task) => task.division === 'day' && task.handedOverAt !== null)).toBe(true);
    expect(await product.stop('SIGTERM')).toBe(0);
    expect(await stillRunning(whole)).toBe(false);
  }, 120_000);

  test('a second start finds the school again, and makes no other', async () => {
    const product = await startProduct({ DATA_DIR: whole });
    expect(accountsIn(product.said()).size).toBe(0);
    const { person } = must(await (await signedIn(product, '學生')).call(whoAmI));
    expect(person).not.toBeNull();
    expect(await product.stop('SIGINT')).toBe(0);
  }, 60_000);

  test.each(['SIGINT', 'SIGTERM'] as const)(
    '%s to npm alone stops the product and its database in order',
    async (signal) => {
      const product = await startProduct({ DATA_DIR: whole }, ['npm', 'start']);
      expect(product.url).toBeDefined();
      expect(await product.stop(signal)).toBe(0);
      expect(await stillRunning(whole)).toBe(false);
    },
    60_000,
  );

  test('after kill -9, with its database still running, it starts again', async () => {
    const killed = await startProduct({ DATA_DIR: whole });
    await killed.stop('SIGKILL');
    expect(await stillRunning(whole)).toBe(true);
    const product = await startProduct({ DATA_DIR: whole });
    await signedIn(product, '學生');
    expect(await product.stop('SIGINT')).toBe(0);
    expect(await stillRunning(whole)).toBe(false);
  }, 60_000);

  test.each(['SIGINT', 'SIGKILL'] as const)(
    'a first start cut short by %s leaves no half a school: the next one founds it whole',
    async (signal) => {
      const folder = cut[signal];
      const first = launchProduct({ DATA_DIR: folder });
      while (!existsSync(join(folder, 'files/incoming'))) await sleep(20);
      await sleep(1000);
      first.child.kill(signal);
      await first.ended;
      expect(existsSync(join(folder, 'demo-unfinished'))).toBe(true);
      const second = await startProduct({ DATA_DIR: folder });
      expect(accountsIn(second.said()).size).toBe(8);
      await second.stop('SIGINT');
    },
    120_000,
  );

  test('everything that is wrong with the configuration is said at once, and nothing is made', async () => {
    const product = await startProduct({
      DATA_DIR: join(dir, 'none'),
      PORT: 'abc',
      PUBLIC_URL: 'school.example',
      LOG_LEVEL: 'loud',
      SECOND_FILES_URL: 's3://bucket',
    });
    expect(product.url).toBeUndefined();
    for (const name of ['PORT', 'PUBLIC_URL', 'LOG_LEVEL', 'SECOND_FILES_URL'])
      expect(product.said()).toContain(`- ${name}`);
    expect(readdirSync(dir)).not.toContain('none');
  });

  test('a port that is taken is said before anything is made', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => {
        const address = other.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
    const product = await startProduct({ DATA_DIR: join(dir, 'none'), PORT: String(port) });
    expect(product.url).toBeUndefined();
    expect(product.said()).toContain(`Another program is using port ${port}`);
    expect(readdirSync(dir)).not.toContain('none');
    other.close();
  });
});

/** Title → username, as the start prints them. */
function accountsIn(said: string): Map<string, string> {
  const lines = said.matchAll(/^ {2}([^\s　]+)[\s　]+(\w+)\s+licheng-demo/gm);
  return new Map([...lines].map(([, title = '', username = '']) => [title, username]));
}

async function signedIn(product: Started, title: string): Promise<Client> {
  if (!product.url) throw new Error(product.said());
  const url = product.url;
  const body = { username: accounts.get(title) ?? '', password: 'licheng-demo' };
  const answer = await clientOf(url, async () => '').call(signIn, { body });
  must(answer);
  const cookie = answer.headers.getSetCookie().map((one) => one.split(';')[0]);
  return clientOf(url, async () => cookie.join('; '));
}

async function stillRunning(dataDir: string): Promise<boolean> {
  const postgres = await startEmbedded(join(dataDir, 'postgres'));
  if (postgres.startedHere) await postgres.stop();
  return !postgres.startedHere;
}
