import { z } from 'zod';
import { endpoint, id, instant } from '../platform/contract.ts';

const selectable = z.object({
  outcomeId: id,
  subject: z.string(),
  semester: z.number().int(),
  description: z.string(),
  /** Names of its files: with the description what is sent. */
  files: z.array(z.string()),
  handedInAt: instant,
  certified: z.boolean(),
  /** Who has it when it is not certified yet. */
  waitingFor: z.array(z.string()),
  returned: z.boolean(),
  selected: z.boolean(),
  /** Chosen in an earlier round of the same school year: counts, cannot be changed. */
  frozen: z.boolean(),
});

const selectablePerformance = z.object({
  performanceId: id,
  category: z.string(),
  /** How people call it. */
  name: z.string(),
  description: z.string(),
  /** '' for none. */
  link: z.string(),
  files: z.array(z.string()),
  handedInAt: instant,
  selected: z.boolean(),
  frozen: z.boolean(),
});

const studentRound = z.object({
  roundId: id,
  schoolYear: z.number().int(),
  batch: z.number().int(),
  opens: instant.nullable(),
  closes: instant.nullable(),
  clause: z.string(),
  open: z.boolean(),
  max: z.number().int().nullable(),
  used: z.number().int(),
  outcomes: z.array(selectable),
  /** Diverse performance of the same school year, with the same cap and count. */
  performances: z.object({
    max: z.number().int().nullable(),
    used: z.number().int(),
    listed: z.array(selectablePerformance),
  }),
  /** What stands selected in this round, in the student's order. */
  order: z.object({ outcomes: z.array(id), performances: z.array(id) }),
  may: z.array(z.literal('select')),
});

export const mySelections = endpoint({
  name: 'mySelections',
  right: 'selection.own',
  method: 'GET',
  path: '/api/selection',
  summary:
    "The student's rounds, with every outcome and performance of the school year and what may be chosen.",
  answer: z.object({ rounds: z.array(studentRound) }),
});

const chosen = z.object({ selected: z.number().int(), remaining: z.number().int().nullable() });

export const chooseOutcomes = endpoint({
  name: 'chooseOutcomes',
  right: 'selection.own',
  method: 'PUT',
  path: '/api/selection/:roundId',
  summary: 'Replace the choice for a round by this list of outcomes, in this order.',
  params: z.object({ roundId: id }),
  body: z.object({ outcomeIds: z.array(id).max(200) }),
  answer: chosen,
});

export const choosePerformances = endpoint({
  name: 'choosePerformances',
  right: 'selection.own',
  method: 'PUT',
  path: '/api/selection/:roundId/performances',
  summary: 'Replace the choice for a round by this list of performances, in this order.',
  params: z.object({ roundId: id }),
  body: z.object({ performanceIds: z.array(id).max(200) }),
  answer: chosen,
});

const language = z.enum(['zh-TW', 'en']).default('zh-TW');

export const selectionSlip = endpoint({
  name: 'selectionSlip',
  right: 'selection.own',
  method: 'GET',
  path: '/api/selection/:roundId/slip.pdf',
  summary: "The student's choice on paper, with room for signatures.",
  params: z.object({ roundId: id }),
  query: z.object({ language }),
  gives: 'bytes',
});

const round = z.object({
  roundId: id,
  schoolYear: z.number().int(),
  gradeBand: z.enum(['one-two', 'three']),
  batch: z.number().int(),
});
const counted = { outcomes: z.number().int(), performances: z.number().int() };

export const selectionClasses = endpoint({
  name: 'selectionClasses',
  right: 'selection.watch',
  method: 'GET',
  path: '/api/selection/classes',
  summary: 'How many of each class have selected for a round, the newest where none is named.',
  query: z.object({ roundId: id.optional() }),
  answer: z.object({
    rounds: z.array(round),
    /** Null where no round was opened yet. */
    roundId: id.nullable(),
    classes: z.array(
      z.object({
        classId: id,
        division: z.enum(['day', 'continuing']),
        grade: z.number().int(),
        name: z.string(),
        students: z.number().int(),
        having: z.number().int(),
        ...counted,
      }),
    ),
  }),
});

export const selectionOfClass = endpoint({
  name: 'selectionOfClass',
  right: 'selection.watch',
  method: 'GET',
  path: '/api/selection/:roundId/classes/:classId',
  summary: 'Who of a class has not selected for a round, and how many the others did; never what.',
  params: z.object({ roundId: id, classId: id }),
  answer: z.object({
    round,
    name: z.string(),
    students: z.array(
      z.object({
        registrationId: id,
        number: z.string(),
        seat: z.number().int().nullable(),
        name: z.string(),
        ...counted,
      }),
    ),
    may: z.array(z.literal('print')),
  }),
});

export const selectionSlips = endpoint({
  name: 'selectionSlips',
  right: 'selection.print',
  method: 'GET',
  path: '/api/selection/:roundId/classes/:classId/slips.pdf',
  summary: 'The slips of a class on paper, a page for each student.',
  params: z.object({ roundId: id, classId: id }),
  query: z.object({ language }),
  gives: 'bytes',
});

export const selectionSummary = endpoint({
  name: 'selectionSummary',
  right: 'selection.count',
  method: 'GET',
  path: '/api/selection/students/:registrationId',
  summary: 'How many a student selected in each round.',
  params: z.object({ registrationId: id }),
  answer: z.object({
    rounds: z.array(z.object({ schoolYear: z.number().int(), batch: z.number().int(), ...counted })),
  }),
});
