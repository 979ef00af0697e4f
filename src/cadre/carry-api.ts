/** Taking last semester's posts over: looked at first, then done for those that were chosen. */
import type { Division } from '../accounts/actor.ts';
import { type Route, route } from '../accounts/route.ts';
import { type Term, termBefore } from '../calendar/term.ts';
import { remember } from '../history/store.ts';
import { record } from '../ledger/record.ts';
import { termsUpTo } from '../people/class-store.ts';
import { type Db, inTransaction, type Tx } from '../platform/db.ts';
import { isRefusal } from '../regulation/refusal.ts';
import { carried, carryOver, decideCarryOver } from './carry-over.ts';
import { postChange } from './change.ts';
import * as contract from './contract.ts';
import { keepingIn, unitsIn } from './facts.ts';
import { cadreChanged } from './post.ts';
import { addPosts, lockCadre, postsIn } from './store.ts';
import { studentsIn, usualPosts } from './unit-store.ts';

const previewCarryOver = route(contract.previewCarryOver, async ({ school, actor, params, query }) => {
  const seen = await keepingIn(school, school.db, actor, params.division, query);
  if (isRefusal(seen)) return seen;
  const { posts, lines, unitNames } = await planned(school.db, params.division, seen.term);
  const lineOf = new Map(lines.map((line) => [line.postId, line]));
  return {
    ...seen.term,
    from: termBefore(seen.term),
    semesters: await termsUpTo(school.db, seen.present),
    posts: posts.flatMap(({ registrationId: _, unitId: __, division: ___, classId: ____, ...post }) => {
      const line = lineOf.get(post.postId);
      return line
        ? [{ ...post, verdict: line.verdict, toUnit: unitNames.get(line.unitId ?? '') ?? null }]
        : [];
    }),
  };
});

const applyCarryOver = route(contract.applyCarryOver, async ({ school, actor, params, query, body }) =>
  inTransaction(school.db, async (tx) => {
    const { division } = params;
    const seen = await keepingIn(school, tx, actor, division, query);
    if (isRefusal(seen)) return seen;
    const { term, now } = seen;
    await lockCadre(tx, division, term);
    const { posts, lines, unitNames } = await planned(tx, division, term);
    const refused = decideCarryOver(lines, body.postIds);
    if (refused) return refused;

    const chosen = new Set(body.postIds);
    const target = new Map(lines.map(({ postId, unitId }) => [postId, unitId ?? '']));
    const added = posts
      .filter(({ postId }) => chosen.has(postId))
      .map((post) => ({
        ...carried(post, term),
        level: post.level,
        unitId: target.get(post.postId) ?? '',
      }));
    const by = { personId: actor.personId, appointmentId: seen.by.id, at: now };
    const ids = await addPosts(tx, term, added, { by: actor.personId, at: now });
    const changes = added.map((post) =>
      postChange(term, undefined, { ...post, unit: unitNames.get(post.unitId) ?? '' }),
    );
    await remember(tx, changes, by);
    await record(
      tx,
      actor,
      cadreChanged('carry-over', term, { division }, { added: ids.length, changed: 0, removed: 0 }),
      ids.map((id) => ({ table: 'cadre_post', id })),
      { appointmentId: seen.by.id, offsetMs: school.clock.offsetMs },
    );
    return { added: ids.length };
  }),
);

export const routes: Route[] = [previewCarryOver, applyCarryOver];

async function planned(db: Db | Tx, division: Division, term: Term) {
  const from = termBefore(term);
  const posts = await postsIn(db, from, { divisions: [division] });
  const classOf = async (of: Term) =>
    new Map(
      (await studentsIn(db, of, { division })).map(({ registrationId, classId }) => [
        registrationId,
        classId,
      ]),
    );
  const units = await unitsIn(db, [division], term);
  const lines = carryOver(posts, {
    term,
    before: await classOf(from),
    now: await classOf(term),
    retired: new Set(units.flatMap(({ unitId, retired }) => (retired ? [unitId] : []))),
    standing: await postsIn(db, term, { divisions: [division] }),
    usual: await usualPosts(db, division),
  });
  return { posts, lines, unitNames: new Map(units.map(({ unitId, name }) => [unitId, name])) };
}
