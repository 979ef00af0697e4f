import { z } from 'zod';
import { endpoint, id } from '../platform/contract.ts';
import { attentions, measures } from './overview.ts';

const count = z.int().min(0);
const progress = z.object({ done: count, of: count });
const term = z.object({
  schoolYear: z.coerce.number().int().min(90).max(200).optional(),
  semester: z.coerce.number<1 | 2>().int().min(1).max(2).optional(),
});
const division = z.enum(['day', 'continuing']);

export const divisionOverview = endpoint({
  name: 'divisionOverview',
  right: 'overview.see',
  method: 'GET',
  path: '/api/overview',
  summary: 'What is complete and what is missing, class by class, in the divisions the asker answers for',
  query: term,
  answer: z.object({
    schoolYear: count,
    semester: z.union([z.literal(1), z.literal(2)]),
    classes: z.array(
      z.object({
        classId: id,
        name: z.string(),
        grade: count,
        division,
        students: count,
        measures: z.object(
          Object.fromEntries(measures.map((measure) => [measure, progress])) as Record<
            (typeof measures)[number],
            typeof progress
          >,
        ),
        /** Whether the asker may open the class. */
        may: z.array(z.literal('open')),
      }),
    ),
  }),
});

export const classGlance = endpoint({
  name: 'classGlance',
  right: 'class.see',
  method: 'GET',
  path: '/api/classes/:classId/overview',
  summary: 'A class at a glance: each student’s counts of a semester, and what to speak to them about',
  params: z.object({ classId: id }),
  query: z.object({ semester: term.shape.semester }),
  answer: z.object({
    class: z.object({ classId: id, name: z.string(), grade: count, division, schoolYear: count }),
    semester: count,
    students: z.array(
      z.object({
        registrationId: id,
        number: z.string(),
        seat: count.nullable(),
        name: z.string(),
        subjects: count,
        uploaded: count,
        certified: count,
        returned: count,
        waiting: count,
        selected: count,
        posts: count,
        counselled: z.boolean().nullable(),
        unanswered: count,
        attention: z.array(z.enum(attentions)),
      }),
    ),
  }),
});
