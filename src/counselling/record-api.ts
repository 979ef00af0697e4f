/** Records: written, changed, taken back, followed up by the teacher who held the conversation. */
import { type Route, route } from '../accounts/route.ts';
import type { Term } from '../calendar/term.ts';
import { type By, remember } from '../history/store.ts';
import { record } from '../ledger/record.ts';
import { inTransaction, type Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, refuse } from '../regulation/refusal.ts';
import { recordChanges } from './change.ts';
import * as contract from './contract.ts';
import {
  counsellingClause,
  counsellingRecorded,
  decideFollowUp,
  decideRecord,
  decideTouch,
  decideWithdrawal,
  type RecordText,
  termOf,
} from './counselling.ts';
import { placedIn } from './coverage-store.ts';
import { type Keeping, keepingOf, shutFor } from './facts.ts';
import {
  addRecord,
  addStudents,
  changeRecord,
  dropStudents,
  lockRecord,
  type RecordRow,
  recordSeen,
  saveFollowUp,
  withdrawRecord,
} from './store.ts';

type Wanted = RecordText & { registrationIds: string[] };

const recordCounselling = route(contract.recordCounselling, async ({ school, actor, body }) =>
  inTransaction(school.db, async (tx) => {
    const keeping = await keepingOf(school, tx, actor);
    if (isRefusal(keeping)) return keeping;
    const { text, ids, term } = await factsOf(tx, keeping, body);
    if (isRefusal(text)) return text;
    const at = keeping.present.now;
    const recordId = await addRecord(tx, term, text, {
      counsellor: actor.personId,
      registrationIds: ids,
      at,
    });
    const by = { personId: actor.personId, appointmentId: keeping.appointmentId, at };
    await remember(tx, recordChanges(ids, undefined, text), by);
    await note(tx, school, by, 'recorded', recordId, ids.length);
    return { recordId };
  }),
);

const changeCounselling = route(contract.changeCounselling, async ({ school, actor, params, body }) =>
  inTransaction(school.db, async (tx) => {
    const keeping = await keepingOf(school, tx, actor);
    if (isRefusal(keeping)) return keeping;
    const held = await touched(tx, keeping, params.recordId, actor.personId);
    if (isRefusal(held)) return held;
    const { text, ids, term } = await factsOf(tx, keeping, body, held);
    if (isRefusal(text)) return text;
    const at = keeping.present.now;
    const by = { personId: actor.personId, appointmentId: keeping.appointmentId, at, reason: body.reason };
    const before = held.students.map(({ registrationId }) => registrationId);
    const come = ids.filter((id) => !before.includes(id));
    const gone = before.filter((id) => !ids.includes(id));
    await changeRecord(tx, held.recordId, term, text, at);
    await addStudents(tx, held.recordId, come);
    await dropStudents(tx, held.recordId, gone);
    const stays = ids.filter((id) => before.includes(id));
    await remember(
      tx,
      [
        ...recordChanges(stays, textOf(held), text),
        ...recordChanges(come, undefined, text),
        ...recordChanges(gone, textOf(held), undefined),
      ],
      by,
    );
    await note(tx, school, by, 'changed', held.recordId, ids.length);
    return undefined;
  }),
);

const withdrawCounselling = route(contract.withdrawCounselling, async ({ school, actor, params, body }) =>
  inTransaction(school.db, async (tx) => {
    const keeping = await keepingOf(school, tx, actor);
    if (isRefusal(keeping)) return keeping;
    const held = await touched(tx, keeping, params.recordId, actor.personId);
    if (isRefusal(held)) return held;
    const at = keeping.present.now;
    const shut = await shutFor(tx, [held], divisionsOf(held), at);
    const decided = decideWithdrawal(body.reason, shut);
    if (isRefusal(decided)) return decided;
    const { reason } = decided;
    const by = { personId: actor.personId, appointmentId: keeping.appointmentId, at, reason };
    await withdrawRecord(tx, held.recordId, reason, at);
    const ids = held.students.map(({ registrationId }) => registrationId);
    await remember(tx, recordChanges(ids, textOf(held), undefined), by);
    await note(tx, school, by, 'withdrawn', held.recordId, ids.length);
    return undefined;
  }),
);

const finishFollowUp = route(contract.finishFollowUp, async ({ school, actor, params, body }) =>
  inTransaction(school.db, async (tx) => {
    const keeping = await keepingOf(school, tx, actor);
    if (isRefusal(keeping)) return keeping;
    const held = await touched(tx, keeping, params.recordId, actor.personId);
    if (isRefusal(held)) return held;
    const standing = { followUp: held.followUp, done: held.followUpDoneOn !== null };
    const refused = decideFollowUp(standing, body.done);
    if (refused) return refused;
    const { now, today } = keeping.present;
    await saveFollowUp(tx, held.recordId, body.done ? today : null);
    const by = { personId: actor.personId, appointmentId: keeping.appointmentId, at: now };
    await note(tx, school, by, 'followedUp', held.recordId, held.students.length);
    return undefined;
  }),
);

export const routes: Route[] = [recordCounselling, changeCounselling, withdrawCounselling, finishFollowUp];

/** The decided text, who takes part, and the semester it counts for; a record that stands keeps its students. */
async function factsOf(tx: Tx, keeping: Keeping, wanted: Wanted, held?: RecordRow) {
  const { registrationIds, ...text } = wanted;
  const { divisions, present } = keeping;
  const term = termOf(text.heldOn);
  const ids = [...new Set(registrationIds)];
  const placed = await placedIn(tx, term, { divisions, classIds: [] });
  const known = new Map(placed.map(({ registrationId, division }) => [registrationId, division]));
  for (const { registrationId, division } of held?.students ?? []) known.set(registrationId, division);
  const found = ids.flatMap((id) => known.get(id) ?? []);
  const terms = held ? [held, term] : [term];
  const windowRefusal = await shutFor(tx, distinct(terms), [...found, ...divisionsOf(held)], present.now);
  const facts = {
    today: present.today,
    students: ids.length,
    strangers: ids.length - found.length,
    windowRefusal,
  };
  return { text: decideRecord(textOf(text), facts), ids, term };
}

/** One's own record that stands, locked; not found for whoever does not see it. */
async function touched(tx: Tx, keeping: Keeping, recordId: string, personId: string) {
  await lockRecord(tx, recordId);
  const held = await recordSeen(tx, recordId, keeping.divisions);
  if (!held) return refuse('not-found', counsellingClause);
  const standing = { counsellor: held.counsellorId, withdrawn: held.withdrawnAt !== null };
  return decideTouch(standing, personId) ?? held;
}

async function note(
  tx: Tx,
  school: School,
  by: By,
  act: Parameters<typeof counsellingRecorded>[0],
  recordId: string,
  students: number,
): Promise<void> {
  await record(
    tx,
    { personId: by.personId },
    counsellingRecorded(act, recordId, { students }),
    [{ table: 'counselling_record', id: recordId }],
    { appointmentId: by.appointmentId, offsetMs: school.clock.offsetMs },
  );
}

function textOf(text: RecordText): RecordText {
  const { category, topic, place, heldOn, heldFrom, heldTo, content, privateNote, followUp, followUpDue } =
    text;
  return { category, topic, place, heldOn, heldFrom, heldTo, content, privateNote, followUp, followUpDue };
}

function divisionsOf(held: RecordRow | undefined) {
  return (held?.students ?? []).map(({ division }) => division);
}

function distinct(terms: readonly Term[]): Term[] {
  return [...new Map(terms.map((term) => [`${term.schoolYear}-${term.semester}`, term])).values()];
}
