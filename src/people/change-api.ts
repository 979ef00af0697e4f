/** Changing one student or many: looked at first, then done whole or not at all, remembered and recorded. */
import { createHash } from 'node:crypto';
import type { Actor, Appointment } from '../accounts/actor.ts';
import { appointmentFor } from '../accounts/rights.ts';
import { type Route, route } from '../accounts/route.ts';
import { remember } from '../history/store.ts';
import { record } from '../ledger/record.ts';
import { brokenConstraint, type Db, inTransaction, type Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import * as contract from './contract.ts';
import { maskNationalId } from './national-id.ts';
import {
  type Changed,
  decideChange,
  type FieldKey,
  labelOf,
  placementFields,
  registerChanged,
  type Standing,
  type Surroundings,
  type Values,
  type Wish,
} from './register.ts';
import { classChoices } from './register-choice-store.ts';
import {
  holderOf,
  keptOf,
  lockRegistrations,
  neighbourOn,
  savePlacementValues,
  saveValues,
} from './register-store.ts';
import { maskedId, type View, viewOf } from './register-view.ts';
import { seesRegistration } from './registration.ts';
import { registrationScope } from './registration-store.ts';
import { readWishes, type WrongField } from './wish.ts';

const clause = '五(一)1';
const nothing = { students: [], same: 0, seen: '' };

interface Wished {
  registrationIds: readonly string[];
  values: Partial<Record<FieldKey, string>>;
}

const previewChange = route(contract.previewChange, async ({ school, actor, body }) => {
  const considered = await consider(school.db, school, actor, body);
  if (isRefusal(considered)) return considered;
  const { wrong, decided } = considered;
  if (wrong.length > 0) return { ...nothing, wrong, refusal: null };
  if (isRefusal(decided)) return { ...nothing, wrong, refusal: decided };
  return {
    wrong,
    refusal: null,
    students: decided.map(({ registrationId, label, changes }) => ({
      registrationId,
      label,
      changes: [...changes],
    })),
    same: body.registrationIds.length - decided.length,
    seen: hashOf(decided),
  };
});

const changeStudents = route(contract.changeStudents, async ({ school, actor, body }) => {
  try {
    return await inTransaction(school.db, (tx) => change(tx, school, actor, body));
  } catch (error) {
    if (brokenConstraint(error) === 'person_national_id_key_birth_date_key')
      return refuse('id-held-elsewhere', clause);
    throw error;
  }
});

export const routes: Route[] = [previewChange, changeStudents];

async function change(
  tx: Tx,
  school: School,
  actor: Actor,
  body: Wished & { reason: string; seen: string },
): Promise<{ changed: number } | Refusal> {
  await lockRegistrations(tx, body.registrationIds);
  const considered = await consider(tx, school, actor, body);
  if (isRefusal(considered)) return considered;
  const { wrong, decided, view, by } = considered;
  if (wrong.length > 0) return refuse('register-unreadable', '產7', { count: wrong.length });
  if (isRefusal(decided)) return decided;
  if (decided.length === 0) return refuse('register-nothing-changes', clause);
  if (hashOf(decided) !== body.seen) return refuse('register-changed-meanwhile', clause);
  await save(tx, school, view, decided, considered.nationalId);
  const { reason } = body;
  await remember(
    tx,
    decided.map(({ registrationId, changes }) => ({
      registrationId,
      topic: 'register' as const,
      kind: 'changed' as const,
      label: '學籍資料',
      fields: changes,
    })),
    { personId: actor.personId, appointmentId: by.id, at: view.now, reason },
  );
  const ids = decided.map(({ registrationId }) => registrationId);
  const said = { fields: Object.keys(body.values), differenceSha256: body.seen, reason };
  await record(tx, actor, registerChanged(ids, said), [], {
    appointmentId: by.id,
    offsetMs: school.clock.offsetMs,
  });
  return { changed: decided.length };
}

/** Loads everybody through what the actor may see, reads what was typed, and decides. */
async function consider(db: Db | Tx, school: School, actor: Actor, body: Wished) {
  const view = await viewOf(db, school);
  if (isRefusal(view)) return view;
  const loaded = await standingOf(db, school, actor, view, [...new Set(body.registrationIds)]);
  if (isRefusal(loaded)) return loaded;
  const { values: read, wrong } = readWishes(body.values, view.lists);
  const { nationalId } = read;
  const values: Partial<Values> =
    nationalId === undefined ? read : { ...read, nationalId: school.seal.keyOf(nationalId).toString('hex') };
  const wish: Wish = {
    values,
    ...(nationalId === undefined ? {} : { maskedId: maskNationalId(nationalId) }),
  };
  const around = await surroundings(db, actor, view, loaded.standing, values);
  const decided = decideChange(loaded.standing, wish, around);
  return { view, ...loaded, wrong: wrong as WrongField[], nationalId, decided };
}

async function standingOf(
  db: Db | Tx,
  school: School,
  actor: Actor,
  view: View,
  ids: readonly string[],
): Promise<{ standing: Standing[]; by: Appointment } | Refusal> {
  const kept = await keptOf(db, ids, view.at);
  if (kept.length !== ids.length) return refuse('not-found', clause);
  let by: Appointment | undefined;
  for (const { registrationId, division } of kept) {
    const own = appointmentFor(actor, 'register.keep', view.regulation, { division });
    if (!own) {
      const scope = await registrationScope(db, registrationId, view.at);
      const sees = scope && seesRegistration(actor, 'register.see', view.regulation, scope);
      return refuse(sees ? 'not-allowed' : 'not-found', clause);
    }
    by ??= own;
  }
  if (!by) return refuse('not-found', clause);
  return { standing: kept.map((one) => ({ ...one, maskedId: maskedId(school, one) })), by };
}

async function surroundings(
  db: Db | Tx,
  actor: Actor,
  view: View,
  standing: readonly Standing[],
  values: Partial<Values>,
): Promise<Surroundings> {
  const [one] = standing;
  const all = await classChoices(db, view.at, { divisions: ['day', 'continuing'], classIds: [] });
  const namesIn = (division: string) =>
    new Set(all.filter((each) => each.division === division).map(({ name }) => name));
  const seat = one && values.seat ? { at: view.at, division: one.division, seat: values.seat } : undefined;
  return {
    lists: view.lists,
    classes: { day: namesIn('day'), continuing: namesIn('continuing') },
    holder:
      one && values.nationalId ? await holderSeenBy(db, actor, view, values.nationalId, one.personId) : null,
    neighbour:
      one && seat
        ? await neighbourOn(db, { ...seat, className: values.class ?? one.values.class }, one.registrationId)
        : null,
  };
}

/** Who holds the number already: by name only where the actor may see them. */
async function holderSeenBy(
  db: Db | Tx,
  actor: Actor,
  view: View,
  idKey: string,
  personId: string,
): Promise<Surroundings['holder']> {
  const holder = await holderOf(db, idKey, personId);
  if (!holder) return null;
  const scope = holder.registrationId
    ? await registrationScope(db, holder.registrationId, view.at)
    : undefined;
  const sees = scope && seesRegistration(actor, 'register.see', view.regulation, scope);
  return { student: sees ? labelOf({ number: holder.number, values: { name: holder.name } }) : null };
}

async function save(
  tx: Tx,
  school: School,
  view: View,
  decided: readonly Changed[],
  nationalId: string | undefined,
): Promise<void> {
  const sealed = nationalId === undefined ? {} : { sealed: school.seal.close(nationalId) };
  const rows = decided.map(({ registrationId, values }) => ({ registrationId, values, ...sealed }));
  await saveValues(tx, rows);
  await savePlacementValues(
    tx,
    view.at,
    rows.filter(({ values }) => placementFields.some((key) => values[key] !== undefined)),
  );
}

/** What was looked at: every student's change, before and after. */
function hashOf(decided: readonly Changed[]): string {
  const said = decided.map(({ registrationId, changes, values }) => [registrationId, changes, values]);
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}
