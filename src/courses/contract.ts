import { z } from 'zod';
import { day, endpoint, id, instant } from '../platform/contract.ts';
import { enrolmentKinds } from './enrolment.ts';
import { findingKeys } from './health.ts';

const division = z.enum(['day', 'continuing']);
const kind = z.enum(enrolmentKinds);
const count = z.int().min(0);
const term = z.object({ schoolYear: z.int(), semester: z.union([z.literal(1), z.literal(2)]) });
const reason = z.string().max(200);

/** Without a semester: that of today. */
const wantedTerm = z.object({
  schoolYear: z.coerce.number().int().min(90).max(200).optional(),
  semester: z.coerce.number().int().min(1).max(2).optional(),
});

export const codeGround = endpoint({
  name: 'codeGround',
  right: 'courses.see',
  method: 'GET',
  path: '/api/course-codes',
  summary: 'What a course code is held against in this school, and where this one is planned and given',
  query: z.object({ code: z.string().max(40).optional() }),
  answer: z.object({
    schoolYear: z.int(),
    schoolCodes: z.array(z.string()),
    programmes: z.array(z.string()),
    /** null where no code was asked about. */
    known: z
      .object({
        names: z.array(z.string()),
        planned: z.array(
          z.object({
            division,
            entrySchoolYear: z.int(),
            programme: z.string(),
            grade: z.int(),
            semester: z.int(),
            credits: z.number(),
          }),
        ),
        offerings: count,
      })
      .nullable(),
  }),
});

const offering = z.object({
  offeringId: id,
  division,
  code: z.string(),
  coded: z.boolean(),
  name: z.string(),
  grade: z.int(),
  group: z.string(),
  credits: z.number(),
});

export const listOfferings = endpoint({
  name: 'listOfferings',
  right: 'courses.see',
  method: 'GET',
  path: '/api/offerings',
  summary: 'The offerings of a semester, who teaches them, and how many of their grades are entered',
  query: wantedTerm,
  answer: term.extend({
    semesters: z.array(term),
    offerings: z.array(
      offering.extend({
        teachers: z.array(z.string()),
        takers: count,
        graded: count,
      }),
    ),
  }),
});

export const oneOffering = endpoint({
  name: 'oneOffering',
  right: 'courses.see',
  method: 'GET',
  path: '/api/offerings/:offeringId',
  summary: 'One offering: its teachers, who takes it, and what was changed',
  params: z.object({ offeringId: id }),
  answer: offering.extend(term.shape).extend({
    teachers: z.array(z.object({ personId: id, name: z.string(), staffCode: z.string() })),
    enrolments: z.array(
      z.object({
        enrolmentId: id,
        registrationId: id,
        number: z.string(),
        name: z.string(),
        className: z.string().nullable(),
        seat: z.int().nullable(),
        kind,
        endedAt: instant.nullable(),
        graded: z.boolean(),
      }),
    ),
    changes: z.array(
      z.object({
        changeId: id,
        kind: z.enum(['added', 'removed']),
        teacher: z.string(),
        reason: z.string(),
        at: instant,
        by: z.string().nullable(),
        imported: z.boolean(),
      }),
    ),
    may: z.array(z.enum(['correct', 'grade'])),
  }),
});

export const addTeacher = endpoint({
  name: 'addTeacher',
  right: 'grades.keep',
  method: 'POST',
  path: '/api/offerings/:offeringId/teachers',
  summary: 'One teacher more of an offering',
  params: z.object({ offeringId: id }),
  body: z.object({ staffCode: z.string().trim().toUpperCase().max(20), reason }),
});

export const removeTeacher = endpoint({
  name: 'removeTeacher',
  right: 'grades.keep',
  method: 'DELETE',
  path: '/api/offerings/:offeringId/teachers/:personId',
  summary: 'A teacher no longer teaches an offering; what they certified stays theirs',
  params: z.object({ offeringId: id, personId: id }),
  query: z.object({ reason }),
});

export const addEnrolment = endpoint({
  name: 'addEnrolment',
  right: 'grades.keep',
  method: 'POST',
  path: '/api/offerings/:offeringId/enrolments',
  summary: 'A student takes an offering, as one kind of enrolment; one that had ended goes on',
  params: z.object({ offeringId: id }),
  body: z.object({ number: z.string().trim().toUpperCase().max(20), kind, reason }),
  answer: z.object({ enrolmentId: id }),
});

export const endEnrolment = endpoint({
  name: 'endEnrolment',
  right: 'grades.keep',
  method: 'DELETE',
  path: '/api/enrolments/:enrolmentId',
  summary: 'An enrolment ends today; its grade and what was handed in stay',
  params: z.object({ enrolmentId: id }),
  query: z.object({ reason }),
});

const planScope = z.object({
  division,
  entrySchoolYear: z.int(),
  fieldGroup: z.string(),
  programme: z.string(),
});

export const coursePlan = endpoint({
  name: 'coursePlan',
  right: 'courses.see',
  method: 'GET',
  path: '/api/course-plan',
  summary: 'The course plan of one entry year and programme, and which there are',
  query: z.object({
    division: division.optional(),
    entrySchoolYear: z.coerce.number().int().optional(),
    fieldGroup: z.string().max(2).optional(),
    programme: z.string().max(3).optional(),
  }),
  answer: z.object({
    plans: z.array(planScope.extend({ lines: count })),
    /** null where there is no plan at all. */
    shown: planScope.nullable(),
    lines: z.array(
      z.object({
        code: z.string(),
        courseName: z.string(),
        grade: z.int(),
        semester: z.int(),
        credits: z.number(),
        /** Groups it is given to in the school year of today. */
        given: count,
      }),
    ),
  }),
});

const finding = z.object({
  key: z.enum(findingKeys),
  weight: z.enum(['blocks', 'warns', 'note']),
  division,
  offeringId: id.nullable(),
  code: z.string(),
  name: z.string(),
  group: z.string(),
  grade: z.int(),
  students: count,
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
});

export const courseHealth = endpoint({
  name: 'courseHealth',
  right: 'courses.see',
  method: 'GET',
  path: '/api/course-health',
  summary: 'What the pre-check would refuse of a semester’s courses, before its upload window opens',
  query: wantedTerm,
  answer: term.extend({
    today: day,
    semesters: z.array(term),
    checks: z.array(
      z.object({
        division,
        offerings: count,
        /** When the upload window opens and closes; null where a date is not entered. */
        opens: instant.nullable(),
        closes: instant.nullable(),
        clause: z.string(),
        findings: z.array(finding),
      }),
    ),
  }),
});
