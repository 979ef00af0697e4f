/** The history of one student's records, for whoever sees the records themselves. */
import { rights } from '../accounts/rights.ts';
import { type Route, route } from '../accounts/route.ts';
import { dayOf, semesterOf } from '../calendar/day.ts';
import { seesRegistration } from '../people/registration.ts';
import { registrationScope } from '../people/registration-store.ts';
import { isRefusal, refuse } from '../regulation/refusal.ts';
import { rulesFor } from '../regulation/store.ts';
import { topics } from './change.ts';
import { recordHistory } from './contract.ts';
import { changesOf } from './store.ts';

export const routes: Route[] = [
  route(recordHistory, async ({ school, actor, params }) => {
    const { see, own } = topics[params.topic];
    const at = semesterOf(dayOf(await school.clock.now(school.db)));
    const rules = await rulesFor(school.db, at.schoolYear, at.semester);
    if (isRefusal(rules)) return rules;
    const student = await registrationScope(school.db, params.registrationId, at);
    if (!student || !seesRegistration(actor, see, rules.regulation, student, { own }))
      return refuse('not-found', rights[see].clause);
    const changes = await changesOf(school.db, student.registrationId, params.topic);
    return { changes: changes.map((change) => ({ ...change, at: change.at.toISOString() })) };
  }),
];
