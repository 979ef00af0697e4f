import { z } from 'zod';
import { endpoint, id, instant, refusalShape, sha256 } from '../platform/contract.ts';
import { handOverWays } from './package.ts';
import { findingKeys } from './precheck.ts';
import { divisions, gradeBands } from './round.ts';

const division = z.enum(divisions);
const packageState = z.enum(['building', 'ready', 'failed', 'handed-over', 'replaced']);

const roundKey = z.object({
  schoolYear: z.number().int(),
  gradeBand: z.enum(gradeBands),
  batch: z.number().int().min(1).max(9),
});

const taskSummary = z.object({
  taskId: id,
  division,
  /** Standing selections of the division. */
  students: z.number().int(),
  outcomes: z.number().int(),
  selectionCloses: instant.nullable(),
  deadline: instant.nullable(),
  /** What the deadline rests on. */
  clause: z.string(),
  /** The newest package; null before the first. */
  newest: z.object({ number: z.number().int(), state: packageState }).nullable(),
  handedOverAt: instant.nullable(),
});

export const submissionRounds = endpoint({
  name: 'submissionRounds',
  right: 'submission.watch',
  method: 'GET',
  path: '/api/submission/rounds',
  summary: 'The rounds, newest first, with the tasks of the divisions one may look at.',
  answer: z.object({
    rounds: z.array(roundKey.extend({ roundId: id, openedAt: instant, tasks: z.array(taskSummary) })),
    /** Rounds that could be opened now; empty for who may not open one. */
    openable: z.array(roundKey),
  }),
});

export const openRound = endpoint({
  name: 'openRound',
  right: 'submission.watch',
  method: 'POST',
  path: '/api/submission/rounds',
  summary: 'Open the round of a school year, grade band and batch, with a task per division.',
  body: roundKey,
  answer: z.object({ roundId: id }),
});

const studentShape = z.object({
  name: z.string(),
  studentNumber: z.string(),
  className: z.string(),
  seat: z.number().int().nullable(),
});

const finding = z.object({
  key: z.enum(findingKeys),
  blocking: z.boolean(),
  clause: z.string(),
  outcomeId: id,
  enrolmentId: id,
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  student: studentShape,
  subject: z.string(),
  courseCode: z.string(),
});

const packageShape = z.object({
  packageId: id,
  number: z.number().int(),
  state: packageState,
  rosterCode: z.string(),
  requestedBy: z.string(),
  requestedAt: instant,
  builtAt: instant.nullable(),
  lines: z.number().int(),
  files: z.number().int(),
  /** How many of them are re-hashed. */
  checked: z.number().int(),
  bytes: z.number().int(),
  manifestSha256: sha256.nullable(),
  /** Files whose bytes are not what was handed in. */
  failures: z.array(
    z.object({ line: z.number().int(), path: z.string(), student: z.string(), subject: z.string() }),
  ),
  leftOut: z.number().int(),
  leftOutReason: z.string(),
  handedOverAt: instant.nullable(),
  handedOverHow: z.string().nullable(),
  markedBy: z.string().nullable(),
  replacedAt: instant.nullable(),
  may: z.array(z.enum(['download', 'handOver'])),
});

export const submissionTask = endpoint({
  name: 'submissionTask',
  right: 'submission.watch',
  method: 'GET',
  path: '/api/submission/tasks/:taskId',
  summary: 'One division in one round: dates, pre-check findings, packages with their history.',
  params: z.object({ taskId: id }),
  answer: taskSummary.extend({
    round: roundKey.extend({ roundId: id }),
    roster: z.object({ name: z.string(), code: z.string() }),
    findings: z.array(finding),
    /** Outcomes that stand in the way: to mend, or to leave out by name. */
    blocked: z.array(id),
    packages: z.array(packageShape),
    may: z.array(z.enum(['request', 'mend'])),
    /** Why no package can be asked for now, even with everything settled; null when one can. */
    cannotRequest: refusalShape.nullable(),
  }),
});

export const requestPackage = endpoint({
  name: 'requestPackage',
  right: 'submission.outcomes',
  method: 'POST',
  path: '/api/submission/tasks/:taskId/packages',
  summary: 'Freeze the list and let the package be built.',
  params: z.object({ taskId: id }),
  body: z.object({
    leaveOut: z.array(id).max(5000).default([]),
    reason: z.string().max(500).default(''),
    /** Every finding that does not block was looked at and is right. */
    acknowledged: z.boolean().default(false),
  }),
  answer: z.object({ packageId: id, number: z.number().int() }),
});

export const onePackage = endpoint({
  name: 'onePackage',
  right: 'submission.watch',
  method: 'GET',
  path: '/api/submission/packages/:packageId',
  summary: 'A package and how far its building has come.',
  params: z.object({ packageId: id }),
  answer: packageShape,
});

export const downloadPackage = endpoint({
  name: 'downloadPackage',
  right: 'submission.outcomes',
  method: 'GET',
  path: '/api/submission/packages/:packageId/zip',
  summary: 'The package as a ZIP: workbook, files, manifest. Each file is hashed again on its way out.',
  params: z.object({ packageId: id }),
  gives: 'bytes',
});

export const handOver = endpoint({
  name: 'handOver',
  right: 'submission.outcomes',
  method: 'PUT',
  path: '/api/submission/packages/:packageId/hand-over',
  summary: 'Note that the package was handed over to the central database, when and how.',
  params: z.object({ packageId: id }),
  body: z.object({ at: instant, how: z.enum(handOverWays) }),
  answer: z.object({ packageId: id }),
});

const originShape = z.object({
  schoolCode: z.string().trim().max(6).nullable(),
  schoolYear: z.number().int().min(90).max(200).nullable(),
  semester: z.number().int().min(1).max(2).nullable(),
  courseCode: z.string().trim().max(23).nullable(),
  courseName: z.string().trim().max(60).nullable(),
  grade: z.number().int().min(1).max(4).nullable(),
  credits: z.number().min(0).max(40).nullable(),
  method: z.string().trim().max(20).nullable(),
});

export const originOfEnrolment = endpoint({
  name: 'originOfEnrolment',
  right: 'submission.outcomes',
  method: 'GET',
  path: '/api/submission/enrolments/:enrolmentId/origin',
  summary: 'The original course of a retake, make-up, transfer or visit, and what the roster needs of it.',
  params: z.object({ enrolmentId: id }),
  answer: z.object({
    student: z.string(),
    subject: z.string(),
    kind: z.string(),
    needed: z.array(z.string()),
    origin: originShape,
  }),
});

export const enterOrigin = endpoint({
  name: 'enterOrigin',
  right: 'submission.outcomes',
  method: 'PUT',
  path: '/api/submission/enrolments/:enrolmentId/origin',
  summary: 'Enter the original course of an enrolment, as the roster asks.',
  params: z.object({ enrolmentId: id }),
  body: originShape,
  answer: z.object({ enrolmentId: id }),
});
