/** Offices and deputies: list, appoint, end. Every change is one appointment row and one ledger line. */
import { dayOf } from '../calendar/day.ts';
import { presentOf } from '../calendar/store.ts';
import { record } from '../ledger/record.ts';
import { type Db, inTransaction, type Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, refuse } from '../regulation/refusal.ts';
import type { Regulation } from '../regulation/regulation.ts';
import type { Actor, Division } from './actor.ts';
import {
  appointed,
  appointmentEnded,
  decideDeputy,
  decideEnd,
  decideOffice,
  mayAppointDeputy,
  mayAppointOffice,
  mayEnd,
  maySeeAppointments,
  officeKeys,
  stateOf,
} from './appointment.ts';
import * as contract from './appointment-contract.ts';
import {
  addAppointment,
  classesNow,
  classOf,
  divisionsCovered,
  holdsAlready,
  isStaffOn,
  type ListedAppointment,
  listAppointments,
  lockAppointment,
  otherKeepers,
  endAppointment as saveEnd,
  staffChoices,
  taughtBy,
} from './appointment-store.ts';
import { type Route, route } from './route.ts';

const listDeputies = route(contract.listDeputies, async ({ school, actor }) => {
  const present = await presentOf(school.db, school.clock);
  if (isRefusal(present)) return present;
  const {
    today,
    rules: { regulation },
  } = present;
  const all = await listAppointments(school.db, 'deputies');
  const seen = maySeeAppointments(actor, regulation)
    ? all
    : all.filter((one) => one.personId === actor.personId || one.deputyFor === actor.personId);
  return {
    deputies: await Promise.all(seen.map((one) => shown(school.db, actor, regulation, one, today))),
    may: mayAppointDeputy(actor, regulation) ? ['appointDeputy' as const] : [],
    today,
  };
});

const appointDeputy = route(contract.appointDeputy, async ({ school, actor, body }) =>
  inTransaction(school.db, async (tx) => {
    const present = await presentOf(tx, school.clock);
    if (isRefusal(present)) return present;
    const {
      today,
      rules: { regulation },
    } = present;
    const decided = decideDeputy(actor, regulation, {
      deputy: { id: body.deputyId, isStaff: await isStaffOn(tx, body.deputyId, body.startsOn) },
      absent: { id: body.absentId, isStaff: await isStaffOn(tx, body.absentId, body.startsOn) },
      teaches: await taughtBy(tx, body.absentId),
      offeringId: body.offeringId,
      startsOn: body.startsOn,
      endsOn: body.endsOn,
      today,
    });
    if (isRefusal(decided)) return decided;
    const appointmentId = await addAppointment(tx, {
      personId: body.deputyId,
      office: 'deputy',
      division: decided.division,
      deputyFor: body.absentId,
      offeringId: body.offeringId,
      startsOn: body.startsOn,
      endsOn: body.endsOn,
      reason: body.reason,
      appointedBy: actor.personId,
    });
    const line = appointed(appointmentId, 'deputy', body.deputyId, body.absentId);
    await record(tx, actor, line, [{ table: 'appointment', id: appointmentId }], {
      appointmentId: decided.by.id,
      offsetMs: school.clock.offsetMs,
    });
    return { appointmentId };
  }),
);

const listOffices = route(contract.listOffices, async ({ school, actor }) => {
  const present = await presentOf(school.db, school.clock);
  if (isRefusal(present)) return present;
  const {
    today,
    rules: { regulation },
  } = present;
  if (!maySeeAppointments(actor, regulation)) return refuse('not-allowed', '五');
  const all = await listAppointments(school.db, 'offices');
  return {
    appointments: await Promise.all(all.map((one) => shown(school.db, actor, regulation, one, today))),
    mayAppoint: officeKeys.filter((office) => mayAppointOffice(actor, office)),
    today,
  };
});

const appointOffice = route(contract.appointOffice, async ({ school, actor, body }) =>
  inTransaction(school.db, async (tx) => {
    const today = await todayAt(school, tx);
    const decided = decideOffice(actor, {
      office: body.office,
      person: { id: body.personId, isStaff: await isStaffOn(tx, body.personId, body.startsOn) },
      classDivision: body.classId ? ((await classOf(tx, body.classId))?.division ?? null) : null,
      startsOn: body.startsOn,
      endsOn: body.endsOn,
      today,
      held: await holdsAlready(tx, body),
    });
    if (isRefusal(decided)) return decided;
    const appointmentId = await addAppointment(tx, {
      ...body,
      division: decided.division,
      appointedBy: actor.personId,
    });
    const line = appointed(appointmentId, body.office, body.personId, null);
    await record(tx, actor, line, [{ table: 'appointment', id: appointmentId }], {
      appointmentId: decided.by.id,
      offsetMs: school.clock.offsetMs,
    });
    return { appointmentId };
  }),
);

const endAppointment = route(contract.endAppointment, async ({ school, actor, params, body }) =>
  inTransaction(school.db, async (tx) => {
    const standing = await lockAppointment(tx, params.appointmentId);
    const present = await presentOf(tx, school.clock);
    if (isRefusal(present)) return present;
    const {
      today,
      rules: { regulation },
    } = present;
    if (!standing || !maySeeAppointments(actor, regulation)) return refuse('not-found', '國3');
    const state = stateOf(standing, today);
    const decided = decideEnd(
      actor,
      regulation,
      {
        office: standing.office,
        divisions: await divisionsCovered(tx, standing),
        startsOn: standing.startsOn,
        over: state === 'ended' || state === 'revoked',
        lastKeeper: standing.office === 'system-keeper' && (await otherKeepers(tx, standing.id, today)) === 0,
      },
      body.endsOn,
      today,
    );
    if (isRefusal(decided)) return decided;
    await saveEnd(tx, standing.id, body.endsOn, { at: await school.clock.now(tx), by: actor.personId });
    const line = appointmentEnded(standing.id, standing.personId, body.endsOn, body.reason);
    await record(tx, actor, line, [{ table: 'appointment', id: standing.id }], {
      appointmentId: decided.by.id,
      offsetMs: school.clock.offsetMs,
    });
    return undefined;
  }),
);

const listStaffChoices = route(contract.listStaffChoices, async ({ school, actor }) => {
  const present = await presentOf(school.db, school.clock);
  if (isRefusal(present)) return present;
  const {
    today,
    rules: { regulation },
  } = present;
  if (!maySeeAppointments(actor, regulation)) return refuse('not-allowed', '國3');
  const [staff, classes] = await Promise.all([staffChoices(school.db, today), classesNow(school.db)]);
  return { staff, classes };
});

export const routes: readonly Route[] = [
  listDeputies,
  appointDeputy,
  listOffices,
  appointOffice,
  endAppointment,
  listStaffChoices,
];

async function shown(db: Db, actor: Actor, regulation: Regulation, one: ListedAppointment, today: string) {
  const state = stateOf(one, today);
  const over = state === 'ended' || state === 'revoked';
  const divisions: readonly Division[] = over ? [] : await divisionsCovered(db, one);
  return {
    id: one.id,
    office: one.office,
    division: one.division,
    className: one.className,
    person: { id: one.personId, name: one.personName },
    deputyFor: one.deputyFor === null ? null : { id: one.deputyFor, name: one.deputyForName ?? '' },
    offering:
      one.offeringId === null
        ? null
        : { id: one.offeringId, course: one.course ?? '', groupName: one.groupName ?? '' },
    startsOn: one.startsOn,
    endsOn: one.endsOn,
    reason: one.reason,
    appointedBy: one.appointedByName,
    appointedAt: one.appointedAt.toISOString(),
    state,
    may: !over && mayEnd(actor, regulation, { office: one.office, divisions }) ? ['end' as const] : [],
  };
}

async function todayAt(school: School, db: Db | Tx): Promise<string> {
  return dayOf(await school.clock.now(db));
}
