/** A student's drafts of diverse performance, posts taken over, withdrawal. Handing in and files have their own handlers. */
import { type Route, route, type SignedIn } from '../accounts/route.ts';
import { remember } from '../history/store.ts';
import { record } from '../ledger/record.ts';
import { codePoints } from '../outcomes/announcement.ts';
import { lockStudents } from '../outcomes/store.ts';
import { inTransaction, type Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { readNational } from '../regulation/parse.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import { categoryKeys, categoryOf } from './category.ts';
import { performanceChange } from './change.ts';
import {
  licences,
  savePerformanceDraft,
  startPerformance,
  takePostOver,
  withdrawPerformance,
} from './contract.ts';
import { type Draft, decideDraftSeen, tidiedDraft } from './draft.ts';
import { performanceDrafted, performanceWithdrawn } from './event.ts';
import { ownPerformance, registrationsOf } from './facts-store.ts';
import { routes as files } from './file-api.ts';
import { findLicences, licenceNames } from './licence-store.ts';
import { routes as lists } from './list-api.ts';
import { routes as offices } from './office-api.ts';
import { decideChange, decideTakeOver, notFound, performanceClause } from './performance.ts';
import { draftOfPost, postOffered } from './post-store.ts';
import { routes as receipts } from './receipt-api.ts';
import { addPerformance, draftOf, saveDraft, withdraw } from './store.ts';
import { routes as uploads } from './upload-api.ts';

export const routes: Route[] = [
  ...lists,
  ...uploads,
  ...files,
  ...receipts,
  ...offices,

  route(startPerformance, async ({ school, actor, body }) => {
    const [registrationId] = registrationsOf(actor);
    if (!registrationId || !categoryKeys.includes(body.category)) return notFound();
    return inTransaction(school.db, async (tx) => {
      await lockStudents(tx, [registrationId]);
      return start(tx, school, actor, { registrationId, category: body.category, cadrePostId: null });
    });
  }),

  route(takePostOver, async ({ school, actor, body }) => {
    const mine = registrationsOf(actor);
    return inTransaction(school.db, async (tx) => {
      await lockStudents(tx, mine);
      const post = await postOffered(tx, mine, body.postId);
      const decided = decideTakeOver(post);
      if (isRefusal(decided)) return decided;
      if (!post) return notFound();
      const { registrationId, postId: cadrePostId } = post;
      const about = { registrationId, category: 'cadre', cadrePostId };
      return start(tx, school, actor, about, draftOfPost(post));
    });
  }),

  route(savePerformanceDraft, async ({ school, actor, params, body }) =>
    inTransaction(school.db, async (tx) => {
      // Two windows that save at once: the second waits here and then sees what the first one wrote.
      await lockStudents(tx, registrationsOf(actor));
      const performance = await ownPerformance(tx, school.clock, actor, params.performanceId);
      if (!performance) return notFound();
      const decided = decideChange(performance);
      if (isRefusal(decided)) return decided;
      const draft = tidiedDraft(categoryOf(performance.category), body);
      const unchanged = decideDraftSeen(await draftOf(tx, performance.performanceId), draft, body.seen);
      if (isRefusal(unchanged)) return unchanged;
      const long = tooLong(draft.description);
      if (long) return long;
      await saveDraft(tx, performance.performanceId, draft, performance.now);
      return { savedAt: performance.now.toISOString() };
    }),
  ),

  route(withdrawPerformance, async ({ school, actor, params }) => {
    const seen = await ownPerformance(school.db, school.clock, actor, params.performanceId);
    if (!seen) return notFound();
    return inTransaction(school.db, async (tx) => {
      await lockStudents(tx, [seen.registrationId]);
      const performance = await ownPerformance(tx, school.clock, actor, params.performanceId);
      if (!performance) return notFound();
      const decided = decideChange(performance);
      if (isRefusal(decided)) return decided;
      const { performanceId, registrationId, versions, latest, now } = performance;
      await withdraw(tx, performanceId, now);
      if (latest) {
        const names = await licenceNames(tx, Object.values(latest.fields), { retired: true });
        const change = performanceChange(
          registrationId,
          categoryOf(performance.category),
          { before: latest, after: undefined },
          (code) => names.get(code),
        );
        await remember(tx, [change], { personId: actor.personId, appointmentId: null, at: now });
      }
      const event = performanceWithdrawn({ performanceId, registrationId }, versions);
      await record(tx, actor, event, [{ table: 'performance', id: performanceId }], school.clock);
      return { withdrawnAt: now.toISOString() };
    });
  }),

  route(licences, async ({ school, actor, query }) =>
    registrationsOf(actor).length > 0
      ? { licences: await findLicences(school.db, query.text) }
      : refuse('not-allowed', performanceClause),
  ),
];

/** A private draft: no window, no place; with what the school knows already where it comes from there. */
async function start(
  tx: Tx,
  school: School,
  actor: SignedIn,
  about: { registrationId: string; category: string; cadrePostId: string | null },
  draft?: Draft,
) {
  const at = await school.clock.now(tx);
  const performanceId = await addPerformance(tx, { ...about, at });
  if (draft) await saveDraft(tx, performanceId, draft, at);
  const { registrationId, category, cadrePostId } = about;
  const event = performanceDrafted({ performanceId, registrationId }, { category, cadrePostId });
  await record(tx, actor, event, [{ table: 'performance', id: performanceId }], school.clock);
  return { performanceId };
}

/** A draft may be unfinished, but no longer than what can be handed in: nothing is cut off later. */
function tooLong(description: string): Refusal | undefined {
  const { max } = readNational().files.description;
  const length = codePoints(description);
  return length > max ? refuse('description-too-long', '國7', { max, length }) : undefined;
}
