/** One student's page, for those who keep and see the register and for the student; the ID number whole, by reason. */
import type { Actor } from '../accounts/actor.ts';
import { appointmentFor } from '../accounts/rights.ts';
import { type Route, route } from '../accounts/route.ts';
import { record } from '../ledger/record.ts';
import { inTransaction } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import { codeText } from './code-list.ts';
import * as contract from './contract.ts';
import { gapsIn, idUnmasked } from './register.ts';
import { placedSemester } from './register-list-store.ts';
import { keptOf } from './register-store.ts';
import { hasEnded, shownOf, type View, viewOf } from './register-view.ts';
import { seesRegistration } from './registration.ts';
import { registrationScope } from './registration-store.ts';
import { type SectionRight, sectionRights } from './section-right.ts';
import { studentPage } from './student-page-store.ts';

const clause = '五(一)1';

const oneStudent = route(contract.oneStudent, async ({ school, actor, params }) => {
  const view = await viewOf(school.db, school);
  if (isRefusal(view)) return view;
  const student = await registrationScope(school.db, params.registrationId, view.at);
  if (!student || !seesRegistration(actor, 'register.see', view.regulation, student))
    return refuse('not-found', clause);
  const sees = sectionRights.filter((right) => seesRegistration(actor, right, view.regulation, student));
  return shownStudent(school, actor, view, { registrationId: params.registrationId, sees });
});

const myRegister = route(contract.myRegister, async ({ school, actor }) => {
  if (actor.registrations.length === 0) return refuse('not-allowed', clause);
  const view = await viewOf(school.db, school);
  if (isRefusal(view)) return view;
  const registrations = [];
  for (const { id } of actor.registrations) {
    const student = await shownStudent(school, actor, view, { registrationId: id, sees: [...sectionRights] });
    if (isRefusal(student)) return student;
    registrations.push(student);
  }
  return { registrations };
});

const unmaskId = route(contract.unmaskId, async ({ school, actor, params, body }) => {
  const { registrationId } = params;
  const view = await viewOf(school.db, school);
  if (isRefusal(view)) return view;
  const student = await registrationScope(school.db, registrationId, view.at);
  if (!student || !seesRegistration(actor, 'register.see', view.regulation, student))
    return refuse('not-found', clause);
  const by = appointmentFor(actor, 'register.keep', view.regulation, {
    division: student.division,
  });
  if (!by) return refuse('not-allowed', clause);
  const [kept] = await keptOf(school.db, [registrationId], view.at);
  if (!kept?.idSealed) return refuse('no-id-number', clause);
  const { at } = await inTransaction(school.db, (tx) =>
    record(tx, actor, idUnmasked(registrationId, body.reason), [], {
      appointmentId: by.id,
      offsetMs: school.clock.offsetMs,
    }),
  );
  return { nationalId: school.seal.open(kept.idSealed), at: at.toISOString() };
});

export const routes: Route[] = [oneStudent, myRegister, unmaskId];

/** The caller has decided that the actor may see them. */
async function shownStudent(
  school: School,
  actor: Actor,
  view: View,
  { registrationId, sees }: { registrationId: string; sees: SectionRight[] },
) {
  const at = await placedSemester(school.db, view.at);
  const [kept] = await keptOf(school.db, [registrationId], at);
  if (!kept) return refuse('not-found', clause) as Refusal;
  const { number, division, grade, values, entered, endsOn } = kept;
  const page = await studentPage(school.db, registrationId);
  const keeps = appointmentFor(actor, 'register.keep', view.regulation, { division }) !== undefined;
  const may: ('change' | 'unmask')[] = keeps ? (kept.idSealed ? ['change', 'unmask'] : ['change']) : [];
  return {
    registrationId,
    number,
    name: values.name,
    division,
    startsOn: entered,
    endsOn,
    at,
    grade,
    values: { ...values, nationalId: '' },
    shown: shownOf(school, kept, view.lists),
    gaps: hasEnded(kept, view.today) ? [] : gapsIn(values),
    placements: page.placements.map((one) => ({
      ...one,
      classKind: one.classKind && codeText(view.lists.classKind, one.classKind),
    })),
    visits: page.visits.map((one) => ({ ...one, kind: codeText(view.lists.visit, one.kind) })),
    courses: page.courses,
    may,
    sees,
  };
}
