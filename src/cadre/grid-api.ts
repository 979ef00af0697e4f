/** The grid of one class, club or body: as it stands, and as the office wants it. */
import { createHash } from 'node:crypto';
import { type Route, route } from '../accounts/route.ts';
import type { Term } from '../calendar/term.ts';
import { type By, remember } from '../history/store.ts';
import { record } from '../ledger/record.ts';
import { type Db, inTransaction, type Tx } from '../platform/db.ts';
import { isRefusal, refuse } from '../regulation/refusal.ts';
import { postChange, type ToldPost } from './change.ts';
import * as contract from './contract.ts';
import { type GridUnit, keepingOf, unitsIn } from './facts.ts';
import type { GridStudent } from './grid.ts';
import { cadreChanged, cadreClause, decideGrid, type GridChange, type HeldPost } from './post.ts';
import { addPosts, changePosts, lockCadre, type PostRow, postsOfUnit, removePosts } from './store.ts';
import { studentsIn, usualPosts } from './unit-store.ts';

const cadreGrid = route(contract.cadreGrid, async ({ school, actor, params, query }) => {
  const seen = await keepingOf(school, school.db, actor, query);
  if (isRefusal(seen)) return seen;
  const units = await unitsIn(school.db, [...seen.keeps.keys()], seen.term);
  const at = units.findIndex(isWanted(params));
  const unit = units[at];
  if (!unit) return refuse('not-found', cadreClause);
  const { posts, usual, students } = await standing(school.db, seen.term, unit);
  return {
    ...seen.term,
    ...unit,
    posts: posts.map(heldOf),
    usual,
    students: students.map(asStudent),
    seen: hashOf(posts),
    neighbours: { before: placeOf(units[at - 1]), after: placeOf(units[at + 1]) },
  };
});

const saveCadreGrid = route(contract.saveCadreGrid, async ({ school, actor, params, query, body }) =>
  inTransaction(school.db, async (tx) => {
    const seen = await keepingOf(school, tx, actor, query);
    if (isRefusal(seen)) return seen;
    const { term, now, keeps } = seen;
    const unit = (await unitsIn(tx, [...keeps.keys()], term)).find(isWanted(params));
    if (!unit) return refuse('not-found', cadreClause);
    await lockCadre(tx, unit.division, term);
    const { posts, usual, students } = await standing(tx, term, unit);
    if (hashOf(posts) !== body.seen) return refuse('cadre-changed-meanwhile', '五(一)2');
    const names = new Map(students.map(({ registrationId, name }) => [registrationId, name]));
    const wanted = body.posts.map((one) => ({ ...one, post: one.post.trim() }));
    const mayHold = (id: string) => names.has(id);
    const nameOf = (id: string) => names.get(id) ?? '';
    const facts = { term, usual, retired: unit.retired, mayHold, nameOf };
    const decided = decideGrid(posts.map(heldOf), wanted, facts);
    if (isRefusal(decided)) return decided;

    const counts = countsOf(decided);
    if (counts.added + counts.changed + counts.removed === 0) return counts;
    const appointmentId = keeps.get(unit.division)?.id ?? null;
    const by = { personId: actor.personId, appointmentId, at: now, reason: body.reason };
    const written = await write(tx, term, unit, decided, by);
    await record(
      tx,
      actor,
      cadreChanged('grid', term, { unit: unit.unitId }, counts),
      written.map((id) => ({ table: 'cadre_post', id })),
      { appointmentId, offsetMs: school.clock.offsetMs },
    );
    return counts;
  }),
);

export const routes: Route[] = [cadreGrid, saveCadreGrid];

async function standing(db: Db | Tx, term: Term, unit: GridUnit) {
  const { division, level, unitId } = unit;
  const posts = await postsOfUnit(db, term, unit);
  const usual = (await usualPosts(db, division))[level];
  const classId = level === 'class' ? unitId : undefined;
  const placed = await studentsIn(db, term, { division, classId });
  const here = new Set(placed.map(({ registrationId }) => registrationId));
  // Who has left the class since keeps the post they had.
  const gone = posts.filter(({ registrationId }) => !here.has(registrationId));
  return { posts, usual, students: [...placed, ...gone.map(asStudent)] };
}

async function write(tx: Tx, term: Term, unit: GridUnit, change: GridChange, by: By): Promise<string[]> {
  const { added, changed, removed } = change;
  const gone = removed.map(({ postId }) => postId);
  await removePosts(tx, gone, by.at);
  const altered = changed.map(({ before, after: { post, startsOn, endsOn } }) => {
    return { postId: before.postId, post, startsOn, endsOn };
  });
  await changePosts(tx, altered);
  const { level, unitId } = unit;
  const placed = added.map(({ registrationId, post, startsOn, endsOn }) => {
    return { registrationId, post, startsOn, endsOn, level, unitId };
  });
  const ids = await addPosts(tx, term, placed, { by: by.personId, at: by.at });
  const told = (held: HeldPost): ToldPost => ({ ...held, unit: unit.name });
  const changes = [
    ...removed.map((held) => postChange(term, told(held), undefined)),
    ...changed.map(({ before, after }) => postChange(term, told(before), told(after))),
    ...added.map((held) => postChange(term, undefined, told(held))),
  ];
  await remember(tx, changes, by);
  return [...gone, ...altered.map(({ postId }) => postId), ...ids];
}

function asStudent({
  registrationId,
  number,
  name,
  className,
  seat,
}: Pick<PostRow, 'registrationId' | 'number' | 'name' | 'className' | 'seat'>): GridStudent {
  return { registrationId, number, name, className: className ?? '', seat };
}

function countsOf({ added, changed, removed }: GridChange) {
  return { added: added.length, changed: changed.length, removed: removed.length };
}

function heldOf({ postId, registrationId, post, startsOn, endsOn }: PostRow) {
  return { postId, registrationId, post, startsOn, endsOn };
}

/** What was looked at: saying it back shows that nobody changed it meanwhile. */
function hashOf(posts: readonly PostRow[]): string {
  const rows = posts.map((row) => Object.values(heldOf(row)).join(' ')).sort();
  return createHash('sha256').update(rows.join('\n')).digest('hex');
}

const isWanted =
  (wanted: { level: string; unitId: string }) =>
  ({ level, unitId }: GridUnit): boolean =>
    level === wanted.level && unitId === wanted.unitId;

function placeOf(unit: GridUnit | undefined) {
  return unit ? { level: unit.level, unitId: unit.unitId } : null;
}
