/** A student by form: registered, and transferred in where they come from another school. */
import { z } from 'zod';
import { day, endpoint, id, refusalShape } from '../platform/contract.ts';
import { fieldKeys } from './register.ts';
import { touched } from './status.ts';

const newcomer = z.object({
  division: z.enum(['day', 'continuing']),
  number: z.string().max(30),
  /** As they were typed: days in any spelling, codes or their names. */
  values: z.partialRecord(z.enum(fieldKeys), z.string().max(100)),
  /** Where they come from another school. */
  transfer: z
    .object({ on: day, otherSchool: z.string().trim().max(10), reason: z.string().max(1000) })
    .nullable(),
});

export const previewStudent = endpoint({
  name: 'previewStudent',
  right: 'register.keep',
  method: 'POST',
  path: '/api/register/newcomers/preview',
  summary:
    'What is wrong with a student about to be registered, and what the transfer in would do; nothing is written',
  body: newcomer,
  answer: z.object({
    /** What cannot be taken, field by field. */
    wrong: z.array(
      z.object({
        field: z.enum(['division', 'number', ...fieldKeys]),
        problem: z.string(),
        facts: z.record(z.string(), z.union([z.string(), z.number()])),
      }),
    ),
    /** Why the transfer in cannot be entered. */
    refusal: refusalShape.nullable(),
    effects: z.array(z.object({ touches: z.enum(touched), key: z.string(), count: z.int() })),
  }),
});

export const registerStudent = endpoint({
  name: 'registerStudent',
  right: 'register.keep',
  method: 'POST',
  path: '/api/register/newcomers',
  summary:
    'Register a student with class and seat, and the transfer in where there is one: all of it or nothing',
  body: newcomer,
  answer: z.object({ registrationId: id }),
});
