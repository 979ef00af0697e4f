/**
 * Asks every endpoint as everybody, in every state. In: answered, or refused by a rule. Out: nobody's session, no
 * right, nothing there, and not a word of what is not theirs.
 */

import { type RightKey, rights } from '../../src/accounts/rights.ts';
import { routes } from '../../src/app/routes.ts';
import type { Endpoint } from '../../src/platform/contract.ts';
import { castNow } from '../cast.ts';
import { clientOf, openTestSchool, type TestSchool } from '../harness.ts';
import { days } from '../submitting.ts';
import { type ActorName, actorNames, holdersOf, holdersSomewhere } from './actors.ts';
import type { MatrixRow } from './row.ts';
import { canaries, type World } from './world.ts';

/** Windows open; the round packed, its details received; and that with every appointment ended yesterday. */
const states = {
  uploading: { now: castNow, ended: false },
  receiving: { now: days.receiving, ended: false },
  ended: { now: days.receiving, ended: true },
} as const;
export type MatrixState = keyof typeof states;

export interface MatrixResult {
  endpoints: number;
  covered: number;
  cells: number;
  wrong: string[];
}

/** @param states which of them; all where none is named */
export async function runMatrix(
  world: World,
  rows: readonly MatrixRow[],
  asked: readonly MatrixState[] = Object.keys(states) as MatrixState[],
): Promise<MatrixResult> {
  const known = routes.map(({ endpoint }) => endpoint.name);
  const covered = new Set(rows.map(({ endpoint }) => endpoint.name));
  const result: MatrixResult = {
    endpoints: known.length,
    covered: known.filter((name) => covered.has(name)).length,
    cells: 0,
    wrong: [],
  };
  for (const state of asked) {
    let school = await openState(world, state);
    // Opened while the one before it is still being asked.
    let next = openState(world, state);
    for (const row of rows) {
      const { wrong, changed } = await askRow(school, world, row, state);
      result.cells += actorNames.length;
      result.wrong.push(...wrong);
      if (!changed) continue;
      await school.close();
      school = await next;
      next = openState(world, state);
    }
    await Promise.all([school.close(), next.then((spare) => spare.close())]);
  }
  return result;
}

export async function openState(world: World, state: MatrixState): Promise<TestSchool> {
  const { now, ended } = states[state];
  const school = await openTestSchool(now, undefined, world.origin);
  if (ended)
    await school.owner.query(
      "update appointment set ends_on = '2026-09-30' where ends_on is null or ends_on > '2026-09-30'",
    );
  return school;
}

/** Who is out asks first: a wrong cell shows before anybody has changed anything. */
async function askRow(school: TestSchool, world: World, row: MatrixRow, state: MatrixState) {
  const right = row.endpoint.right as RightKey;
  const { ended } = states[state];
  const entitled = new Set(row.only ?? holdersOf(right, { ended }));
  if (ended)
    for (const name of entitled) if (!holdersOf(right, { ended }).includes(name)) entitled.delete(name);
  const inside = row.about === 'one' ? entitled : new Set(holdersSomewhere(right, { ended }));
  const wrong: string[] = [];
  let changed = false;
  const answer = async (name: ActorName) => {
    const { status, said } = await ask(school, world, row, name);
    const cell = `${row.endpoint.name} × ${name} × ${state}: ${status} ${said.slice(0, 160)}`;
    const verdict = judge(row, { status, said, inside: inside.has(name), entitled: entitled.has(name) });
    if (verdict) wrong.push(`${cell} (${verdict})`);
    if (row.endpoint.method !== 'GET' && status < 300) changed = true;
  };
  await Promise.all(actorNames.filter((name) => !inside.has(name)).map(answer));
  for (const name of actorNames.filter((one) => inside.has(one))) await answer(name);
  return { wrong, changed };
}

function judge(
  row: MatrixRow,
  { status, said, inside, entitled }: { status: number; said: string; inside: boolean; entitled: boolean },
): string | undefined {
  if (!entitled && canaries.some((canary) => said.includes(canary))) return 'holds what is not theirs';
  if (status >= 500) return 'broke';
  const out = status === 401 || status === 403 || status === 404;
  if (inside) return out && !said.includes('sign-in-failed') ? 'should be in' : wrongInput(row, status, said);
  // A list may answer that there is nothing for them.
  return out || row.about === 'list' ? undefined : 'should be out';
}

function wrongInput(row: MatrixRow, status: number, said: string): string | undefined {
  return status === 400 && said.includes('bad-input')
    ? `the row asks ${row.endpoint.name} wrongly`
    : undefined;
}

function ask(school: TestSchool, world: World, row: MatrixRow, name: ActorName) {
  return send(school, world, name, row.endpoint, row.ask?.(world.ids) ?? {});
}

type Sent = [
  school: TestSchool,
  world: World,
  name: ActorName,
  endpoint: Endpoint,
  input: ReturnType<NonNullable<MatrixRow['ask']>>,
];

/** Sends what is given, whatever it is, as one of the matrix's people. */
export async function send(...sent: Sent): Promise<{ status: number; said: string }> {
  const { status, bytes } = await fetched(...sent);
  return { status, said: bytes.toString('utf8') };
}

export async function fetched(...[school, world, name, endpoint, input]: Sent) {
  const client = clientOf(school.url, async () => world.cookies.get(name) ?? '');
  const path = endpoint.path.replace(/:(\w+)/g, (_, key: string) =>
    encodeURIComponent((input.params?.[key] ?? '').toWellFormed()),
  );
  const query = new URLSearchParams(
    Object.entries(input.query ?? {}).map(([key, value]): [string, string] => [key, String(value)]),
  );
  const response = await client.fetch(query.size > 0 ? `${path}?${query}` : path, {
    method: endpoint.method,
    ...bodyOf(input),
  });
  const type = response.headers.get('content-type') ?? '';
  return { status: response.status, type, bytes: Buffer.from(await response.arrayBuffer()) };
}

function bodyOf(input: { body?: unknown; bytes?: Uint8Array }): RequestInit {
  if (input.bytes)
    return { body: Buffer.from(input.bytes), headers: { 'content-type': 'application/octet-stream' } };
  if (input.body === undefined) return {};
  return { body: JSON.stringify(input.body), headers: { 'content-type': 'application/json' } };
}

/** Rights that an endpoint names and the table does not have. */
export function unknownRights(): string[] {
  return routes.map(({ endpoint }) => endpoint.right).filter((right) => !Object.hasOwn(rights, right));
}
