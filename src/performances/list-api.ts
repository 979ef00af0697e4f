/** What a student looks at: the own list with what is left, and one performance with every version. */
import { type Route, route } from '../accounts/route.ts';
import { dayOf, semesterOf } from '../calendar/day.ts';
import { instantOf, shownWindow, withRemaining } from '../outcomes/shown.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, refuse } from '../regulation/refusal.ts';
import { categoryOf, nameOf } from './category.ts';
import { myPerformances, performanceDetail } from './contract.ts';
import { ownPerformance, registrationsOf, termsOf } from './facts-store.ts';
import { licenceNames } from './licence-store.ts';
import { historyOf, ownGround, ownPerformances, type PerformanceHistory } from './list-store.ts';
import { notFound, performanceClause, stateOf, studentMay } from './performance.ts';
import { postsOffered, provenanceOf } from './post-store.ts';

export const routes: Route[] = [
  route(myPerformances, async ({ school, actor }) => {
    const ground = await ownGround(school.db, actor);
    if (!ground) return refuse('not-allowed', performanceClause);
    const now = await school.clock.now(school.db);
    const terms = await termsOf(
      school.db,
      { ...ground, withdrawn: false, versions: 0, selected: false, counted: null },
      now,
    );
    if (isRefusal(terms)) return terms;
    const listed = await ownPerformances(school.db, actor);
    const codes = listed.flatMap(({ fields }) => Object.values(fields));
    const names = await licenceNames(school.db, codes, { retired: true });
    return {
      now: now.toISOString(),
      schoolYear: semesterOf(dayOf(now)).schoolYear,
      window: shownWindow(terms.facts.window, now),
      quotas: terms.facts.quotas.map(withRemaining),
      limits: terms.limits,
      performances: listed.map(({ withdrawn, versions, fields, ...one }) => ({
        ...one,
        versions,
        state: stateOf({ withdrawn, versions }),
        name: nameOf(categoryOf(one.category), fields, (code) => names.get(code)),
        handedInAt: one.handedInAt && instantOf(one.handedInAt),
      })),
      offered: (await postsOffered(school.db, registrationsOf(actor))).map(
        ({ registrationId: _, ...post }) => post,
      ),
    };
  }),

  route(performanceDetail, async ({ school, actor, params }) => {
    const performance = await ownPerformance(school.db, school.clock, actor, params.performanceId);
    const history = performance && (await historyOf(school.db, performance.performanceId));
    if (!performance || !history) return notFound();
    const { performanceId, category, counted, cadrePostId, now } = performance;
    const terms = await termsOf(school.db, performance, now);
    if (isRefusal(terms)) return terms;
    const codes = [history.draft, ...history.versions].flatMap((one) => Object.values(one?.fields ?? {}));
    return {
      performanceId,
      now: now.toISOString(),
      category,
      state: stateOf(performance),
      counted,
      cadre: cadrePostId === null ? null : await provenanceOf(school.db, cadrePostId),
      draft: history.draft && { ...history.draft, savedAt: instantOf(history.draft.savedAt) },
      window: shownWindow(terms.facts.window, now),
      graceMinutes: terms.facts.grace.minutes,
      quotas: terms.facts.quotas.map(withRemaining),
      limits: terms.limits,
      versions: history.versions.map((version) => shownVersion(school, version)),
      licences: Object.fromEntries(await licenceNames(school.db, codes, { retired: true })),
      withdrawnAt: history.withdrawnAt?.toISOString() ?? null,
      selected: performance.selected,
      may: studentMay(terms.facts, now),
    };
  }),
];

function shownVersion(school: School, version: PerformanceHistory['versions'][number]) {
  return {
    ...version,
    fields: { ...version.fields },
    begunAt: instantOf(version.begunAt),
    handedInAt: instantOf(version.handedInAt),
    files: version.files.map(({ secondVerifiedAt, ...file }) => ({
      ...file,
      copies: school.files.status(secondVerifiedAt === null ? null : new Date(secondVerifiedAt)),
    })),
  };
}
