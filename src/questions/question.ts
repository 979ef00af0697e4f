/**
 * 學生提問: students see what the school records of them and may question it. A question is about one record,
 * reaches the office that keeps the topic in the student's division, and is answered in words.
 */
import type { Division } from '../accounts/actor.ts';
import type { RightKey } from '../accounts/rights.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { type Refusal, refuse } from '../regulation/refusal.ts';

interface Topic {
  /** Whoever keeps the records answers. */
  keep: RightKey;
  clause: string;
}

export const questionTopics = {
  register: { keep: 'register.keep', clause: '五(一)1' },
  grades: { keep: 'grades.keep', clause: '五(二)1' },
  cadre: { keep: 'cadre.keep', clause: '五(一)2' },
  counselling: { keep: 'counselling.keep', clause: '五(二)2' },
} as const satisfies Record<string, Topic>;

export type QuestionTopic = keyof typeof questionTopics;
export const questionTopicKeys = Object.keys(questionTopics) as QuestionTopic[];

export type QuestionVerdict = 'corrected' | 'right';

/** Code points, of a question as of its answer. */
export const questionLength = { max: 500 };

/** One open question per record: a further one waits for the answer to the first. */
export function decideAsk(topic: QuestionTopic, text: string, open: boolean): { text: string } | Refusal {
  const { clause } = questionTopics[topic];
  if (open) return refuse('question-open', clause);
  return saidIn(text, clause);
}

export function decideReply(
  topic: QuestionTopic,
  text: string,
  answered: boolean,
): { text: string } | Refusal {
  const { clause } = questionTopics[topic];
  if (answered) return refuse('question-answered', clause);
  return saidIn(text, clause);
}

function saidIn(text: string, clause: string): { text: string } | Refusal {
  const said = text.trim();
  const length = [...said].length;
  const { max } = questionLength;
  return length < 1 || length > max ? refuse('question-length', clause, { max, length }) : { text: said };
}

export interface QuestionAbout {
  questionId: string;
  registrationId: string;
  topic: QuestionTopic;
  recordId: string;
}

export const questionAsked = ({ questionId, registrationId, ...rest }: QuestionAbout): LedgerEvent => ({
  act: 'question.asked',
  about: { question: questionId, registration: registrationId },
  data: rest,
});

export const questionAnswered = (
  { questionId, registrationId, ...rest }: QuestionAbout,
  verdict: QuestionVerdict,
  division: Division,
): LedgerEvent => ({
  act: 'question.answered',
  about: { question: questionId, registration: registrationId },
  data: { ...rest, verdict, division },
});
