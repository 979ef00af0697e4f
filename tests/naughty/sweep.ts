/**
 * Asks every endpoint that takes a text with naughty ones in each of its fields: none breaks it, each is taken or
 * refused with a reason, and what was taken stands in the database whole, or not at all.
 */
import type { RightKey } from '../../src/accounts/rights.ts';
import type { TestSchool } from '../harness.ts';
import { holdersOf, holdersSomewhere } from '../matrix/actors.ts';
import type { MatrixRow } from '../matrix/row.ts';
import { openState, send } from '../matrix/run.ts';
import type { World } from '../matrix/world.ts';
import { type Leaf, leavesOf, withText } from './leaves.ts';
import { type Naughty, naughtyStrings } from './strings.ts';

export interface Swept {
  fields: number;
  sent: number;
  taken: number;
  /** Fields in which at least one of them was taken. */
  fieldsThatTook: number;
  /** Texts found in the database. */
  kept: number;
  wrong: string[];
}

/** @param share every so many of the strings in each field, others in the next; 1 for all in all */
export async function sweep(world: World, rows: readonly MatrixRow[], share: number): Promise<Swept> {
  const swept: Swept = { fields: 0, sent: 0, taken: 0, fieldsThatTook: 0, kept: 0, wrong: [] };
  let school = await openState(world, 'uploading');
  for (const row of rows) {
    const leaves = leavesOf(row.endpoint, row.ask?.(world.ids) ?? {});
    let changed = false;
    for (const leaf of leaves) {
      const some = naughtyStrings.filter((_, nth) => nth % share === swept.fields % share);
      swept.fields += 1;
      const taken = await sendEach(school, world, row, leaf, some, swept);
      swept.sent += some.length;
      swept.taken += taken;
      if (taken > 0) swept.fieldsThatTook += 1;
      if (taken > 0 && row.endpoint.method !== 'GET') changed = true;
    }
    if (!changed) continue;
    const { kept, broken } = await standingIn(school);
    swept.kept += kept;
    swept.wrong.push(...broken.map((one) => `${row.endpoint.name}: ${one}`));
    await school.close();
    school = await openState(world, 'uploading');
  }
  await school.close();
  return swept;
}

async function sendEach(
  school: TestSchool,
  world: World,
  row: MatrixRow,
  leaf: Leaf,
  texts: readonly Naughty[],
  swept: Swept,
): Promise<number> {
  const right = row.endpoint.right as RightKey;
  const [name] = row.only ?? [...holdersOf(right), ...holdersSomewhere(right)];
  if (!name) throw new Error(`Nobody holds ${right}.`);
  let taken = 0;
  for (const { text } of texts) {
    const input = withText(row.ask?.(world.ids) ?? {}, leaf, text);
    const { status, said } = await send(school, world, name, row.endpoint, input);
    if (status < 300) taken += 1;
    else if (status >= 500 || !/"refused":"[a-z-]+","clause":/.test(said))
      swept.wrong.push(
        `${row.endpoint.name} ${leaf.join('.')} ${JSON.stringify(text)}: ${status} ${said.slice(0, 200)}`,
      );
  }
  return taken;
}

/** Every text with a mark, in every column of every table, signed statements read as what they say: is all there that stood before the mark? */
async function standingIn(school: TestSchool): Promise<{ kept: number; broken: string[] }> {
  const { rows: columns } = await school.owner.query<{ table: string; column: string; type: string }>(
    `select c.relname as "table", a.attname as "column", format_type(a.atttypid, null) as type
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
       and format_type(a.atttypid, null) in ('text', 'jsonb', 'text[]')`,
  );
  let kept = 0;
  const broken: string[] = [];
  for (const { table, column, type } of columns) {
    const { rows } = await school.owner.query<{ value: string }>(
      `select "${column}"::text as value from "${table}" where "${column}"::text ~ '〔[0-9]{3}〕'`,
    );
    for (const { value } of rows)
      for (const text of textsIn(type === 'jsonb' || value.startsWith('{"v":') ? JSON.parse(value) : value))
        for (const [mark] of text.matchAll(/〔\d{3}〕/g)) {
          kept += 1;
          const sent = naughtyStrings.find((one) => one.mark === mark);
          const before = loose(text.slice(0, text.indexOf(mark) + mark.length));
          if (!sent || !before.endsWith(loose(sent.text)))
            broken.push(`${table}.${column} holds ${JSON.stringify(text)}`);
        }
  }
  return { kept, broken };
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...textsIn(inner)]);
}

/** What a field may tidy: signs that are none, the form of letters and widths, the room between words. */
function loose(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Bidi_Control}\p{Noncharacter_Code_Point}\uFFFD]/gu, '')
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .toLowerCase();
}
