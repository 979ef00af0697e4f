import { z } from 'zod';
import { endpoint, id, instant, refusalShape } from '../platform/contract.ts';
import { gradeBands } from '../submission/round.ts';
import { columnFields } from './columns.ts';
import { comparedFields } from './compare.ts';
import { setAsideReasons } from './rows.ts';

const division = z.enum(['day', 'continuing']);
const answer = z.enum(['correct', 'doubt']);
const verdict = z.enum(['data-right', 'data-wrong']);
const studentState = z.enum(['no-answer', 'correct', 'doubt-open', 'doubt-resolved']);
const result = z.enum(['equal', 'changed', 'missing', 'extra']);
const field = z.enum(comparedFields);
const values = z.partialRecord(field, z.string());
const mapping = z.partialRecord(z.enum(columnFields), z.array(z.string()).max(10));

const counts = z.object({
  submitted: z.number().int(),
  equal: z.number().int(),
  changed: z.number().int(),
  missing: z.number().int(),
  extra: z.number().int(),
});

/** How far the students have come; `noAnswer` is never counted as correct. */
const progress = z.object({
  students: z.number().int(),
  correct: z.number().int(),
  doubtOpen: z.number().int(),
  doubtResolved: z.number().int(),
  noAnswer: z.number().int(),
});

const confirmation = z.object({ opens: instant, closes: instant, clause: z.string(), open: z.boolean() });

const roundShape = z.object({
  roundId: id,
  schoolYear: z.number().int(),
  gradeBand: z.enum(gradeBands),
  batch: z.number().int(),
});

const taskShape = z.object({
  taskId: id,
  division,
  round: roundShape,
  handedOverAt: instant.nullable(),
  packageNumber: z.number().int().nullable(),
  lines: z.number().int(),
  counts: counts.nullable(),
  progress: progress.nullable(),
  confirmation: confirmation.nullable(),
  signedOffAt: instant.nullable(),
});

export const receiptTasks = endpoint({
  name: 'receiptTasks',
  right: 'receiptDetails.watch',
  method: 'GET',
  path: '/api/receipt-details/tasks',
  summary: 'What was handed over and how its confirmation stands, for the divisions one may look at.',
  answer: z.object({ tasks: z.array(taskShape) }),
});

const who = z.object({
  registrationId: id.nullable(),
  name: z.string(),
  studentNumber: z.string(),
  className: z.string(),
  seat: z.number().int().nullable(),
});

const difference = z.object({
  lineId: id,
  result,
  sheet: z.string(),
  row: z.number().int().nullable(),
  student: who,
  semester: z.number().int(),
  courseCode: z.string(),
  differs: z.array(field),
  submitted: values.nullable(),
  received: values.nullable(),
});

const setAside = z.object({
  sheet: z.string(),
  row: z.number().int(),
  reason: z.enum(setAsideReasons),
  found: z.string(),
});

const waitingFile = z.object({
  importId: id,
  fileName: z.string(),
  uploadedAt: instant,
  rows: z.number().int(),
});

const doubt = z.object({
  answerId: id,
  student: who,
  text: z.string(),
  raisedAt: instant,
  /** What it is about; null: all of the student's lines. */
  line: z
    .object({ subject: z.string(), semester: z.number().int(), result, description: z.string() })
    .nullable(),
  resolution: z.object({ verdict, explanation: z.string(), by: z.string(), at: instant }).nullable(),
});

export const receiptTask = endpoint({
  name: 'receiptTask',
  right: 'receiptDetails.watch',
  method: 'GET',
  path: '/api/receipt-details/tasks/:taskId',
  summary: 'One division in one round: differences, doubts, answers, sign-off.',
  params: z.object({ taskId: id }),
  answer: taskShape.extend({
    waiting: z.array(waitingFile),
    applied: z.object({ importId: id, fileName: z.string(), appliedAt: instant, by: z.string() }).nullable(),
    differences: z.array(difference),
    setAside: z.array(setAside),
    doubts: z.array(doubt),
    students: z.array(
      who.extend({ lines: z.number().int(), state: studentState, answeredAt: instant.nullable() }),
    ),
    signOff: z.object({ by: z.string(), at: instant, note: z.string() }).nullable(),
    /** A doubt was right about the data being wrong and no corrected package has been handed over since. */
    awaitsReissue: z.boolean(),
    may: z.array(z.enum(['import', 'resolve', 'signOff'])),
    /** Why it cannot be signed off now, even with a note; null when it can, or when nothing was received. */
    cannotSignOff: refusalShape.nullable(),
  }),
});

export const uploadReceiptDetails = endpoint({
  name: 'uploadReceiptDetails',
  right: 'receiptDetails.confirm',
  method: 'PUT',
  path: '/api/receipt-details/tasks/:taskId/file',
  summary: 'Bring the receipt-details file (.xlsx or .csv). The same bytes again give the same import.',
  params: z.object({ taskId: id }),
  query: z.object({ name: z.string().min(1).max(200) }),
  takes: 'bytes',
  answer: z.object({ importId: id }),
});

export const receiptImport = endpoint({
  name: 'receiptImport',
  right: 'receiptDetails.confirm',
  method: 'GET',
  path: '/api/receipt-details/imports/:importId',
  summary: 'A file that waits for its columns to be named: headers, guess, first rows.',
  params: z.object({ importId: id }),
  answer: z.object({
    importId: id,
    taskId: id,
    state: z.enum(['uploaded', 'applied', 'replaced', 'discarded']),
    fileName: z.string(),
    encoding: z.string(),
    rows: z.number().int(),
    headers: z.array(z.string()),
    guess: mapping,
    /** First rows in the order of the headers, ID numbers masked. */
    sample: z.array(z.array(z.string())),
  }),
});

export const previewReceipt = endpoint({
  name: 'previewReceipt',
  right: 'receiptDetails.confirm',
  method: 'POST',
  path: '/api/receipt-details/imports/:importId/preview',
  summary: 'What the file says against what was handed over. Changes nothing.',
  params: z.object({ importId: id }),
  body: z.object({ mapping }),
  answer: z.object({
    counts,
    setAside: z.array(setAside),
    differences: z.array(difference.omit({ lineId: true })),
    /** Until when students could confirm if it were applied now. */
    confirmationCloses: instant,
  }),
});

export const applyReceipt = endpoint({
  name: 'applyReceipt',
  right: 'receiptDetails.confirm',
  method: 'POST',
  path: '/api/receipt-details/imports/:importId/apply',
  summary: 'Keep the comparison; the confirmation period of the students opens.',
  params: z.object({ importId: id }),
  body: z.object({ mapping }),
  answer: z.object({ taskId: id, counts }),
});

export const discardReceipt = endpoint({
  name: 'discardReceipt',
  right: 'receiptDetails.confirm',
  method: 'DELETE',
  path: '/api/receipt-details/imports/:importId',
  summary: 'Put aside a file that was not applied.',
  params: z.object({ importId: id }),
  answer: z.object({ importId: id }),
});

export const resolveDoubt = endpoint({
  name: 'resolveDoubt',
  right: 'receiptDetails.confirm',
  method: 'POST',
  path: '/api/receipt-details/doubts/:answerId/resolution',
  summary: 'Settle a doubt: the data are right, and why; or they are wrong and a corrected package follows.',
  params: z.object({ answerId: id }),
  body: z.object({ verdict, explanation: z.string().max(1000) }),
  answer: z.object({ resolutionId: id }),
});

export const signOffReceipt = endpoint({
  name: 'signOffReceipt',
  right: 'receiptDetails.confirm',
  method: 'POST',
  path: '/api/receipt-details/tasks/:taskId/sign-off',
  summary: "Confirm the division's receipt details.",
  params: z.object({ taskId: id }),
  body: z.object({ note: z.string().max(1000).default('') }),
  answer: z.object({ signOffId: id }),
});

const ownLine = z.object({
  lineId: id,
  result,
  schoolYear: z.number().int(),
  semester: z.number().int(),
  courseCode: z.string(),
  subject: z.string(),
  differs: z.array(field),
  submitted: values.nullable(),
  received: values.nullable(),
});

export const myReceiptDetails = endpoint({
  name: 'myReceiptDetails',
  right: 'receiptDetails.own',
  method: 'GET',
  path: '/api/my/receipt-details',
  summary: "The student's own submitted lines as the central database received them, newest round first.",
  answer: z.object({
    confirmations: z.array(
      z.object({
        importId: id,
        round: roundShape,
        confirmation: confirmation.nullable(),
        signedOff: z.boolean(),
        state: studentState,
        lines: z.array(ownLine),
        /** Everything said so far, newest first. */
        answers: z.array(
          z.object({
            answerId: id,
            answer,
            doubt: z.string(),
            at: instant,
            lineId: id.nullable(),
            resolution: z.object({ verdict, explanation: z.string(), at: instant }).nullable(),
          }),
        ),
        may: z.array(z.enum(['answer'])),
      }),
    ),
  }),
});

export const answerReceipt = endpoint({
  name: 'answerReceipt',
  right: 'receiptDetails.own',
  method: 'POST',
  path: '/api/my/receipt-details/:importId/answers',
  summary: "Say that one's lines are correct, or raise a doubt about one or all of them.",
  params: z.object({ importId: id }),
  body: z.object({ answer, doubt: z.string().max(2000).default(''), lineId: id.optional() }),
  answer: z.object({ answerId: id }),
});
