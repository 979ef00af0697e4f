import { z } from 'zod';
import { day, endpoint, id, instant } from '../platform/contract.ts';
import { reasonLength } from './certification.ts';
import { workStates } from './filter.ts';

const state = z.enum(workStates);
const student = z.object({ name: z.string(), className: z.string(), seat: z.number().int().nullable() });

const queueItem = z.object({
  outcomeId: id,
  versionId: id,
  versionNumber: z.number().int(),
  /** A new version that came after a return. */
  afterReturn: z.boolean(),
  /** 補件: it came in after the closing, by a reopening. */
  late: z.boolean(),
  student,
  description: z.string(),
  handedInAt: instant,
  state,
  /** Whether the asker has opened this version. */
  opened: z.boolean(),
  /** The decision that stands: the asker's own, a deputy's, or another teacher's. */
  decided: z
    .object({ by: z.string(), whose: z.enum(['own', 'deputy', 'colleague']), at: instant })
    .nullable(),
});

const queueCourse = z.object({
  offeringId: id,
  subject: z.string(),
  group: z.string(),
  schoolYear: z.number().int(),
  semester: z.number().int(),
  division: z.enum(['day', 'continuing']),
  teachers: z.array(z.string()),
  /** Set when the actor decides here as a teacher's deputy. */
  deputyFor: z.object({ teacherId: id, name: z.string(), until: day.nullable() }).nullable(),
  opens: instant.nullable(),
  closes: instant.nullable(),
  clause: z.string(),
  open: z.boolean(),
  waiting: z.number().int(),
  certified: z.number().int(),
  returned: z.number().int(),
  withdrawn: z.number().int(),
  items: z.array(queueItem),
});

export const certificationQueue = endpoint({
  name: 'certificationQueue',
  right: 'certification.decide',
  method: 'GET',
  path: '/api/certification/queue',
  summary: 'Everything handed in to the courses of the teacher or deputy, by course, oldest first.',
  query: z.object({ state: state.optional() }),
  answer: z.object({ courses: z.array(queueCourse) }),
});

const decision = z.object({
  decision: z.enum(['certified', 'returned']),
  reason: z.string(),
  by: z.string(),
  own: z.boolean(),
  /** The teacher in whose place a deputy decided. */
  inPlaceOf: z.string().nullable(),
  at: instant,
  withdrawnAt: instant.nullable(),
  withdrawnBy: z.string().nullable(),
  withdrawnReason: z.string().nullable(),
});

export const certificationItem = endpoint({
  name: 'certificationItem',
  right: 'certification.decide',
  method: 'GET',
  path: '/api/certification/outcomes/:outcomeId',
  summary:
    'One outcome as its certifier sees it: the standing version, its files, earlier versions and decisions.',
  params: z.object({ outcomeId: id }),
  answer: z.object({
    outcomeId: id,
    subject: z.string(),
    group: z.string(),
    teachers: z.array(z.string()),
    student,
    versions: z.array(
      z.object({
        versionId: id,
        number: z.number().int(),
        description: z.string(),
        handedInAt: instant,
        /** 補件, and why. */
        late: z.object({ reason: z.string() }).nullable(),
        files: z.array(
          z.object({
            slot: z.enum(['document', 'media']),
            name: z.string(),
            size: z.number().int(),
            sha256: z.string(),
            mediaType: z.string(),
            /** What inspection found inside, e.g. `javascript`: kept as evidence, never run. */
            findings: z.array(z.string()),
          }),
        ),
        decisions: z.array(decision),
      }),
    ),
    state,
    /** Works of other students, in courses the asker certifies in, that hold a file with the same bytes. */
    sameBytes: z.array(
      z.object({ outcomeId: id, subject: z.string(), group: z.string(), student, fileName: z.string() }),
    ),
    /** Until when the student could hand in a new version if it were returned now; null: returning leaves it uncertified. */
    canReactUntil: instant.nullable(),
    may: z.array(z.enum(['certify', 'return', 'withdraw'])),
  }),
});

export const certify = endpoint({
  name: 'certify',
  right: 'certification.decide',
  method: 'POST',
  path: '/api/outcomes/:outcomeId/certification',
  summary: "Certify the version seen: the student's own work, for the right subject.",
  params: z.object({ outcomeId: id }),
  body: z.object({ versionId: id }),
  answer: z.object({ certificationId: id }),
});

export const returnOutcome = endpoint({
  name: 'returnOutcome',
  right: 'certification.decide',
  method: 'POST',
  path: '/api/outcomes/:outcomeId/return',
  summary: 'Give the version seen back to the student, with a reason.',
  params: z.object({ outcomeId: id }),
  body: z.object({ versionId: id, reason: z.string().max(reasonLength.max * 2) }),
  answer: z.object({ certificationId: id }),
});

export const withdrawCertification = endpoint({
  name: 'withdrawCertification',
  right: 'certification.decide',
  method: 'DELETE',
  path: '/api/outcomes/:outcomeId/certification',
  summary: 'Take a decision back while the window is open and the outcome is not selected.',
  params: z.object({ outcomeId: id }),
  query: z.object({
    reason: z
      .string()
      .max(reasonLength.max * 2)
      .default(''),
  }),
  answer: z.object({ certificationId: id }),
});

export const noteOpened = endpoint({
  name: 'noteOpened',
  right: 'certification.decide',
  method: 'PUT',
  path: '/api/certification/outcomes/:outcomeId/opened',
  summary: 'Notes that the asker has opened this version: a hint to themselves before a batch.',
  params: z.object({ outcomeId: id }),
  body: z.object({ versionId: id }),
});
