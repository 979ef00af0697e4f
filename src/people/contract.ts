import { z } from 'zod';
import { day, endpoint, id, instant, refusalShape } from '../platform/contract.ts';
import { listKeys, origins } from './code-list.ts';
import { fieldKeys, wanted } from './register.ts';
import { looksLikeId, sorts, standingFilters } from './register-search.ts';
import { sectionRights } from './section-right.ts';
import { standings } from './status.ts';

const division = z.enum(['day', 'continuing']);
const fieldKey = z.enum(fieldKeys);
const gap = z.enum(wanted);
const layouts = ['school', 'national'] as const;
const semesterShape = z.object({ schoolYear: z.int(), semester: z.union([z.literal(1), z.literal(2)]) });
const values = z.record(fieldKey, z.string());
const reason = z.string().trim().min(2).max(200);

/** What is looked for, as it stands in the address of the page. An ID number does not belong there. */
const filter = z.object({
  q: z
    .string()
    .trim()
    .max(50)
    .refine((text) => !looksLikeId(text), 'an ID number is searched by findById')
    .default(''),
  division: division.optional(),
  grade: z.coerce.number().int().min(1).max(4).optional(),
  class: id.optional(),
  /** `21/404` */
  programme: z
    .string()
    .regex(/^[0-9A-Z]{2}\/[0-9A-Z]{3}$/)
    .optional(),
  identity: z.string().max(4).optional(),
  standing: z.enum(standingFilters).optional(),
  missing: z.enum(['any', ...wanted]).optional(),
});

const listedStudent = z.object({
  registrationId: id,
  number: z.string(),
  name: z.string(),
  division,
  className: z.string(),
  grade: z.int().nullable(),
  seat: z.string(),
  fieldGroup: z.string(),
  programme: z.string(),
  /** How they stand (八). */
  status: z.enum(standings),
  ended: z.boolean(),
  gaps: z.array(gap),
});

export const findStudents = endpoint({
  name: 'findStudents',
  right: 'register.see',
  method: 'GET',
  path: '/api/register/students',
  summary: 'Students found by words and filters, 50 to a page',
  query: filter.extend({
    sort: z.enum(sorts).optional(),
    page: z.coerce.number().int().min(1).max(100).default(1),
  }),
  answer: z.object({
    /** The semester whose classes and seats are shown. */
    at: semesterShape,
    sort: z.enum(sorts),
    /** How each word was understood. */
    words: z.array(z.object({ word: z.string(), as: z.enum(['number', 'name', 'class']) })),
    students: z.array(listedStudent),
    more: z.boolean(),
  }),
});

export const countStudents = endpoint({
  name: 'countStudents',
  right: 'register.see',
  method: 'GET',
  path: '/api/register/count',
  summary: 'How many students the same words and filters find',
  query: filter,
  /** `atLeast`: there are more, not counted further. */
  answer: z.object({ count: z.int(), atLeast: z.boolean() }),
});

export const findById = endpoint({
  name: 'findById',
  right: 'register.see',
  method: 'POST',
  path: '/api/register/by-id',
  summary: 'The students who hold an ID number; only its keyed hash is compared',
  body: z.object({ nationalId: z.string().max(20) }),
  answer: z.object({ students: z.array(listedStudent) }),
});

export const registerChoices = endpoint({
  name: 'registerChoices',
  right: 'register.see',
  method: 'GET',
  path: '/api/register/choices',
  summary: 'What the filters and fields of the register offer',
  answer: z.object({
    at: semesterShape,
    divisions: z.array(division),
    classes: z.array(z.object({ classId: id, name: z.string(), grade: z.int(), division })),
    programmes: z.array(z.string()),
    lists: z.record(
      z.enum(listKeys),
      z.object({
        origin: z.enum(origins),
        codes: z.array(z.object({ code: z.string(), text: z.string() })),
        open: z.boolean(),
      }),
    ),
    may: z.array(z.enum(['change', 'unmask'])),
  }),
});

export const exportStudents = endpoint({
  name: 'exportStudents',
  right: 'register.see',
  method: 'GET',
  path: '/api/register/students.xlsx',
  summary: 'Exactly the students found, as a workbook; ID numbers masked',
  query: filter.extend({ sort: z.enum(sorts).optional() }),
  gives: 'bytes',
});

export const exportUnmasked = endpoint({
  name: 'exportUnmasked',
  right: 'register.keep',
  method: 'POST',
  path: '/api/register/students.xlsx',
  summary:
    'The students found with whole ID numbers, as our workbook or the national one; the reason stands in the ledger',
  body: filter.extend({ sort: z.enum(sorts).optional(), layout: z.enum(layouts).default('school'), reason }),
  gives: 'bytes',
});

const student = z.object({
  registrationId: id,
  number: z.string(),
  name: z.string(),
  division,
  startsOn: day,
  endsOn: day.nullable(),
  /** The semester of the class and seat below. */
  at: semesterShape,
  grade: z.int().nullable(),
  /** As they are typed; the ID number is never among them. */
  values,
  /** As they are read: codes with their names, the ID number masked. */
  shown: values,
  gaps: z.array(gap),
  placements: z.array(
    z.object({
      schoolYear: z.int(),
      semester: z.int(),
      grade: z.int(),
      className: z.string(),
      seat: z.int().nullable(),
      classKind: z.string().nullable(),
      experimentalClass: z.string().nullable(),
    }),
  ),
  visits: z.array(
    z.object({
      homeSchool: z.string(),
      hostSchool: z.string(),
      fieldGroup: z.string(),
      programme: z.string(),
      kind: z.string(),
      startsOn: day,
      endsOn: day,
    }),
  ),
  courses: z.array(
    z.object({
      schoolYear: z.int(),
      semester: z.int(),
      courseCode: z.string(),
      name: z.string(),
      group: z.string(),
      credits: z.number(),
      kind: z.string(),
      ended: z.boolean(),
      teachers: z.array(z.string()),
      handedIn: z.int(),
      certified: z.int(),
      selected: z.int(),
    }),
  ),
  may: z.array(z.enum(['change', 'unmask'])),
  /** Which sections of other topics the asker may see. */
  sees: z.array(z.enum(sectionRights)),
});

export const oneStudent = endpoint({
  name: 'oneStudent',
  right: 'register.see',
  method: 'GET',
  path: '/api/register/students/:registrationId',
  summary: 'Everything the register holds of a student',
  params: z.object({ registrationId: id }),
  answer: student,
});

export const myRegister = endpoint({
  name: 'myRegister',
  right: 'register.own',
  method: 'GET',
  path: '/api/register/mine',
  summary: 'What the register holds of oneself',
  answer: z.object({ registrations: z.array(student) }),
});

export const unmaskId = endpoint({
  name: 'unmaskId',
  right: 'register.keep',
  method: 'POST',
  path: '/api/register/students/:registrationId/unmasking',
  summary: 'The whole ID number of a student, this once; the reason stands in the ledger',
  params: z.object({ registrationId: id }),
  body: z.object({ reason }),
  answer: z.object({ nationalId: z.string(), at: instant }),
});

const wish = z.object({
  registrationIds: z.array(id).min(1).max(500),
  /** As they were typed: days in any spelling, codes or their names. */
  values: z.partialRecord(fieldKey, z.string().max(100)),
});

export const previewChange = endpoint({
  name: 'previewChange',
  right: 'register.keep',
  method: 'POST',
  path: '/api/register/change-previews',
  summary: 'What a change of one student or many would do; nothing is written',
  body: wish,
  answer: z.object({
    /** What could not be read, field by field. */
    wrong: z.array(
      z.object({
        field: fieldKey,
        problem: z.string(),
        facts: z.record(z.string(), z.union([z.string(), z.number()])),
      }),
    ),
    /** Why it cannot be done at all. */
    refusal: refusalShape.nullable(),
    students: z.array(
      z.object({
        registrationId: id,
        label: z.string(),
        changes: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
      }),
    ),
    /** Students of whom nothing would change. */
    same: z.int(),
    /** Said back when the change is made: what was looked at is what is done. */
    seen: z.string(),
  }),
});

export const changeStudents = endpoint({
  name: 'changeStudents',
  right: 'register.keep',
  method: 'POST',
  path: '/api/register/changes',
  summary: 'Change one student or many, all or none, with a reason',
  body: wish.extend({ reason, seen: z.string() }),
  answer: z.object({ changed: z.int() }),
});
