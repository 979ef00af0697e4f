import { z } from 'zod';
import { endpoint, id, instant } from '../platform/contract.ts';
import { reasonLength } from './certification.ts';

export const state = z.enum(['waiting', 'certified', 'returned']);

const queueItem = z.object({
  outcomeId: id,
  versionId: id,
  versionNumber: z.number().int(),
  /** A new version that came after a return. */
  afterReturn: z.boolean(),
  student: z.object({ name: z.string(), className: z.string(), seat: z.number().int().nullable() }),
  description: z.string(),
  handedInAt: instant,
  state,
});

const queueCourse = z.object({
  offeringId: id,
  subject: z.string(),
  group: z.string(),
  schoolYear: z.number().int(),
  semester: z.number().int(),
  division: z.enum(['day', 'continuing']),
  /** Set when the actor decides here as a teacher's deputy. */
  deputyFor: z.object({ teacherId: id }).nullable(),
  opens: instant.nullable(),
  closes: instant.nullable(),
  clause: z.string(),
  open: z.boolean(),
  waiting: z.number().int(),
  certified: z.number().int(),
  returned: z.number().int(),
  items: z.array(queueItem),
});

export const certificationQueue = endpoint({
  name: 'certificationQueue',
  right: 'certification.decide',
  method: 'GET',
  path: '/api/certification/queue',
  summary: 'What waits for the teacher or deputy, by course, oldest first.',
  query: z.object({ state: state.optional() }),
  answer: z.object({ courses: z.array(queueCourse) }),
});

const decision = z.object({
  decision: z.enum(['certified', 'returned']),
  reason: z.string(),
  by: z.string(),
  at: instant,
  withdrawnAt: instant.nullable(),
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
    student: z.object({ name: z.string(), className: z.string(), seat: z.number().int().nullable() }),
    versions: z.array(
      z.object({
        versionId: id,
        number: z.number().int(),
        description: z.string(),
        handedInAt: instant,
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
  query: z.object({ reason: z.string().max(500).default('') }),
  answer: z.object({ certificationId: id }),
});
