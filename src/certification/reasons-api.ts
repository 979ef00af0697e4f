/** Keeping reasons for a return: load → decide → save → answer. */
import { appointmentFor, divisionsFor, rights } from '../accounts/rights.ts';
import { type Route, route, type SignedIn } from '../accounts/route.ts';
import { presentOf } from '../calendar/store.ts';
import { record } from '../ledger/record.ts';
import { inTransaction } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import { decideReasons, reasonsKept } from './reasons.ts';
import { keepReasons, keepSchoolReasons, returnReasons } from './reasons-contract.ts';
import { lockReasons, reasonsOf, saveReasons } from './reasons-store.ts';
import { certifiesAnything } from './seen-store.ts';

const clause = rights['certification.reasons'].clause;

export const routes: Route[] = [
  route(returnReasons, async ({ school, actor }) => {
    const present = await presentOf(school.db, school.clock);
    if (isRefusal(present)) return present;
    const certifies = await certifiesAnything(school.db, actor);
    const keeps = divisionsFor(actor, 'certification.watch', present.rules.regulation).length > 0;
    if (!certifies && !keeps) return refuse('not-allowed', clause);
    const [own, ofSchool] = await Promise.all([
      reasonsOf(school.db, actor.personId),
      reasonsOf(school.db, null),
    ]);
    return {
      own,
      school: ofSchool,
      may: [...(certifies ? (['keepOwn'] as const) : []), ...(keeps ? (['keepSchool'] as const) : [])],
    };
  }),

  route(keepReasons, async ({ school, actor, body }) => {
    if (!(await certifiesAnything(school.db, actor))) return refuse('not-allowed', clause);
    return keep(school, actor, 'own', body, null);
  }),

  route(keepSchoolReasons, async ({ school, actor, body }) => {
    const present = await presentOf(school.db, school.clock);
    if (isRefusal(present)) return present;
    const held = appointmentFor(actor, 'certification.watch', present.rules.regulation);
    return held ? keep(school, actor, 'school', body, held.id) : refuse('not-allowed', clause);
  }),
];

async function keep(
  school: School,
  actor: SignedIn,
  whose: 'own' | 'school',
  { reasons, seen }: { reasons: string[]; seen: string[] },
  appointmentId: string | null,
): Promise<Refusal | undefined> {
  const personId = whose === 'own' ? actor.personId : null;
  return inTransaction(school.db, async (tx) => {
    await lockReasons(tx, personId);
    const decided = decideReasons(reasons, seen, await reasonsOf(tx, personId));
    if (isRefusal(decided)) return decided;
    const id = await saveReasons(tx, personId, decided.reasons, await school.clock.now(tx));
    await record(tx, actor, reasonsKept(whose, decided.reasons), [{ table: 'return_reasons', id }], {
      appointmentId,
      offsetMs: school.clock.offsetMs,
    });
    return undefined;
  });
}
