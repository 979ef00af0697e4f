/** 三年地圖: one's own work, gathered from every topic that holds any of it. */
import { type Route, route } from '../accounts/route.ts';
import { postsOfStudents } from '../cadre/store.ts';
import { dayOf, semesterOf } from '../calendar/day.ts';
import { categoryOf, nameOf } from '../performances/category.ts';
import { licenceNames } from '../performances/licence-store.ts';
import { refuse } from '../regulation/refusal.ts';
import { registrationsOf } from './facts-store.ts';
import { firstYearOf } from './map.ts';
import { myMap } from './map-contract.ts';
import { mapRowsOf, placementsOf } from './map-store.ts';
import { shelfClause } from './shelf.ts';

export const routes: Route[] = [
  route(myMap, async ({ school, actor }) => {
    const registrationIds = registrationsOf(actor);
    if (registrationIds.length === 0) return refuse('not-allowed', shelfClause);
    const now = semesterOf(dayOf(await school.clock.now(school.db)));
    const rows = await mapRowsOf(school.db, registrationIds);
    const posts = await postsOfStudents(school.db, registrationIds);
    const { placements, entrySchoolYear } = await placementsOf(school.db, registrationIds);
    const codes = rows.performances.flatMap(({ fields }) => Object.values(fields));
    const licences = await licenceNames(school.db, codes, { retired: true });
    return {
      name: actor.name,
      firstYear: firstYearOf(placements, entrySchoolYear ?? now.schoolYear),
      now,
      entries: [
        ...rows.outcomes.map((one) => ({ kind: 'outcome' as const, ...one })),
        ...rows.performances.map(({ fields, ...one }) => ({
          kind: 'performance' as const,
          ...one,
          title: nameOf(categoryOf(one.category), fields, (code) => licences.get(code)),
        })),
        ...rows.items.map((one) => ({ kind: 'item' as const, ...one })),
        ...posts.map(({ postId, schoolYear, semester, post, unit }) => ({
          kind: 'post' as const,
          id: postId,
          schoolYear,
          semester,
          title: post,
          unit,
        })),
      ],
    };
  }),
];
