import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appoint } from '../../tests/appoint.ts';
import { type CastName, enrolments, people } from '../../tests/cast.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { answerQuestion, askQuestion, myQuestions, questions } from './contract.ts';

let town: TestSchool;
beforeAll(async () => {
  town = await openTestSchool();
  await appoint(town, 'he', 'student-activities', { division: 'day' });
});
afterAll(() => town.close());

const about = {
  registrationId: people.lin.registration,
  topic: 'grades',
  recordId: enrolments.linMaths.id,
  label: '數學，114 學年度第 1 學期',
  text: '期末成績少算了報告',
} as const;

function ask(who: CastName, body: object) {
  return town.as(who).call(askQuestion, { body });
}

describe('a student’s question', () => {
  let questionId = '';

  test('五(二)1 · about their own grade reaches the office of their division, and no other', async () => {
    const asked = await ask('lin', about);
    expect(asked.status).toBe(200);
    questionId = asked.answer?.questionId ?? '';
    const found = await town.as('registrar').call(questions);
    expect(found.answer?.questions).toMatchObject([
      { questionId, topic: 'grades', text: about.text, student: { name: '林育安', seat: 1 }, answer: null },
    ]);
    for (const other of ['night', 'he'] as const)
      expect((await town.as(other).call(questions)).answer?.questions).toEqual([]);
    for (const outside of ['wang', 'lin', 'director'] as const)
      expect((await town.as(outside).call(questions)).refusal).toMatchObject({ refused: 'not-allowed' });
  });

  test('五(二)1 · is the only open one about that record, even when asked twice at the same moment', async () => {
    expect((await ask('lin', about)).refusal).toMatchObject({ refused: 'question-open', clause: '五(二)1' });
    const chinese = { ...about, recordId: enrolments.linChinese.id };
    const both = await Promise.all([ask('lin', chinese), ask('lin', chinese)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('五(二)1 · about what is somebody else’s, or nothing, is not found', async () => {
    expect((await ask('chen', about)).status).toBe(404);
    expect((await ask('lin', { ...about, recordId: enrolments.chenMaths.id })).status).toBe(404);
    expect((await ask('lin', { ...about, topic: 'cadre' })).status).toBe(404);
    expect((await ask('lin', { ...about, topic: 'counselling' })).status).toBe(404);
    expect((await ask('registrar', about)).status).toBe(404);
    const { rows } = await town.owner.query('select from question where registration_id <> $1', [
      people.lin.registration,
    ]);
    expect(rows).toEqual([]);
  });

  test('五(一)1 · about a field of the register is about that field alone', async () => {
    const field = { ...about, topic: 'register', label: '出生日期' };
    expect((await ask('lin', { ...field, recordId: 'birthDate' })).status).toBe(200);
    expect((await ask('lin', { ...field, recordId: 'name' })).status).toBe(200);
    expect((await ask('lin', { ...field, recordId: people.chen.registration })).status).toBe(404);
  });

  test('五(二)1 · is answered once, with words both see; then the student may ask again', async () => {
    const params = { questionId };
    const body = { verdict: 'corrected', text: '報告已計入，成績改為 86 分' };
    for (const other of ['night', 'he', 'director', 'chen'] as const)
      expect((await town.as(other).call(answerQuestion, { params, body })).status).toBe(404);
    const wordless = await town
      .as('registrar')
      .call(answerQuestion, { params, body: { ...body, text: ' ' } });
    expect(wordless.refusal).toMatchObject({ refused: 'question-length', clause: '五(二)1' });
    expect((await town.as('registrar').call(answerQuestion, { params, body })).status).toBe(204);
    const again = await town.as('registrar').call(answerQuestion, { params, body });
    expect(again.refusal).toMatchObject({ refused: 'question-answered' });
    const own = await town.as('lin').call(myQuestions);
    expect(own.answer?.questions.find((one) => one.questionId === questionId)).toMatchObject({
      answer: { verdict: 'corrected', text: body.text, by: people.registrar.name },
    });
    expect((await town.as('chen').call(myQuestions)).answer?.questions).toEqual([]);
    expect((await ask('lin', about)).status).toBe(200);
  });

  test('五(二)1 · and its answer stand in the ledger without their words', async () => {
    const { rows } = await town.owner.query(
      `select act, data from ledger_line join ledger_content on line_id = ledger_line.id
       where act like 'question.%' and about @> $1 order by ledger_line.id`,
      [{ question: questionId }],
    );
    expect(rows.map(({ act }) => act)).toEqual(['question.asked', 'question.answered']);
    expect(JSON.stringify(rows)).not.toContain('報告');
  });
});
