import { z } from 'zod';
import { endpoint, id, instant } from '../platform/contract.ts';
import { mostStudents } from './reopening.ts';

const semester = z.union([z.literal(1), z.literal(2)]);
const term = z.object({
  schoolYear: z.coerce.number().int().min(90).max(200).optional(),
  semester: z.coerce.number<1 | 2>().int().min(1).max(2).optional(),
});
const division = z.enum(['day', 'continuing']);
const student = z.object({
  registrationId: id,
  name: z.string(),
  number: z.string(),
  className: z.string(),
  seat: z.int().nullable(),
});
const course = z.object({ code: z.string(), name: z.string() });
const reason = z.string().trim().max(200);

export const reopenings = endpoint({
  name: 'reopenings',
  right: 'outcome.reopen',
  method: 'GET',
  path: '/api/reopenings',
  summary:
    'Reopened uploads of a semester in the divisions one submits for: for whom, why, until when, what came in',
  query: term,
  answer: z.object({
    schoolYear: z.int(),
    semester,
    semesters: z.array(z.object({ schoolYear: z.int(), semester })),
    reopenings: z.array(
      z.object({
        reopeningId: id,
        division,
        reason: z.string(),
        madeBy: z.string(),
        madeAt: instant,
        closes: instant,
        ended: z.object({ at: instant, by: z.string(), reason: z.string() }).nullable(),
        students: z.array(student.extend({ handedIn: z.int() })),
        /** None: every course. */
        courses: z.array(course),
        may: z.array(z.literal('end')),
      }),
    ),
  }),
});

export const reopeningChoices = endpoint({
  name: 'reopeningChoices',
  right: 'outcome.reopen',
  method: 'GET',
  path: '/api/reopenings/choices',
  summary:
    'Classes, courses and, by class or words, students of a semester for whom its upload could be opened again',
  query: term.extend({ classId: id.optional(), words: z.string().trim().max(40).default('') }),
  answer: z.object({
    classes: z.array(z.object({ classId: id, name: z.string() })),
    courses: z.array(course),
    students: z.array(student),
  }),
});

export const reopen = endpoint({
  name: 'reopen',
  right: 'outcome.reopen',
  method: 'POST',
  path: '/api/reopenings',
  summary: 'Open a semester’s upload again for named students of one division, with a reason and an end',
  body: z.object({
    schoolYear: z.int().min(90).max(200),
    semester,
    registrationIds: z.array(id).max(mostStudents),
    courseCodes: z.array(z.string().max(40)).max(100),
    reason,
    closes: instant,
  }),
  answer: z.object({ reopeningId: id }),
});

export const endReopening = endpoint({
  name: 'endReopening',
  right: 'outcome.reopen',
  method: 'POST',
  path: '/api/reopenings/:reopeningId/ending',
  summary: 'End a reopening before its end; what came in stays',
  params: z.object({ reopeningId: id }),
  body: z.object({ reason }),
  answer: z.object({ endedAt: instant }),
});
