import { z } from 'zod';
import { endpoint, id } from '../platform/contract.ts';
import { enrolmentKinds } from './enrolment.ts';
import { gradeFields } from './grade.ts';

const field = z.enum(gradeFields);
/** Cells as they are read: '' where there is nothing. */
const cells = z.partialRecord(field, z.string());
const kind = z.enum(enrolmentKinds);
const division = z.enum(['day', 'continuing']);
const result = z.enum(['passed', 'failed', 'none']);
/** From which score a grade passes where the school says nothing of it; `identity` names what lowered it. */
const passMark = z.object({ mark: z.number(), identity: z.string().nullable(), clause: z.string() });

export const offeringGrades = endpoint({
  name: 'offeringGrades',
  right: 'courses.see',
  method: 'GET',
  path: '/api/offerings/:offeringId/grades',
  summary: 'The grades of an offering, to be looked at or entered',
  params: z.object({ offeringId: id }),
  answer: z.object({
    offeringId: id,
    name: z.string(),
    code: z.string(),
    group: z.string(),
    division,
    schoolYear: z.int(),
    semester: z.int(),
    /** Of everybody without a favoured identity. */
    passMark,
    rows: z.array(
      z.object({
        enrolmentId: id,
        registrationId: id,
        number: z.string(),
        name: z.string(),
        className: z.string().nullable(),
        seat: z.int().nullable(),
        kind,
        ended: z.boolean(),
        cells,
        passMark,
        /** What was looked at; comes back with what is written. */
        seen: z.string(),
      }),
    ),
    may: z.array(z.enum(['grade'])),
  }),
});

export const enterGrades = endpoint({
  name: 'enterGrades',
  right: 'grades.keep',
  method: 'PUT',
  path: '/api/offerings/:offeringId/grades',
  summary: 'Enter grades of an offering: all that is sent, or nothing',
  params: z.object({ offeringId: id }),
  body: z.object({
    rows: z
      .array(
        z.object({
          enrolmentId: id,
          seen: z.string().max(2000),
          cells: z.partialRecord(field, z.string().max(2000)),
        }),
      )
      .min(1)
      .max(500),
    reason: z.string().max(200),
  }),
  answer: z.object({ changed: z.int() }),
});

const grade = z.object({
  enrolmentId: id,
  schoolYear: z.int(),
  semester: z.int(),
  code: z.string(),
  name: z.string(),
  group: z.string(),
  credits: z.number(),
  kind,
  ended: z.boolean(),
  cells,
  result,
  passMark,
});

const record = z.object({
  registrationId: id,
  division,
  number: z.string(),
  name: z.string(),
  grades: z.array(grade),
});

export const myGrades = endpoint({
  name: 'myGrades',
  right: 'grades.own',
  method: 'GET',
  path: '/api/my-grades',
  summary: 'One’s own grades of every semester, the latest first',
  answer: z.object({ records: z.array(record) }),
});

export const studentGrades = endpoint({
  name: 'studentGrades',
  right: 'grades.see',
  method: 'GET',
  path: '/api/registrations/:registrationId/grades',
  summary: 'A student’s grades of every semester, for who keeps them and the homeroom teacher',
  params: z.object({ registrationId: id }),
  answer: record,
});

export const classGrades = endpoint({
  name: 'classGrades',
  right: 'grades.see',
  method: 'GET',
  path: '/api/classes/:classId/grades',
  summary: 'A class at a glance: what each student passed, failed and is still without, in one semester',
  params: z.object({ classId: id }),
  query: z.object({
    semester: z.coerce.number().int().min(1).max(2).optional(),
  }),
  answer: z.object({
    className: z.string(),
    schoolYear: z.int(),
    semester: z.union([z.literal(1), z.literal(2)]),
    semesters: z.array(z.object({ schoolYear: z.int(), semester: z.union([z.literal(1), z.literal(2)]) })),
    students: z.array(
      z.object({
        registrationId: id,
        number: z.string(),
        name: z.string(),
        seat: z.int().nullable(),
        passed: z.int(),
        failed: z.int(),
        none: z.int(),
        /** Names of the courses failed by now. */
        failing: z.array(z.string()),
      }),
    ),
  }),
});
