/** A student's own submitted lines, and what they say of them. */
import { type Route, route } from '../accounts/route.ts';
import { record } from '../ledger/record.ts';
import { notify } from '../notices/notify.ts';
import { lockStudents } from '../outcomes/store.ts';
import type { Db, Tx } from '../platform/db.ts';
import { inTransaction } from '../platform/db.ts';
import { isRefusal, refuse } from '../regulation/refusal.ts';
import { officeFor } from '../regulation/regulation.ts';
import { rulesFor } from '../regulation/store.ts';
import { decideAnswer, receiptAnswered, studentState } from './answer.ts';
import { answersOf, saveAnswer, signOffsOf } from './answer-store.ts';
import * as contract from './contract.ts';
import { importsAbout, importsOf, type Receiving, receivingTasks } from './import-store.ts';
import { hashOfLines, linesOfImport } from './line-store.ts';
import { asSaid } from './office-api.ts';
import { resolutionOf, shownOwnLine } from './shown.ts';
import { confirmationOf, shareTask } from './task-facts.ts';

const myReceiptDetails = route(contract.myReceiptDetails, async ({ school, actor }) => {
  const registrationIds = actor.registrations.map(({ id }) => id);
  const now = await school.clock.now(school.db);
  const confirmations = [];
  for (const importId of await importsAbout(school.db, registrationIds)) {
    const facts = await ownFacts(school.db, importId, registrationIds);
    if (!facts) continue;
    const { held, task, lines, signedOff, answers, dates } = facts;
    const window = isRefusal(dates) ? undefined : dates.window;
    const open = window !== undefined && now >= window.opens && now < window.closes;
    confirmations.push({
      importId: held.importId,
      round: {
        roundId: task.roundId,
        schoolYear: task.schoolYear,
        gradeBand: task.gradeBand,
        batch: task.batch,
      },
      confirmation: window
        ? {
            opens: window.opens.toISOString(),
            closes: window.closes.toISOString(),
            clause: window.clause,
            open,
          }
        : null,
      signedOff,
      state: studentState(answers.map(asSaid), hashOfLines(lines)),
      lines: lines.map(shownOwnLine),
      answers: answers.map((said) => ({
        answerId: said.answerId,
        answer: said.answer,
        doubt: said.doubt,
        at: said.at.toISOString(),
        lineId: said.lineId,
        resolution: resolutionOf(said),
      })),
      may: open && !signedOff ? (['answer'] as const).slice() : [],
    });
  }
  return { confirmations };
});

const answerReceipt = route(contract.answerReceipt, async ({ school, actor, params, body }) =>
  inTransaction(school.db, async (tx) => {
    const registrationIds = actor.registrations.map(({ id }) => id);
    const early = await ownFacts(tx, params.importId, registrationIds);
    const registrationId = early?.lines[0]?.registrationId;
    if (!registrationId) return refuse('no-receipt-lines', '六(三)');
    await shareTask(tx, early.held.taskId);
    await lockStudents(tx, [registrationId]);
    const facts = await ownFacts(tx, params.importId, [registrationId]);
    if (!facts) return refuse('no-receipt-lines', '六(三)');
    const { dates, lines, held } = facts;
    if (isRefusal(dates)) return dates;
    const at = await school.clock.now(tx);
    const decided = decideAnswer(
      { ...facts, window: dates.window, lines: lines.map(({ lineId }) => lineId) },
      body,
      at,
    );
    if (isRefusal(decided)) return decided;

    const { importId, taskId } = held;
    const linesHash = hashOfLines(lines);
    const isDoubt = body.answer === 'doubt';
    const answerId = await saveAnswer(tx, {
      importId,
      taskId,
      registrationId,
      answer: body.answer,
      doubt: isDoubt ? body.doubt.trim() : '',
      lineId: isDoubt ? (body.lineId ?? null) : null,
      linesHash,
      by: actor.personId,
      at,
    });
    await record(
      tx,
      actor,
      receiptAnswered(answerId, { importId, taskId, registrationId }, body.answer, linesHash),
      [{ table: 'receipt_answer', id: answerId }],
      { offsetMs: school.clock.offsetMs },
    );
    if (isDoubt) {
      const offices = await helpers(tx, facts.task);
      if (isRefusal(offices)) return offices;
      await notify(tx, school, { kind: 'doubt', aboutId: taskId, at, to: offices });
    }
    return { answerId };
  }),
);

/** Who settles a doubt, and who submitted and helps. */
async function helpers(tx: Tx, { schoolYear, division }: Receiving) {
  const rules = await rulesFor(tx, schoolYear);
  if (isRefusal(rules)) return rules;
  const acts = ['receiptDetails.confirm', 'submission.outcomes'];
  const offices = acts.flatMap((act) => officeFor(rules.regulation, act, division)?.offices ?? []);
  return { offices, division };
}

/** One file that was applied and the lines in it that are these students' own; undefined where there are none. */
async function ownFacts(db: Db | Tx, importId: string, registrationIds: readonly string[]) {
  const [held] = await importsOf(db, { importId });
  if (!held?.receivedAt) return undefined;
  const lines = await linesOfImport(db, importId, { registrationIds });
  const [task] = await receivingTasks(db, { taskId: held.taskId });
  if (lines.length === 0 || !task) return undefined;
  const signOffs = await signOffsOf(db, [importId]);
  return {
    held,
    task,
    lines,
    replaced: held.state !== 'applied',
    signedOff: signOffs.length > 0,
    answers: await answersOf(db, { taskId: held.taskId, registrationIds }),
    dates: await confirmationOf(db, task, held.receivedAt),
  };
}

export const routes: Route[] = [myReceiptDetails, answerReceipt];
