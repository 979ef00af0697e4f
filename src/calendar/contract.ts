/** The public schedule, and how 教務主任 keeps the dates it hangs on. */
import { z } from 'zod';
import { day, endpoint, id, instant } from '../platform/contract.ts';

const semester = z.union([z.literal(1), z.literal(2)]);
const division = z.enum(['day', 'continuing']);
const gradeBand = z.enum(['one-two', 'three']);
const windowName = z.enum([
  'outcome.upload',
  'certification',
  'counselling',
  'performance.upload',
  'selection',
  'submission',
  'receiptDetails.confirmation',
]);
const key = z.object({
  schoolYear: z.number().int(),
  semester: semester.optional(),
  division: division.optional(),
  grade: z.number().int().optional(),
  gradeBand: gradeBand.optional(),
  batch: z.number().int().optional(),
});

const scheduled = z.object({
  of: windowName,
  key,
  opens: instant.nullable(),
  closes: instant.nullable(),
  clause: z.string(),
  /** The rules it derives from, as the text writes them. */
  from: z.object({ opens: z.string().optional(), closes: z.string() }).nullable(),
  ruled: z.object({ opens: instant.nullable(), closes: instant }).nullable(),
  override: z.object({ reason: z.string() }).nullable(),
  /** The event that has no date yet. */
  missing: z.string().nullable(),
});

export const schedule = endpoint({
  name: 'schedule',
  right: 'schedule.see',
  method: 'GET',
  path: '/api/schedule',
  who: 'anyone',
  summary: 'Every window of a school year: start, end, the clause it comes from, and what was moved and why.',
  query: z.object({ schoolYear: z.coerce.number().int().optional() }),
  answer: z.object({
    now: instant,
    schoolYear: z.number().int(),
    semester,
    schoolYears: z.array(z.number().int()),
    windows: z.array(scheduled),
    may: z.array(z.enum(['date', 'move'])),
  }),
});

const entered = key.omit({ grade: true }).extend({
  eventId: id,
  name: z.string(),
  on: day.nullable(),
  at: instant.nullable(),
});

export const calendarDates = endpoint({
  name: 'calendarDates',
  right: 'calendar.plan',
  method: 'GET',
  path: '/api/calendar/dates',
  summary: 'The dates entered for a school year, and which could be.',
  query: z.object({ schoolYear: z.coerce.number().int().optional() }),
  answer: z.object({
    schoolYear: z.number().int(),
    dates: z.array(entered),
    semesterEvents: z.array(z.string()),
    roundEvents: z.array(z.string()),
  }),
});

const dateWish = z.object({
  name: z.string(),
  key: key.omit({ grade: true }),
  /** A whole day, or an instant with a time of day. */
  on: day.optional(),
  at: instant.optional(),
});

export const previewDate = endpoint({
  name: 'previewDate',
  right: 'calendar.plan',
  method: 'POST',
  path: '/api/calendar/preview',
  summary: 'What would move if this date were entered; changes nothing.',
  body: dateWish,
  answer: z.object({
    moves: z.array(
      z.object({
        of: windowName,
        key,
        before: z.object({ opens: instant.nullable(), closes: instant.nullable() }),
        after: z.object({ opens: instant.nullable(), closes: instant.nullable() }),
      }),
    ),
  }),
});

export const enterDate = endpoint({
  name: 'enterDate',
  right: 'calendar.plan',
  method: 'POST',
  path: '/api/calendar/dates',
  summary: 'Enter or move a date; what derives from it moves with it. The date it replaces is kept.',
  body: dateWish.extend({ reason: z.string().max(500).default('') }),
  answer: z.object({ eventId: id }),
});

export const moveWindow = endpoint({
  name: 'moveWindow',
  right: 'calendar.plan',
  method: 'POST',
  path: '/api/calendar/overrides',
  summary: 'Move one window away from its rule, with a reason; never below a national minimum.',
  body: z.object({
    of: windowName,
    key,
    opens: instant.nullable(),
    closes: instant,
    reason: z.string().max(500),
  }),
  answer: z.object({ overrideId: id }),
});

export const ruleWindowAgain = endpoint({
  name: 'ruleWindowAgain',
  right: 'calendar.plan',
  method: 'POST',
  path: '/api/calendar/overrides/end',
  summary: 'Let the rule hold again; the override is kept as history.',
  body: z.object({ of: windowName, key }),
  answer: z.object({ overrideId: id }),
});
