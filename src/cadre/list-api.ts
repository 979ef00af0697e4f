/** The cadre of a semester: by unit and as a list; and a student's own. */
import type { Division } from '../accounts/actor.ts';
import { type Route, route } from '../accounts/route.ts';
import { presentOf } from '../calendar/store.ts';
import type { Term } from '../calendar/term.ts';
import { termsUpTo } from '../people/class-store.ts';
import { seesRegistration } from '../people/registration.ts';
import { registrationScope } from '../people/registration-store.ts';
import { isRefusal, refuse } from '../regulation/refusal.ts';
import * as contract from './contract.ts';
import { seenBy } from './facts.ts';
import { cadreClause, findingsOf, missingOf } from './post.ts';
import { type PostRow, postsIn, postsOfStudents } from './store.ts';
import { type ClassUnit, classesIn, type UsualPosts, unitsOf, usualPosts } from './unit-store.ts';

const cadreOverview = route(contract.cadreOverview, async ({ school, actor, query }) => {
  const seen = await seenBy(school, school.db, actor, query);
  if (isRefusal(seen)) return seen;
  const { term, divisions } = seen;
  const classes = await classesIn(school.db, term, seen);
  const posts = await postsIn(school.db, term, seen);
  const byUnit = Map.groupBy(posts, ({ unitId }) => unitId);
  const usual = {
    day: await usualPosts(school.db, 'day'),
    continuing: await usualPosts(school.db, 'continuing'),
  };
  return {
    ...term,
    semesters: await termsUpTo(school.db, seen.present),
    classes: classes.map((one) => classLine(one, byUnit.get(one.unitId) ?? [], term, usual[one.division])),
    units: (await unitsOf(school.db, divisions))
      .map(({ used: _, ...unit }) => ({ ...unit, own: byUnit.get(unit.unitId) ?? [] }))
      .filter(({ retired, own }) => !retired || own.length > 0)
      .map(({ own, ...unit }) => ({
        ...unit,
        posts: own.length,
        findings: findingsIn(own, term, usual[unit.division][unit.level], (row) => row.classId !== null),
      })),
    keeps: [...seen.keeps.keys()],
  };
});

const cadrePosts = route(contract.cadrePosts, async ({ school, actor, query }) => {
  const seen = await seenBy(school, school.db, actor, query);
  if (isRefusal(seen)) return seen;
  const posts = await postsIn(school.db, seen.term, seen);
  const semesters = await termsUpTo(school.db, seen.present);
  return { ...seen.term, semesters, posts: posts.map(shown) };
});

const cadreOfStudent = route(contract.cadreOfStudent, async ({ school, actor, params }) => {
  const present = await presentOf(school.db, school.clock);
  if (isRefusal(present)) return present;
  const student = await registrationScope(school.db, params.registrationId, present);
  if (!student || !seesRegistration(actor, 'cadre.see', present.rules.regulation, student))
    return refuse('not-found', cadreClause);
  return { posts: (await postsOfStudents(school.db, [student.registrationId])).map(shown) };
});

const myCadre = route(contract.myCadre, async ({ school, actor }) => {
  const posts = await postsOfStudents(
    school.db,
    actor.registrations.map(({ id }) => id),
  );
  return { posts: posts.map(shown) };
});

export const routes: Route[] = [cadreOverview, cadrePosts, cadreOfStudent, myCadre];

function classLine(one: ClassUnit, posts: readonly PostRow[], term: Term, usual: UsualPosts) {
  return {
    ...one,
    posts: posts.length,
    missing: missingOf(posts, usual.class),
    findings: findingsIn(posts, term, usual.class, (row) => row.classId === one.unitId),
  };
}

function findingsIn(
  posts: readonly PostRow[],
  term: Term,
  usual: UsualPosts['class'],
  belongs: (row: PostRow) => boolean,
): number {
  const mayHold = new Set(posts.filter(belongs).map(({ registrationId }) => registrationId));
  return findingsOf(posts, { term, usual, mayHold: (id) => mayHold.has(id) }).length;
}

function shown({ classId: _, ...post }: PostRow): Omit<PostRow, 'classId'> & { division: Division } {
  return post;
}
