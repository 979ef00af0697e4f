/** The office's view of receipt details: how tasks stand, differences, doubts and their resolution, the sign-off. */
import { type Route, route } from '../accounts/route.ts';
import { calendarOf } from '../calendar/store.ts';
import { record } from '../ledger/record.ts';
import { brokenConstraint, type Db, inTransaction, type Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import { mayWatch } from '../submission/round.ts';
import {
  confirms,
  decideResolution,
  decideSignOff,
  doubtResolved,
  openDoubts,
  receiptSignedOff,
  type SignOffFacts,
  type StudentState,
  studentState,
} from './answer.ts';
import { type AnswerRow, answersOf, saveResolution, saveSignOff } from './answer-store.ts';
import * as contract from './contract.ts';
import { type ReceiptImport, type Receiving, receivingTasks } from './import-store.ts';
import {
  countsOf,
  hashOfLines,
  linesDoubted,
  linesOfImport,
  type Named,
  type ReceiptLine,
  studentsByRegistration,
} from './line-store.ts';
import { shownDifference, shownDoubt } from './shown.ts';
import { confirmationOf, lockTask, receivingSeenBy, standingOf } from './task-facts.ts';

const receiptTasks = route(contract.receiptTasks, async ({ school, actor }) => {
  const tasks = await receivingTasks(school.db);
  const shown = [];
  for (const task of tasks) {
    const calendar = await calendarOf(school.db, task.schoolYear);
    if (isRefusal(calendar)) return calendar;
    const { regulation } = calendar.rules;
    if (!mayWatch(actor, task.division, regulation) && !confirms(actor, task.division, regulation)) continue;
    shown.push((await stateOf(school, school.db, task)).shown);
  }
  return shown.length === 0 && tasks.length > 0 ? refuse('not-allowed', '六(三)') : { tasks: shown };
});

const receiptTask = route(contract.receiptTask, async ({ school, actor, params }) => {
  const seen = await receivingSeenBy(school.db, actor, params.taskId);
  if (isRefusal(seen)) return seen;
  const state = await stateOf(school, school.db, seen.task);
  const { applied, imports, signOff, students, lines, answers } = state;
  const doubted = await linesDoubted(
    school.db,
    answers.flatMap(({ lineId }) => lineId ?? []),
  );
  const byId = new Map(doubted.map((line) => [line.lineId, line]));
  const names = new Map(students.map((student) => [student.who.registrationId, student.who]));
  const own = seen.appointmentId !== undefined;
  const signing = whyNoSignOff(state, await school.clock.now(school.db));
  return {
    ...state.shown,
    waiting: imports
      .filter((held) => held.state === 'uploaded')
      .map((held) => ({
        importId: held.importId,
        fileName: held.fileName,
        uploadedAt: held.uploadedAt.toISOString(),
        rows: held.rows,
      })),
    applied: applied?.appliedAt
      ? {
          importId: applied.importId,
          fileName: applied.fileName,
          appliedAt: applied.appliedAt.toISOString(),
          by: applied.appliedBy ?? '',
        }
      : null,
    differences: lines
      .filter(({ result }) => result !== 'equal')
      .map((line) => shownDifference(school, line, names)),
    setAside: applied?.setAside ?? [],
    doubts: answers
      .filter((answer) => answer.answer === 'doubt')
      .flatMap((doubt) => {
        const student = names.get(doubt.registrationId);
        return student ? [shownDoubt(doubt, byId.get(doubt.lineId ?? ''), student)] : [];
      }),
    students: students.map(({ who, lines: own, state: stands, answeredAt }) => ({
      ...who,
      lines: own.length,
      state: stands,
      answeredAt: answeredAt?.toISOString() ?? null,
    })),
    signOff: signOff ? { by: signOff.by, at: signOff.at.toISOString(), note: signOff.note } : null,
    awaitsReissue: state.awaitsReissue,
    cannotSignOff: own && !signOff ? signing : null,
    may: own && !signOff ? mayOf(applied !== undefined, signing === null) : [],
  };
});

const resolveDoubt = route(contract.resolveDoubt, async ({ school, actor, params, body }) =>
  inTransaction(school.db, async (tx) => {
    const [doubt] = await answersOf(tx, params);
    if (doubt?.answer !== 'doubt') return refuse('not-found', '六(三)');
    await lockTask(tx, doubt.taskId);
    const seen = await receivingSeenBy(tx, actor, doubt.taskId);
    if (isRefusal(seen)) return seen;
    const { appointmentId } = seen;
    if (appointmentId === undefined) return refuse('not-allowed', '六(三)');
    const { signOff } = await standingOf(tx, doubt.taskId);
    const said = await answersOf(tx, { taskId: doubt.taskId, registrationIds: [doubt.registrationId] });
    const open = openDoubts(said.map(asSaid)).some(({ answerId }) => answerId === doubt.answerId);
    const decided = decideResolution({ open, signedOff: signOff !== undefined }, body.explanation);
    if (isRefusal(decided)) return decided;

    const resolutionId = await saveResolution(tx, {
      answerId: doubt.answerId,
      verdict: body.verdict,
      explanation: body.explanation.trim(),
      by: actor.personId,
      appointmentId,
      at: await school.clock.now(tx),
    });
    await record(
      tx,
      actor,
      doubtResolved(resolutionId, doubt.answerId, doubt.taskId, body.verdict),
      [{ table: 'doubt_resolution', id: resolutionId }],
      { appointmentId, offsetMs: school.clock.offsetMs },
    );
    return { resolutionId };
  }),
);

const signOffReceipt = route(contract.signOffReceipt, async ({ school, actor, params, body }) =>
  inTransaction(school.db, async (tx) => {
    await lockTask(tx, params.taskId);
    const seen = await receivingSeenBy(tx, actor, params.taskId);
    if (isRefusal(seen)) return seen;
    const { appointmentId } = seen;
    if (appointmentId === undefined) return refuse('not-allowed', '六(三)');
    const state = await stateOf(school, tx, seen.task);
    const { applied, shown } = state;
    const facts = signOffFacts(state);
    if (!applied || !facts) return refuse('nothing-received', '六(三)');
    const decided = decideSignOff(facts, body.note, await school.clock.now(tx));
    if (isRefusal(decided)) return decided;

    const counts = { ...shown.counts, ...shown.progress };
    const signOffId = await saveSignOff(tx, {
      taskId: params.taskId,
      importId: applied.importId,
      note: body.note.trim(),
      counts,
      by: actor.personId,
      appointmentId,
      at: await school.clock.now(tx),
    });
    await record(
      tx,
      actor,
      receiptSignedOff(signOffId, params.taskId, applied.importId, counts),
      [{ table: 'receipt_sign_off', id: signOffId }],
      { appointmentId, offsetMs: school.clock.offsetMs },
    );
    return { signOffId };
  }).catch((error: unknown) => {
    if (brokenConstraint(error) === 'receipt_sign_off_import_id_key')
      return refuse('already-signed-off', '六(三)');
    throw error;
  }),
);

type TaskState = Awaited<ReturnType<typeof stateOf>>;

function signOffFacts({
  window,
  shown,
  signOff,
  awaitsReissue: awaits,
}: TaskState): SignOffFacts | undefined {
  if (!window || !shown.counts || !shown.progress) return undefined;
  return {
    signedOff: signOff !== undefined,
    window,
    counts: shown.counts,
    openDoubts: shown.progress.doubtOpen,
    noAnswer: shown.progress.noAnswer,
    awaitsReissue: awaits,
  };
}

/** The refusal a sign-off would meet now, note given; null when it would be granted. */
function whyNoSignOff(state: TaskState, now: Date): Refusal | null {
  const facts = signOffFacts(state);
  if (!facts) return refuse('nothing-received', '六(三)');
  const decided = decideSignOff(facts, '-', now);
  return isRefusal(decided) ? decided : null;
}

function mayOf(received: boolean, canSign: boolean): ('import' | 'resolve' | 'signOff')[] {
  return ['import', ...(received ? (['resolve'] as const) : []), ...(canSign ? (['signOff'] as const) : [])];
}

interface StudentStands {
  who: Named;
  lines: ReceiptLine[];
  state: StudentState;
  answeredAt: Date | undefined;
}

/** Everything the office sees of a task, computed from what students and office have said. */
async function stateOf(school: School, db: Db | Tx, task: Receiving) {
  const { imports, applied, signOff } = await standingOf(db, task.taskId);
  const now = await school.clock.now(db);
  const dates = applied?.receivedAt ? await confirmationOf(db, task, applied.receivedAt) : undefined;
  const window = dates && !isRefusal(dates) ? dates.window : undefined;
  const lines = applied ? await linesOfImport(db, applied.importId) : [];
  const answers = await answersOf(db, { taskId: task.taskId });
  const students = await studentsIn(db, task, lines, answers);
  const of = (state: StudentState) => students.filter((student) => student.state === state).length;
  return {
    imports,
    applied,
    signOff,
    window,
    lines,
    answers,
    students,
    awaitsReissue: applied !== undefined && awaitsReissue(task, applied, answers),
    shown: {
      taskId: task.taskId,
      division: task.division,
      round: {
        roundId: task.roundId,
        schoolYear: task.schoolYear,
        gradeBand: task.gradeBand,
        batch: task.batch,
      },
      handedOverAt: task.handedOverAt?.toISOString() ?? null,
      packageNumber: task.packageNumber,
      lines: task.lines,
      counts: applied ? await countsOf(db, applied.importId) : null,
      progress: applied
        ? {
            students: students.length,
            correct: of('correct'),
            doubtOpen: of('doubt-open'),
            doubtResolved: of('doubt-resolved'),
            noAnswer: of('no-answer'),
          }
        : null,
      confirmation: window
        ? {
            opens: window.opens.toISOString(),
            closes: window.closes.toISOString(),
            clause: window.clause,
            open: now >= window.opens && now < window.closes,
          }
        : null,
      signedOffAt: signOff?.at.toISOString() ?? null,
    },
  };
}

/** Wrong data were found and not handed over again, or what was handed over again has not come back yet. */
function awaitsReissue(task: Receiving, applied: ReceiptImport, answers: readonly AnswerRow[]): boolean {
  const { handedOverAt } = task;
  if (applied.packageId !== task.packageId || !handedOverAt) return true;
  return answers.some(
    ({ verdict, resolvedAt }) => verdict === 'data-wrong' && resolvedAt !== null && resolvedAt > handedOverAt,
  );
}

async function studentsIn(
  db: Db | Tx,
  task: Receiving,
  lines: readonly ReceiptLine[],
  answers: readonly AnswerRow[],
): Promise<StudentStands[]> {
  const own = Map.groupBy(
    lines.filter(({ registrationId }) => registrationId !== null),
    ({ registrationId }) => registrationId ?? '',
  );
  const said = Map.groupBy(answers, ({ registrationId }) => registrationId);
  const names = await studentsByRegistration(db, [...own.keys()], task.schoolYear);
  return [...names.values()].map((who) => {
    const theirs = own.get(who.registrationId) ?? [];
    const answered = said.get(who.registrationId) ?? [];
    return {
      who,
      lines: theirs,
      state: studentState(answered.map(asSaid), hashOfLines(theirs)),
      answeredAt: answered[0]?.at,
    };
  });
}

export function asSaid(answer: AnswerRow) {
  return { ...answer, resolved: answer.verdict !== null };
}

export const routes: Route[] = [receiptTasks, receiptTask, resolveDoubt, signOffReceipt];
