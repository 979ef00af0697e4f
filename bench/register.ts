/**
 * `npm run bench -- register`: an officer looks students up over HTTP, rights and rules included: a search (by whole
 * names and parts of them, numbers, classes, ID numbers, filters), then the opening of the first student found. A
 * school of 270,000 students beside one of 2,700, look-up by look-up in turn. The figure is the 95th percentile of the
 * kind of request (search or open) that suffers more from the size; how long the count beside the list takes is said.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { countStudents, findById, findStudents, oneStudent } from '../src/people/contract.ts';
import { startEmbedded } from '../src/platform/postgres.ts';
import { makePlace, serveElsewhere } from './parts/product.ts';
import { type BenchSchool, fillSchool } from './parts/register-school.ts';

const sizes = { reference: 2_700, ours: 270_000 } as const;
type Which = keyof typeof sizes;
const whiches = ['reference', 'ours'] as const;
const lookUps = 1_000;
const budget = 1.5;

type Sample = BenchSchool['samples'][number];
type Search = { q: string } | { id: string } | Record<string, string>;

/** Twenty look-ups of an ordinary day. */
const day: ((sample: Sample) => Search)[] = [
  ...repeat(6, ({ name }: Sample) => ({ q: name })),
  ...repeat(3, ({ name }: Sample) => ({ q: [...name].slice(1).join('') })),
  ({ name }) => ({ q: [...name][0] ?? '' }),
  ...repeat(3, ({ number }: Sample) => ({ q: number })),
  ({ number }) => ({ q: number.slice(0, 6) }),
  ...repeat(2, ({ className }: Sample) => ({ q: className })),
  ...repeat(2, ({ nationalId }: Sample) => ({ id: nationalId })),
  () => ({ programme: '21/404', grade: '2' }),
  () => ({ identity: '1' }),
];

const dir = mkdtempSync(join(tmpdir(), 'licheng-bench-'));
chmodSync(dir, 0o755);
const postgres = await startEmbedded(join(dir, 'postgres'), ['shared_buffers=512MB']);
const served: { which: Which; url: string; school: BenchSchool; stop(): Promise<void> }[] = [];
try {
  for (const which of whiches) {
    const home = join(dir, which);
    const place = await makePlace(postgres, home, which);
    const began = performance.now();
    const school = await fillSchool(place, sizes[which]);
    console.log(`${sizes[which].toLocaleString('en')} students made in ${seconds(began)} s`);
    const { child, url } = await serveElsewhere(place);
    const stop = () =>
      new Promise<void>((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      });
    served.push({ which, url, school, stop });
  }
  await measure(lookUps / 5);
  report(await measure(lookUps));
} finally {
  for (const { stop } of served) await stop();
  await postgres.stop();
  if (!postgres.clusterDir.startsWith(dir)) rmSync(dirname(postgres.clusterDir), { recursive: true });
  rmSync(dir, { recursive: true, force: true });
}

interface Times {
  search: number[];
  open: number[];
  count: number[];
}

async function measure(turns: number): Promise<Record<Which, Times>> {
  const times: Record<Which, Times> = {
    reference: { search: [], open: [], count: [] },
    ours: { search: [], open: [], count: [] },
  };
  for (let turn = 0; turn < turns; turn += 1) {
    for (const { which, url, school } of turn % 2 === 0 ? served : served.toReversed()) {
      const sample = school.samples[turn % school.samples.length];
      const search = sample && day[turn % day.length]?.(sample);
      if (!search) throw new Error('There is nobody to look for.');
      await lookUp(url, school.cookie, search, times[which]);
    }
  }
  return times;
}

async function lookUp(url: string, cookie: string, search: Search, times: Times): Promise<void> {
  const [found, searched] = await timed<{ students: { registrationId: string }[] }>(() =>
    sent(url, cookie, search),
  );
  times.search.push(searched);
  const [first] = found.students;
  if (!first) throw new Error(`Nobody was found by ${JSON.stringify(search)}.`);
  const path = oneStudent.path.replace(':registrationId', first.registrationId);
  const [, opened] = await timed(() => fetch(`${url}${path}`, { headers: { cookie } }));
  times.open.push(opened);
  if ('id' in search) return;
  const query = new URLSearchParams(search as Record<string, string>);
  const [, counted] = await timed(() =>
    fetch(`${url}${countStudents.path}?${query}`, { headers: { cookie } }),
  );
  times.count.push(counted);
}

function sent(url: string, cookie: string, search: Search): Promise<Response> {
  if (!('id' in search))
    return fetch(`${url}${findStudents.path}?${new URLSearchParams(search as Record<string, string>)}`, {
      headers: { cookie },
    });
  return fetch(`${url}${findById.path}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ nationalId: search.id }),
  });
}

async function timed<T>(ask: () => Promise<Response>): Promise<[T, number]> {
  const began = performance.now();
  const response = await ask();
  const answer = (await response.json()) as T;
  if (!response.ok) throw new Error(`${response.status} ${JSON.stringify(answer)}`);
  return [answer, performance.now() - began];
}

function report(times: Record<Which, Times>): void {
  const figures = (['search', 'open', 'count'] as const).map((kind) => {
    const [ours, reference] = [percentile(times.ours[kind], 0.95), percentile(times.reference[kind], 0.95)];
    return { kind, ours, reference, ratio: Number((ours / reference).toFixed(3)) };
  });
  for (const { kind, ours, reference, ratio } of figures) {
    const middle = whiches.map((which) => percentile(times[which][kind], 0.5));
    console.log(
      `${kind}: p95 ${ours} ms among 270,000, ${reference} ms among 2,700, ratio ${ratio} (p50 ${middle[1]} and ${middle[0]} ms)`,
    );
  }
  const worst = figures
    .filter(({ kind }) => kind !== 'count')
    .reduce((one, other) => (other.ratio > one.ratio ? other : one));
  const { ours, reference, ratio } = worst;
  console.log(JSON.stringify({ name: 'register', ours, reference, unit: 'ms', ratio }));
  if (ratio > budget) process.exitCode = 1;
}

function percentile(list: readonly number[], share: number): number {
  const sorted = list.toSorted((one, other) => one - other);
  return Number((sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2));
}

function repeat<T>(times: number, one: T): T[] {
  return Array.from({ length: times }, () => one);
}

function seconds(began: number): string {
  return ((performance.now() - began) / 1000).toFixed(0);
}
