import { z } from 'zod';
import { endpoint, id, instant } from '../platform/contract.ts';

const selectable = z.object({
  outcomeId: id,
  subject: z.string(),
  semester: z.number().int(),
  description: z.string(),
  handedInAt: instant,
  certified: z.boolean(),
  /** Who has it when it is not certified yet. */
  waitingFor: z.array(z.string()),
  returned: z.boolean(),
  selected: z.boolean(),
  /** Chosen in an earlier round of the same school year: counts, cannot be changed. */
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
  may: z.array(z.literal('select')),
});

export const mySelections = endpoint({
  name: 'mySelections',
  right: 'selection.own',
  method: 'GET',
  path: '/api/selection',
  summary: "The student's rounds, with every outcome of the school year and what may be chosen.",
  answer: z.object({ rounds: z.array(studentRound) }),
});

export const chooseOutcomes = endpoint({
  name: 'chooseOutcomes',
  right: 'selection.own',
  method: 'PUT',
  path: '/api/selection/:roundId',
  summary: 'Replace the choice for a round by this list of outcomes.',
  params: z.object({ roundId: id }),
  body: z.object({ outcomeIds: z.array(id).max(200) }),
  answer: z.object({ selected: z.number().int(), remaining: z.number().int().nullable() }),
});
