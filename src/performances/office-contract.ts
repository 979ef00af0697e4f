/** What offices and homeroom teachers see of diverse performance: counts by class and student, and the office's lists. */
import { z } from 'zod';
import { endpoint, id, instant, sha256 } from '../platform/contract.ts';

const division = z.enum(['day', 'continuing']);
const yearAsked = z.object({ schoolYear: z.coerce.number().int().min(90).max(200).optional() });
const count = z.int().min(0);

const standing = z.object({
  performanceId: id,
  versionId: id,
  category: z.string(),
  schoolYear: z.int(),
  name: z.string(),
  fields: z.record(z.string(), z.string()),
  description: z.string(),
  link: z.string(),
  handedInAt: instant,
  /** Of the version that stands. */
  number: z.int(),
  fromCadre: z.boolean(),
  files: z.array(
    z.object({
      slot: z.enum(['document', 'media']),
      name: z.string(),
      size: z.int(),
      sha256,
      mediaType: z.string(),
    }),
  ),
});
/** Names of the licences that occur, by code. */
const licenceNames = z.record(z.string(), z.string());

export const performanceClasses = endpoint({
  name: 'performanceClasses',
  right: 'performance.watch',
  method: 'GET',
  path: '/api/performances/classes',
  summary: 'Per class of a school year: how many students handed in, and how much; nothing of what it says',
  query: yearAsked,
  answer: z.object({
    schoolYear: z.int(),
    schoolYears: z.array(z.int()),
    /** Divisions whose lists the asker may open. */
    opens: z.array(division),
    classes: z.array(
      z.object({
        classId: id,
        division,
        grade: z.int(),
        name: z.string(),
        students: count,
        /** Students with at least one. */
        having: count,
        performances: count,
      }),
    ),
  }),
});

export const performancesOfClass = endpoint({
  name: 'performancesOfClass',
  right: 'performance.watch',
  method: 'GET',
  path: '/api/performances/classes/:classId',
  summary: 'The students of a class with how many each handed in: who has nothing',
  params: z.object({ classId: id }),
  answer: z.object({
    classId: id,
    name: z.string(),
    schoolYear: z.int(),
    students: z.array(
      z.object({
        registrationId: id,
        number: z.string(),
        seat: z.int().nullable(),
        name: z.string(),
        performances: count,
        handedInAt: instant.nullable(),
      }),
    ),
    /** Whether the asker may open what a student handed in. */
    may: z.array(z.literal('open')),
  }),
});

export const performanceList = endpoint({
  name: 'performanceList',
  right: 'performance.keep',
  method: 'GET',
  path: '/api/performances/list',
  summary: 'Everything that stands of one category in a school year, with whose it is',
  query: yearAsked.extend({ category: z.string().max(20) }),
  answer: z.object({
    schoolYear: z.int(),
    schoolYears: z.array(z.int()),
    licences: licenceNames,
    performances: z.array(
      standing.extend({
        registrationId: id,
        division,
        studentNumber: z.string(),
        student: z.string(),
        className: z.string().nullable(),
        seat: z.int().nullable(),
      }),
    ),
  }),
});

export const performancesOfStudent = endpoint({
  name: 'performancesOfStudent',
  right: 'performance.see',
  method: 'GET',
  path: '/api/registrations/:registrationId/performances',
  summary: 'What stands of one student, the latest school year first; read only',
  params: z.object({ registrationId: id }),
  answer: z.object({
    student: z.object({ number: z.string(), name: z.string() }),
    licences: licenceNames,
    performances: z.array(standing),
  }),
});

export const performanceSummary = endpoint({
  name: 'performanceSummary',
  right: 'performance.count',
  method: 'GET',
  path: '/api/registrations/:registrationId/performances/summary',
  summary: 'How many stand of one student, year by year',
  params: z.object({ registrationId: id }),
  answer: z.object({
    years: z.array(z.object({ schoolYear: z.int(), performances: count })),
    /** Whether the asker may open them. */
    may: z.array(z.literal('open')),
  }),
});
