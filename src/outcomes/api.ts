/** The student's outcomes: courses and counts, drafts, withdrawal. Uploads and files have their own handlers. */
import { type Route, route } from '../accounts/route.ts';
import { record } from '../ledger/record.ts';
import { inTransaction } from '../platform/db.ts';
import { readNational } from '../regulation/parse.ts';
import { isRefusal, refuse } from '../regulation/refusal.ts';
import { codePoints, decideDraftText } from './announcement.ts';
import { createOutcome, editDraft, withdrawOutcome } from './contract.ts';
import { outcomeDrafted, outcomeWithdrawn } from './event.ts';
import { ownEnrolment, ownOutcome } from './facts-store.ts';
import { routes as files } from './file-api.ts';
import { routes as lists } from './list-api.ts';
import { decideDraft, decideDraftSeen, decideWithdraw, notFound } from './outcome.ts';
import { routes as portfolio } from './portfolio-api.ts';
import { routes as receipts } from './receipt-api.ts';
import { limitsOf } from './rules.ts';
import { addOutcome, draftOf, lockStudents, saveDraft, withdraw } from './store.ts';
import { routes as uploads } from './upload-api.ts';

export const routes: Route[] = [
  ...lists,
  ...uploads,
  ...files,
  ...receipts,
  ...portfolio,

  route(createOutcome, async ({ school, actor, body }) => {
    const enrolment = await ownEnrolment(school.db, school.clock, actor, body.enrolmentId);
    if (!enrolment) return notFound();
    if (enrolment.ended) return refuse('enrolment-ended', '五(三)1');
    const told = decideDraftText(body.description, limitsOf(readNational()));
    if (isRefusal(told)) return told;
    const { enrolmentId, registrationId, now } = enrolment;
    return inTransaction(school.db, async (tx) => {
      await lockStudents(tx, [registrationId]);
      const outcomeId = await addOutcome(tx, { enrolmentId, registrationId, at: now });
      await saveDraft(tx, outcomeId, told.description, now);
      const event = outcomeDrafted({ outcomeId, registrationId, enrolmentId });
      await record(tx, actor, event, [{ table: 'outcome', id: outcomeId }], school.clock);
      return { outcomeId };
    });
  }),

  route(editDraft, async ({ school, actor, params, body }) => {
    return inTransaction(school.db, async (tx) => {
      // Two windows that save at once: the second waits here and then sees what the first one wrote.
      await lockStudents(
        tx,
        actor.registrations.map(({ id }) => id),
      );
      const outcome = await ownOutcome(tx, school.clock, actor, params.outcomeId);
      if (!outcome) return notFound();
      const decided = decideDraft(outcome);
      if (isRefusal(decided)) return decided;
      const unchanged = decideDraftSeen(await draftOf(tx, outcome.outcomeId), body);
      if (isRefusal(unchanged)) return unchanged;
      const limits = limitsOf(readNational());
      const told = decideDraftText(body.description, limits);
      if (isRefusal(told)) return told;
      const { description } = told;
      await saveDraft(tx, outcome.outcomeId, description, outcome.now);
      const length = codePoints(description);
      return { description, length, max: limits.description.max, savedAt: outcome.now.toISOString() };
    });
  }),

  route(withdrawOutcome, async ({ school, actor, params }) => {
    const seen = await ownOutcome(school.db, school.clock, actor, params.outcomeId);
    if (!seen) return notFound();
    return inTransaction(school.db, async (tx) => {
      await lockStudents(tx, [seen.registrationId]);
      const outcome = await ownOutcome(tx, school.clock, actor, params.outcomeId);
      if (!outcome) return notFound();
      const decided = decideWithdraw(outcome);
      if (isRefusal(decided)) return decided;
      const { outcomeId, registrationId, versions, now } = outcome;
      await withdraw(tx, outcomeId, now);
      const event = outcomeWithdrawn({ outcomeId, registrationId }, versions);
      await record(tx, actor, event, [{ table: 'outcome', id: outcomeId }], school.clock);
      return { withdrawnAt: now.toISOString() };
    });
  }),
];
