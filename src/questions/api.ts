/** Students ask about their own records; the office that keeps them answers. */
import type { Actor, Appointment } from '../accounts/actor.ts';
import { appointmentFor, divisionsFor } from '../accounts/rights.ts';
import { type Route, route } from '../accounts/route.ts';
import { presentOf } from '../calendar/store.ts';
import { record } from '../ledger/record.ts';
import { notify } from '../notices/notify.ts';
import { brokenConstraint, inTransaction } from '../platform/db.ts';
import { isRefusal, refuse } from '../regulation/refusal.ts';
import type { Regulation } from '../regulation/regulation.ts';
import * as contract from './contract.ts';
import {
  decideAsk,
  decideReply,
  questionAnswered,
  questionAsked,
  questionTopicKeys,
  questionTopics,
} from './question.ts';
import {
  addQuestion,
  type Kept,
  ownsRecord,
  type QuestionRow,
  questionFor,
  questionsBy,
  questionsFor,
  saveReply,
} from './store.ts';

const myQuestions = route(contract.myQuestions, async ({ school, actor }) => {
  const own = await questionsBy(
    school.db,
    actor.registrations.map(({ id }) => id),
  );
  return { questions: own.map(shown) };
});

const askQuestion = route(contract.askQuestion, async ({ school, actor, body }) =>
  inTransaction(school.db, async (tx) => {
    const { registrationId, topic, recordId, label } = body;
    const own = actor.registrations.some(({ id }) => id === registrationId);
    if (!own || !(await ownsRecord(tx, body))) return refuse('not-found', questionTopics[topic].clause);
    const asked = await questionsBy(tx, [registrationId]);
    const open = asked.some((one) => one.topic === topic && one.recordId === recordId && !one.answeredAt);
    const decided = decideAsk(topic, body.text, open);
    if (isRefusal(decided)) return decided;
    const at = await school.clock.now(tx);
    const said = { registrationId, topic, recordId, label, text: decided.text, by: actor.personId, at };
    const questionId = await addQuestion(tx, said);
    await record(
      tx,
      actor,
      questionAsked({ questionId, registrationId, topic, recordId }),
      [{ table: 'question', id: questionId }],
      { offsetMs: school.clock.offsetMs },
    );
    return { questionId };
  }).catch((error: unknown) => {
    // Asked twice at the same moment.
    if (brokenConstraint(error) === 'question_open')
      return refuse('question-open', questionTopics[body.topic].clause);
    throw error;
  }),
);

const questions = route(contract.questions, async ({ school, actor }) => {
  const present = await presentOf(school.db, school.clock);
  if (isRefusal(present)) return present;
  const kept = keptBy(actor, present.rules.regulation);
  if (kept.length === 0) return refuse('not-allowed', '五');
  const found = await questionsFor(school.db, kept);
  return {
    questions: found.map((row) => ({
      ...shown(row),
      division: row.division,
      student: { name: row.name, number: row.number, className: row.className, seat: row.seat },
    })),
  };
});

const answerQuestion = route(contract.answerQuestion, async ({ school, actor, params, body }) =>
  inTransaction(school.db, async (tx) => {
    const present = await presentOf(tx, school.clock);
    if (isRefusal(present)) return present;
    const { regulation } = present.rules;
    const asked = await questionFor(tx, params.questionId, keptBy(actor, regulation));
    if (!asked) return refuse('not-found', '五');
    const decided = decideReply(asked.topic, body.text, asked.answeredAt !== null);
    if (isRefusal(decided)) return decided;
    const appointmentId = usedFor(actor, asked, regulation)?.id ?? null;
    const said = { verdict: body.verdict, text: decided.text, by: actor.personId, appointmentId };
    await saveReply(tx, asked.questionId, { ...said, at: present.now });
    const { questionId, registrationId, topic, recordId, division } = asked;
    await record(
      tx,
      actor,
      questionAnswered({ questionId, registrationId, topic, recordId }, body.verdict, division),
      [{ table: 'question', id: questionId }],
      { appointmentId, offsetMs: school.clock.offsetMs },
    );
    await notify(tx, school, {
      kind: 'answered',
      aboutId: questionId,
      at: present.now,
      to: { registrationId },
    });
    return undefined;
  }),
);

export const routes: Route[] = [myQuestions, askQuestion, questions, answerQuestion];

/** The topics and divisions whose records the actor keeps. */
function keptBy(actor: Actor, regulation: Regulation): Kept[] {
  return questionTopicKeys.flatMap((topic) =>
    divisionsFor(actor, questionTopics[topic].keep, regulation).map((division) => ({ topic, division })),
  );
}

function usedFor(
  actor: Actor,
  { topic, division }: QuestionRow,
  regulation: Regulation,
): Appointment | undefined {
  return appointmentFor(actor, questionTopics[topic].keep, regulation, { division });
}

function shown(row: QuestionRow) {
  const { questionId, registrationId, topic, recordId, label, text } = row;
  return {
    questionId,
    registrationId,
    topic,
    recordId,
    label,
    text,
    askedAt: row.askedAt.toISOString(),
    answer:
      row.verdict && row.answeredAt
        ? {
            verdict: row.verdict,
            text: row.answer ?? '',
            by: row.answeredBy ?? '',
            at: row.answeredAt.toISOString(),
          }
        : null,
  };
}
