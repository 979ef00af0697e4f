/** Registering a student by form: looked at first, then the registration, its class and a transfer in, in one act. */
import type { z } from 'zod';
import type { Actor } from '../accounts/actor.ts';
import { appointmentFor } from '../accounts/rights.ts';
import { type Route, route, type SignedIn } from '../accounts/route.ts';
import { changesBetween } from '../history/change.ts';
import { remember } from '../history/store.ts';
import { lockImports } from '../imports/lock-store.ts';
import { record } from '../ledger/record.ts';
import { type Db, inTransaction, type Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { code, isCellProblem } from '../platform/sheets.ts';
import { isRefusal, refuse } from '../regulation/refusal.ts';
import { studentNumber } from './cells.ts';
import { maskNationalId } from './national-id.ts';
import { decideTransferIn, newcomerProblem, studentRegistered, type TransferIn } from './newcomer.ts';
import * as contract from './newcomer-contract.ts';
import { type Field, type FieldKey, fieldKeys, fields, shownValue, type Values } from './register.ts';
import { classChoices } from './register-choice-store.ts';
import { neighbourOn, savePlacementValues, saveValues } from './register-store.ts';
import { type View, viewOf } from './register-view.ts';
import { effectsOf } from './status.ts';
import { enterNow } from './status-effect.ts';
import { partsOf } from './student-columns.ts';
import { registeredAs, registerStudents } from './student-store.ts';
import { readWishes } from './wish.ts';

const clause = '五(一)1';

type Newcomer = z.output<typeof contract.registerStudent.body>;
type Wrong = z.output<typeof contract.previewStudent.answer>['wrong'][number];

const previewStudent = route(contract.previewStudent, async ({ school, actor, body }) => {
  const considered = await consider(school.db, school, actor, body);
  if (isRefusal(considered)) return considered;
  const { wrong, ready } = considered;
  if (!ready) return { wrong, refusal: null, effects: [] };
  const { transfer } = ready;
  if (isRefusal(transfer)) return { wrong, refusal: transfer, effects: [] };
  return { wrong, refusal: null, effects: transfer ? effectsOf('transfer-in', transfer.facts) : [] };
});

const registerStudent = route(contract.registerStudent, async ({ school, actor, body }) =>
  inTransaction(school.db, async (tx) => {
    await lockImports(tx);
    const considered = await consider(tx, school, actor, body);
    if (isRefusal(considered)) return considered;
    const { view, wrong, ready, appointmentId } = considered;
    if (!ready) return refuse('register-unreadable', '產7', { count: wrong.length });
    const { transfer } = ready;
    if (isRefusal(transfer)) return transfer;

    const registrationId = await save(tx, school, view, ready);
    const { offsetMs } = school.clock;
    const { now, at: term } = view;
    await remember(
      tx,
      [
        {
          registrationId,
          topic: 'register',
          kind: 'added',
          label: '學籍資料',
          fields: changesBetween({}, shownOf(ready, view)),
        },
      ],
      { personId: actor.personId, appointmentId, at: now, reason: transfer?.wish.reason.trim() ?? '' },
    );
    await record(tx, actor, studentRegistered(registrationId, transfer !== null), [], {
      appointmentId,
      offsetMs,
    });
    if (transfer) {
      const student = { registrationId, division: ready.division, number: ready.number };
      const concern = { student, term, now, personId: actor.personId, appointmentId, offsetMs };
      await enterNow(tx, concern, transfer.wish, transfer.standing);
    }
    return { registrationId };
  }),
);

export const routes: Route[] = [previewStudent, registerStudent];

type Ready = Exclude<Awaited<ReturnType<typeof readyOf>>['ready'], undefined>;

/** Whether the actor may, and what was typed: every wrong field at once, so that none comes as a surprise later. */
async function consider(db: Db | Tx, school: School, actor: SignedIn, body: Newcomer) {
  const view = await viewOf(db, school);
  if (isRefusal(view)) return view;
  const { division, transfer } = body;
  const by = holderOf(actor, view, division, transfer);
  if (!by) return refuse('not-allowed', clause);
  const read = await readyOf(db, school, view, body);
  return { view, ...read, appointmentId: by };
}

/** The appointment by which the actor registers; a transfer in needs the right to change a status too. */
function holderOf(
  actor: Actor,
  { regulation }: View,
  division: Newcomer['division'],
  transfer: TransferIn | null,
): string | undefined {
  if (transfer && !appointmentFor(actor, 'status.change', regulation, { division })) return undefined;
  return appointmentFor(actor, 'register.keep', regulation, { division })?.id;
}

async function readyOf(db: Db | Tx, school: School, view: View, body: Newcomer) {
  const { division } = body;
  const blank = Object.fromEntries(fieldKeys.filter(isNeeded).map((key) => [key, '']));
  const { values, wrong: unread } = readWishes({ ...blank, ...body.values }, view.lists);
  const wrong: Wrong[] = [...unread];
  const number = code({ pattern: studentNumber })(body.number);
  if (isCellProblem(number)) wrong.push({ field: 'number', ...number });
  const { nationalId = '', birthDate = '', name = '', class: className } = values;
  const idKey = nationalId === '' ? '' : school.seal.keyOf(nationalId).toString('hex');
  if (!isCellProblem(number) && idKey !== '' && birthDate !== '') {
    const { schoolYear } = view.at;
    const line = { schoolYear, division, number, name, idKey, birthDate };
    const registered = await registeredAs(db, { numbers: [number], idKeys: [idKey] });
    const found = newcomerProblem(line, [division], registered);
    if (found) wrong.push(found);
  }
  const place = className === undefined ? undefined : await placeOf(db, view, division, values);
  if (place && 'problem' in place) wrong.push(place);
  if (wrong.length > 0 || isCellProblem(number) || !place || 'problem' in place)
    return { wrong, ready: undefined };
  const transfer = body.transfer && decideTransferIn(body.transfer, place, view.today);
  return {
    wrong,
    ready: { division, number, nationalId, idKey, values: { ...values, nationalId: idKey }, transfer },
  };
}

function isNeeded(key: FieldKey): boolean {
  const { needed }: Field = fields[key];
  return needed === true;
}

/** The class of this semester, and that nobody sits on the seat. */
async function placeOf(
  db: Db | Tx,
  view: View,
  division: Newcomer['division'],
  values: Partial<Values>,
): Promise<Wrong | { classId: string; grade: number; seat: number | null }> {
  const { class: className = '', seat = '' } = values;
  const classes = await classChoices(db, view.at, { divisions: [division], classIds: [] });
  const found = classes.find(({ name }) => name === className);
  if (!found) return { field: 'class', problem: 'no-such-class', facts: { class: className } };
  const neighbour =
    seat === '' ? null : await neighbourOn(db, { at: view.at, division, className, seat }, nobody);
  if (neighbour !== null)
    return { field: 'seat', problem: 'seat-taken', facts: { seat, student: neighbour } };
  return { classId: found.classId, grade: found.grade, seat: seat === '' ? null : Number(seat) };
}

const nobody = '00000000-0000-0000-0000-000000000000';

async function save(tx: Tx, school: School, view: View, ready: Ready): Promise<string> {
  const { division, number, nationalId, idKey, values, transfer } = ready;
  const { own, placed } = partsOf(values);
  const startsOn = transfer && !isRefusal(transfer) ? transfer.wish.on : undefined;
  const made = await registerStudents(tx, school.seal, [
    { number, division, nationalId, idKey, own, startsOn },
  ]);
  const registrationId = made.get(number);
  if (!registrationId) throw new Error(`${number} was not registered.`);
  await saveValues(tx, [{ registrationId, values: own }]);
  await savePlacementValues(tx, view.at, [{ registrationId, values: placed }]);
  return registrationId;
}

function shownOf({ nationalId, values }: Ready, { lists }: View): Record<string, string> {
  return Object.fromEntries(
    (Object.entries(values) as [FieldKey, string][]).map(([key, value]) => [
      key,
      key === 'nationalId' ? maskNationalId(nationalId) : shownValue(key, value, lists),
    ]),
  );
}
