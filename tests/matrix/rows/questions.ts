import * as questions from '../../../src/questions/contract.ts';
import { enrolments, people } from '../../cast.ts';
import { list, type MatrixRow, one } from '../row.ts';

export const ofQuestions: readonly MatrixRow[] = [
  list(questions.myQuestions),
  one(questions.askQuestion, () => ({
    body: {
      registrationId: people.lin.registration,
      topic: 'grades',
      recordId: enrolments.linMaths.id,
      label: '數學',
      text: '少算了報告',
    },
  })),
  list(questions.questions),
  one(
    questions.answerQuestion,
    ({ question }) => ({ params: { questionId: question }, body: { verdict: 'right', text: '查過了' } }),
    ['studentActivities'],
  ),
];
