/** A student's outcomes by semester, for whoever looks after the student: how many and how far, opened only by who may. */
import type { Actor } from '../accounts/actor.ts';
import { type Route, route } from '../accounts/route.ts';
import { presentOf } from '../calendar/store.ts';
import { mayCertify } from '../certification/certification.ts';
import { seesRegistration } from '../people/registration.ts';
import { registrationScope } from '../people/registration-store.ts';
import { isRefusal } from '../regulation/refusal.ts';
import type { Regulation } from '../regulation/regulation.ts';
import { portfolioOfStudent } from './contract.ts';
import { notFound } from './outcome.ts';
import { type HandedIn, handedInBy } from './portfolio-store.ts';
import { maySee } from './right.ts';

export const routes: Route[] = [
  route(portfolioOfStudent, async ({ school, actor, params }) => {
    const present = await presentOf(school.db, school.clock);
    if (isRefusal(present)) return present;
    const { regulation } = present.rules;
    const student = await registrationScope(school.db, params.registrationId, present);
    if (!student || !seesRegistration(actor, 'portfolio.see', regulation, student)) return notFound();
    const works = await handedInBy(school.db, student.registrationId);
    const semesters = Map.groupBy(works, ({ schoolYear, semester }) => `${schoolYear}-${semester}`);
    return {
      semesters: [...semesters.values()].flatMap((own) => {
        const [first] = own;
        if (!first) return [];
        const { schoolYear, semester } = first;
        return [
          {
            schoolYear,
            semester,
            ...countsOf(own),
            works: own.map((work) => shown(actor, work, regulation)),
          },
        ];
      }),
    };
  }),
];

function countsOf(works: readonly HandedIn[]) {
  const count = (counts: (work: HandedIn) => boolean) => works.filter(counts).length;
  return {
    handedIn: works.length,
    waiting: count(({ decision }) => decision === null),
    returned: count(({ decision }) => decision === 'returned'),
    certified: count(({ decision }) => decision === 'certified'),
    selected: count(({ selected }) => selected),
  };
}

/** What it says, its files and the way to them are for who may open it; others see that it is there and how far. */
function shown(actor: Actor, work: HandedIn, regulation: Regulation) {
  const { outcomeId, versionId, subject, description, decision, selected, late, files, earlier } = work;
  const opens = maySee(actor, { ...work, handedIn: true }, regulation);
  return {
    outcomeId,
    subject,
    state: decision ?? ('received' as const),
    selected,
    late,
    opened: opens ? { versionId, description, files, earlier, certifies: mayCertify(actor, work) } : null,
  };
}
