/**
 * 收訖明細的確認: within the confirmation period a student says "correct" or raises a doubt about their own lines.
 * Saying nothing is "no answer", never "correct". A doubt goes to the office that submitted that part; the office
 * explains, or corrects and hands over again, and signs off per division when nothing is open.
 */
import type { Actor, Appointment } from '../accounts/actor.ts';
import { appointmentFor } from '../accounts/rights.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { type Refusal, refuse } from '../regulation/refusal.ts';
import type { Division, Regulation } from '../regulation/regulation.ts';
import type { Counts } from './compare.ts';

export type Answer = 'correct' | 'doubt';
export type Verdict = 'data-right' | 'data-wrong';

/** In code points. */
export const textLimits = { doubt: 500, explanation: 500, note: 500 } as const;

export interface ConfirmationWindow {
  opens: Date;
  closes: Date;
  clause: string;
}

export interface AnswerFacts {
  window: ConfirmationWindow;
  /** Lines of the student, as received or as missing. */
  lines: readonly string[];
  /** A later file has taken its place. */
  replaced: boolean;
  signedOff: boolean;
}

/** @param lineId the line a doubt is about; undefined when it is about all of them */
export function decideAnswer(
  facts: AnswerFacts,
  said: { answer: Answer; doubt: string; lineId?: string },
  now: Date,
): { accepted: true } | Refusal {
  if (facts.lines.length === 0) return refuse('no-receipt-lines', '六(三)');
  if (facts.replaced) return refuse('receipt-replaced', '六(三)');
  if (facts.signedOff) return refuse('already-signed-off', '六(三)');
  const { opens, closes, clause } = facts.window;
  if (now < opens) return refuse('confirmation-not-open', clause, { opens: opens.toISOString() });
  if (now >= closes) return refuse('confirmation-closed', clause, { closes: closes.toISOString() });
  if (said.lineId !== undefined && !facts.lines.includes(said.lineId)) return refuse('not-found', '六(三)');
  return said.answer === 'doubt' ? checkText(said.doubt, textLimits.doubt) : { accepted: true };
}

export function decideResolution(
  facts: { open: boolean; signedOff: boolean },
  explanation: string,
): { accepted: true } | Refusal {
  if (facts.signedOff) return refuse('already-signed-off', '六(三)');
  if (!facts.open) return refuse('doubt-not-open', '六(三)');
  return checkText(explanation, textLimits.explanation);
}

export interface SignOffFacts {
  signedOff: boolean;
  window: ConfirmationWindow;
  counts: Counts;
  openDoubts: number;
  noAnswer: number;
  /** A doubt found right about the data being wrong, and nothing handed over since. */
  awaitsReissue: boolean;
}

/** 六(三): when every doubt is settled and the students have had their time, or have all answered. */
export function decideSignOff(facts: SignOffFacts, note: string, now: Date): { accepted: true } | Refusal {
  if (facts.signedOff) return refuse('already-signed-off', '六(三)');
  if (facts.openDoubts > 0) return refuse('doubts-open', '六(三)', { count: facts.openDoubts });
  if (facts.awaitsReissue) return refuse('reissue-needed', '六(三)');
  if (now < facts.window.closes && facts.noAnswer > 0) {
    return refuse('confirmation-running', facts.window.clause, {
      closes: facts.window.closes.toISOString(),
      noAnswer: facts.noAnswer,
    });
  }
  const differences = facts.counts.changed + facts.counts.missing + facts.counts.extra;
  if (differences > 0 && note.trim() === '') return refuse('note-needed', '六(三)', { differences });
  return [...note].length > textLimits.note
    ? refuse('text-length', '產7', { max: textLimits.note })
    : { accepted: true };
}

/**
 * Whether a receipt-details file can be applied now.
 * @param window opens with the file
 */
export function decideApply(facts: {
  window: ConfirmationWindow;
  deadline: Date;
  state: string;
  packageStands: boolean;
  matched: number;
}): { accepted: true; window: ConfirmationWindow } | Refusal {
  if (facts.state !== 'uploaded') return refuse('import-not-waiting', '六(三)');
  if (!facts.packageStands) return refuse('package-replaced', '六(三)');
  if (facts.matched === 0) return refuse('nothing-of-this-division', '六(三)');
  const { opens, closes } = facts.window;
  const days = Math.floor((closes.getTime() - opens.getTime()) / dayMs);
  // 國2 has been granted by the window already; what cannot be granted is time beyond the national deadline.
  if (days < 3 || closes > facts.deadline) {
    return refuse('confirmation-too-short', '國2', { days: Math.max(days, 0), min: 3 });
  }
  return { accepted: true, window: facts.window };
}

const dayMs = 24 * 60 * 60 * 1000;

function checkText(text: string, max: number): { accepted: true } | Refusal {
  const length = [...text.trim()].length;
  return length < 1 || length > max ? refuse('text-length', '產7', { max, length }) : { accepted: true };
}

/** Where a student stands. A "correct" stands only for the lines it was said about. */
export type StudentState = 'no-answer' | 'correct' | 'doubt-open' | 'doubt-resolved';

export interface Said {
  answer: Answer;
  linesHash: string;
  resolved: boolean;
}

/** @param answers newest first */
export function studentState(answers: readonly Said[], linesHash: string): StudentState {
  if (openDoubts(answers).length > 0) return 'doubt-open';
  const [newest] = answers;
  if (!newest || newest.linesHash !== linesHash) return 'no-answer';
  return newest.answer === 'correct' ? 'correct' : 'doubt-resolved';
}

/** Doubts nobody has settled. Saying "correct" takes back the doubts raised before; they stay in the history. */
export function openDoubts<A extends Said>(answers: readonly A[]): A[] {
  const correct = answers.findIndex(({ answer }) => answer === 'correct');
  const since = correct === -1 ? answers : answers.slice(0, correct);
  return since.filter(({ answer, resolved }) => answer === 'doubt' && !resolved);
}

/** The lines a student is asked about, as one text: the same lines give the same text, whatever their order. */
export function linesText(
  lines: readonly {
    result: string;
    semester: number;
    courseCode: string;
    received: object | null;
    submitted: object | null;
  }[],
): string {
  const texts = lines.map(({ result, semester, courseCode, received, submitted }) =>
    JSON.stringify([result, semester, courseCode, inOrder(received), inOrder(submitted)]),
  );
  return texts.sort().join('\n');
}

function inOrder(values: object | null): [string, unknown][] | null {
  return values && Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The appointment by which the actor confirms this division's receipt details, if any. */
export function confirms(actor: Actor, division: Division, regulation: Regulation): Appointment | undefined {
  return appointmentFor(actor, 'receiptDetails.confirm', regulation, { division });
}

export function receiptUploaded(
  importId: string,
  taskId: string,
  fileSha256: string,
  rows: number,
): LedgerEvent {
  return { act: 'receiptDetails.uploaded', about: { importId, taskId }, data: { fileSha256, rows } };
}

export function receiptApplied(
  importId: string,
  taskId: string,
  packageId: string,
  data: { counts: Counts; setAside: number; linesSha256: string; closes: string },
): LedgerEvent {
  return { act: 'receiptDetails.applied', about: { importId, taskId, packageId }, data };
}

export function receiptDiscarded(importId: string, taskId: string): LedgerEvent {
  return { act: 'receiptDetails.discarded', about: { importId, taskId }, data: {} };
}

export function receiptAnswered(
  answerId: string,
  about: { importId: string; taskId: string; registrationId: string },
  answer: Answer,
  linesHash: string,
): LedgerEvent {
  return { act: 'receiptDetails.answered', about: { answerId, ...about }, data: { answer, linesHash } };
}

export function doubtResolved(
  resolutionId: string,
  answerId: string,
  taskId: string,
  verdict: Verdict,
): LedgerEvent {
  return {
    act: 'receiptDetails.doubtResolved',
    about: { resolutionId, answerId, taskId },
    data: { verdict },
  };
}

export function receiptSignedOff(
  signOffId: string,
  taskId: string,
  importId: string,
  counts: object,
): LedgerEvent {
  return { act: 'receiptDetails.signedOff', about: { signOffId, taskId, importId }, data: { counts } };
}
