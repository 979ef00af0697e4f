import { z } from 'zod';
import { endpoint, id, instant } from '../platform/contract.ts';
import { questionTopicKeys } from './question.ts';

const topic = z.enum(questionTopicKeys);
const verdict = z.enum(['corrected', 'right']);

const question = z.object({
  questionId: id,
  registrationId: id,
  topic,
  recordId: z.string(),
  /** The record as the student saw it when asking. */
  label: z.string(),
  text: z.string(),
  askedAt: instant,
  /** null while nobody has answered. */
  answer: z.object({ verdict, text: z.string(), by: z.string(), at: instant }).nullable(),
});

export const myQuestions = endpoint({
  name: 'myQuestions',
  right: 'question.own',
  method: 'GET',
  path: '/api/my-questions',
  summary: 'What the student has questioned, with the answers; the latest first',
  answer: z.object({ questions: z.array(question) }),
});

export const askQuestion = endpoint({
  name: 'askQuestion',
  right: 'question.own',
  method: 'POST',
  path: '/api/my-questions',
  summary: 'Question one record of one’s own; the office that keeps it answers',
  body: z.object({
    registrationId: id,
    topic,
    /** The record’s id in its topic: an enrolment, a post, a counselling record; a field’s name in the register. */
    recordId: z.string().regex(/^[\w.-]{1,60}$/),
    label: z.string().trim().min(1).max(200),
    text: z.string().max(2000),
  }),
  answer: z.object({ questionId: id }),
});

export const questions = endpoint({
  name: 'questions',
  right: 'question.answer',
  method: 'GET',
  path: '/api/questions',
  summary: 'Questions about the records this office keeps: the open ones, then those answered',
  answer: z.object({
    questions: z.array(
      question.extend({
        division: z.enum(['day', 'continuing']),
        student: z.object({
          name: z.string(),
          number: z.string(),
          className: z.string().nullable(),
          seat: z.int().nullable(),
        }),
      }),
    ),
  }),
});

export const answerQuestion = endpoint({
  name: 'answerQuestion',
  right: 'question.answer',
  method: 'POST',
  path: '/api/questions/:questionId/answer',
  summary: 'Answer a question: the record was corrected, or it is right, and why',
  params: z.object({ questionId: id }),
  body: z.object({ verdict, text: z.string().max(2000) }),
});
