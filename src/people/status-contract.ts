/** 學籍異動 (八): how a student stands, what a change would do, entering and correcting it, its documents. */
import { z } from 'zod';
import { day, endpoint, id, instant, refusalShape, sha256 } from '../platform/contract.ts';
import { eventStates, standings, statusKinds, touched } from './status.ts';

const kind = z.enum(statusKinds);
const code = z.string().trim().max(10).nullable();
const ofStudent = z.object({ registrationId: id });

const details = z.object({
  otherSchool: code,
  until: day.nullable(),
  classId: id.nullable(),
  seat: z.int().min(1).max(99).nullable(),
  fieldGroup: code,
  programme: code,
  visitCode: code,
});

const wish = z.object({ kind, on: day, reason: z.string().max(1000), details });

const document = z.object({
  documentId: id,
  name: z.string(),
  mediaType: z.string(),
  size: z.int(),
  keptAt: instant,
});

export const studentStatus = endpoint({
  name: 'studentStatus',
  right: 'status.see',
  method: 'GET',
  path: '/api/registrations/:registrationId/status',
  summary: 'How a student stands and every change of status that led there, the latest first',
  params: ofStudent,
  answer: z.object({
    student: z.object({ registrationId: id, number: z.string(), name: z.string() }),
    standing: z.enum(standings),
    events: z.array(
      z.object({
        eventId: id,
        kind,
        on: day,
        reason: z.string(),
        details: details.extend({ className: z.string().nullable() }),
        enteredAt: instant,
        enteredBy: z.string().nullable(),
        revoked: z.object({ at: instant, by: z.string().nullable(), reason: z.string() }).nullable(),
        state: z.enum(eventStates),
        /** Why it could not take effect on its day. */
        refusal: refusalShape.nullable(),
        endedEnrolments: z.int(),
        documents: z.array(document),
        may: z.array(z.enum(['correct', 'withdraw', 'keepDocument'])),
      }),
    ),
    /** What can be entered now; empty for whoever only reads. */
    kinds: z.array(kind),
    classes: z.array(z.object({ classId: id, name: z.string(), grade: z.int(), schoolYear: z.int() })),
    today: day,
  }),
});

export const previewStatus = endpoint({
  name: 'previewStatus',
  right: 'status.change',
  method: 'POST',
  path: '/api/registrations/:registrationId/status/preview',
  summary: 'What a change of status would do; changes nothing',
  params: ofStudent,
  body: wish,
  answer: z.object({
    effects: z.array(z.object({ touches: z.enum(touched), key: z.string(), count: z.int() })),
    /** Why it cannot be entered as it stands. */
    refusal: refusalShape.nullable(),
    /** Set where the day is still to come. */
    takesEffectOn: day.nullable(),
  }),
});

export const enterStatus = endpoint({
  name: 'enterStatus',
  right: 'status.change',
  method: 'POST',
  path: '/api/registrations/:registrationId/status',
  summary: 'Enter a change of status; ahead of its day it is announced and takes effect on it by itself',
  params: ofStudent,
  body: wish,
  answer: z.object({ eventId: id, standing: z.enum(standings), takesEffectOn: day.nullable() }),
});

export const withdrawStatus = endpoint({
  name: 'withdrawStatus',
  right: 'status.change',
  method: 'POST',
  path: '/api/status-events/:eventId/withdrawal',
  summary: 'Withdraw a change of status that has not taken effect; it stays in the history',
  params: z.object({ eventId: id }),
  body: z.object({ reason: z.string().max(1000) }),
});

export const waitingStatus = endpoint({
  name: 'waitingStatus',
  right: 'status.change',
  method: 'GET',
  path: '/api/status-events/waiting',
  summary: 'Changes of status that wait for their day or could not take effect on it',
  answer: z.object({
    changes: z.array(
      z.object({
        eventId: id,
        registrationId: id,
        number: z.string(),
        name: z.string(),
        division: z.enum(['day', 'continuing']),
        kind,
        on: day,
        refusal: refusalShape.nullable(),
      }),
    ),
  }),
});

export const correctStatus = endpoint({
  name: 'correctStatus',
  right: 'status.change',
  method: 'POST',
  path: '/api/status-events/:eventId/correction',
  summary: 'Take back the latest change of status; what it set aside stands again, both stay in the history',
  params: z.object({ eventId: id }),
  body: z.object({ reason: z.string().max(1000) }),
  answer: z.object({ standing: z.enum(standings) }),
});

export const keepStatusDocument = endpoint({
  name: 'keepStatusDocument',
  right: 'status.change',
  method: 'PUT',
  path: '/api/status-events/:eventId/documents',
  summary: 'Keep a document of a change of status: PDF, JPG or PNG',
  params: z.object({ eventId: id }),
  query: z.object({ name: z.string().min(1).max(200), size: z.coerce.number().int().min(1), sha256 }),
  takes: 'bytes',
  answer: document,
});

export const statusDocument = endpoint({
  name: 'statusDocument',
  right: 'status.see',
  method: 'GET',
  path: '/api/status-documents/:documentId',
  summary: 'A document of a change of status',
  params: z.object({ documentId: id }),
  gives: 'bytes',
});
