import { z } from 'zod';
import { day, endpoint, id, instant } from '../platform/contract.ts';
import { acts, groupings } from './progress.ts';

const count = z.int().min(0);
const semester = z.union([z.literal(1), z.literal(2)]);
const division = z.enum(['day', 'continuing']);
const progress = z.object({ done: count, of: count });
const term = z.object({
  schoolYear: z.coerce.number().int().min(90).max(200).optional(),
  semester: z.coerce.number<1 | 2>().int().min(1).max(2).optional(),
});

const line = z.object({
  act: z.enum(acts),
  /** Where the window is this one. */
  places: z.array(z.object({ division, grade: count })),
  opens: instant.nullable(),
  closes: instant.nullable(),
  clause: z.string(),
  of: count,
  /** How many came on a day; only days with something new. */
  days: z.array(z.object({ day, count })),
});

const shown = { now: instant, schoolYear: count, semester, lines: z.array(line) };

export const divisionProgress = endpoint({
  name: 'divisionProgress',
  right: 'overview.see',
  method: 'GET',
  path: '/api/progress',
  summary:
    'Uploads, certifications and selections day by day against their windows; by class, department or teacher',
  query: term.extend({ division: division.optional(), by: z.enum(groupings).optional() }),
  answer: z.object({
    ...shown,
    /** Those the asker answers for. */
    divisions: z.array(division),
    by: z.enum(groupings),
    groups: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        /** A teacher's staff code. */
        code: z.string().nullable(),
        /** A department or a teacher may belong to several. */
        division: division.nullable(),
        grade: count.nullable(),
        upload: progress,
        certification: progress,
        /** Null where it is nobody's: a student selects, whoever taught. */
        selection: progress.nullable(),
        /** Whether the asker may open the class. */
        may: z.array(z.literal('open')),
      }),
    ),
  }),
});

export const classProgress = endpoint({
  name: 'classProgress',
  right: 'class.see',
  method: 'GET',
  path: '/api/classes/:classId/progress',
  summary: 'Uploads, certifications and selections of one class, day by day',
  params: z.object({ classId: id }),
  query: z.object({ semester: term.shape.semester }),
  answer: z.object({ ...shown, name: z.string() }),
});

export const courseProgress = endpoint({
  name: 'courseProgress',
  right: 'certification.decide',
  method: 'GET',
  path: '/api/course-progress',
  summary: 'Uploads and certifications of the asker’s own courses, day by day and course by course',
  query: term,
  answer: z.object({
    ...shown,
    courses: z.array(
      z.object({
        offeringId: id,
        subject: z.string(),
        group: z.string(),
        division,
        upload: progress,
        certification: progress,
      }),
    ),
  }),
});
