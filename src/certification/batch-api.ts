/** Many works at once: load → decide → save → answer, item by item. */
import { type Route, route } from '../accounts/route.ts';
import { type Calendar, calendarOf } from '../calendar/store.ts';
import { isRefusal, type Refusal } from '../regulation/refusal.ts';
import { decideWish, wishedOnce } from './batch.ts';
import { decideBatch, previewBatch } from './batch-contract.ts';
import { saidReason } from './certification.ts';
import { decideEach, factsOfEach, notFound, seenBy } from './deciding.ts';
import { semesterName } from './queue.ts';
import { openedBy } from './queue-store.ts';
import { seesAny } from './seen-store.ts';
import { canReactUntil } from './window.ts';

export const routes: Route[] = [
  route(previewBatch, async ({ school, actor, body }) => {
    const wishes = wishedOnce(body.items);
    const ids = wishes.map(({ outcomeId }) => outcomeId);
    const outcomes = await seenBy(school.db, actor, ids);
    if (outcomes.size === 0) return notFound();
    const now = await school.clock.now(school.db);
    const versions = wishes.map(({ versionId }) => versionId);
    const [facts, opened] = await Promise.all([
      factsOfEach(school.db, outcomes, now),
      openedBy(school.db, actor.personId, versions),
    ]);
    const calendars = new Map<string, Calendar | Refusal>();
    for (const outcome of outcomes.values()) {
      const name = semesterName(outcome);
      if (!calendars.has(name))
        calendars.set(name, await calendarOf(school.db, outcome.schoolYear, outcome.semester));
    }
    return {
      items: wishes.map((wish) => {
        const { outcomeId, versionId } = wish;
        const verdict = decideWish(wish, facts.get(outcomeId));
        const outcome = outcomes.get(outcomeId);
        const calendar = outcome && calendars.get(semesterName(outcome));
        const until =
          outcome && calendar && !isRefusal(calendar) ? canReactUntil(calendar, outcome, now) : undefined;
        return {
          outcomeId,
          refusal: isRefusal(verdict) ? verdict : null,
          opened: opened.has(versionId),
          canReactUntil: until?.toISOString() ?? null,
        };
      }),
    };
  }),

  route(decideBatch, async ({ school, actor, body }) => {
    const { decision, items } = body;
    const ids = items.map(({ outcomeId }) => outcomeId);
    if (!(await seesAny(school.db, actor, ids))) return notFound();
    const reason = decision === 'returned' ? saidReason(body.reason, 'return-reason-length') : '';
    if (isRefusal(reason)) return reason;
    return { items: await decideEach(school, actor, items, { decision, reason }) };
  }),
];
