/** The table of rights, as the school's own text fills it. */
import { dayOf, semesterOf } from '../calendar/day.ts';
import { isRefusal, refuse } from '../regulation/refusal.ts';
import { rulesFor } from '../regulation/store.ts';
import { filledRights, rights } from './rights.ts';
import { rightsTable } from './rights-contract.ts';
import { type Route, route } from './route.ts';

export const routes: Route[] = [
  route(rightsTable, async ({ school, actor }) => {
    if (!actor.isStaff) return refuse('not-allowed', rights['rights.see'].clause);
    const { schoolYear, semester } = semesterOf(dayOf(await school.clock.now(school.db)));
    const rules = await rulesFor(school.db, schoolYear, semester);
    return isRefusal(rules) ? rules : { rights: filledRights(rules.regulation) };
  }),
];
