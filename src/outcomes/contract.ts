/** What a student asks and does about course learning outcomes; teachers and offices open files here too. */
import { z } from 'zod';
import { endpoint, id, instant, linkGiven, linkParams, linkWish, sha256 } from '../platform/contract.ts';

const slot = z.enum(['document', 'media']);
const state = z.enum(['draft', 'received', 'certified', 'returned', 'withdrawn']);
const acts = z.array(z.enum(['edit', 'upload', 'withdraw']));
const schoolSemester = z.object({
  schoolYear: z.number().int(),
  semester: z.union([z.literal(1), z.literal(2)]),
});

const slotLimits = z.object({
  /** Endings of file names, lower case, without the dot. */
  endings: z.array(z.string()),
  mediaTypes: z.array(z.string()),
  maxBytes: z.number().int(),
  clause: z.string(),
});
const limits = z.object({
  description: z.object({ max: z.number().int(), clause: z.string() }),
  document: slotLimits,
  media: slotLimits,
});

const window = z.object({
  /** Null where the calendar does not say yet. */
  opens: instant.nullable(),
  closes: instant.nullable(),
  clause: z.string(),
  open: z.boolean(),
  /** 補件: open again for this student after the closing, and why. */
  late: z.object({ reason: z.string() }).nullable(),
});

const quota = z.object({
  max: z.number().int(),
  used: z.number().int(),
  remaining: z.number().int(),
  clause: z.string(),
});

const outcomeLine = z.object({
  outcomeId: id,
  enrolmentId: id,
  state,
  /** The draft's words, or those of the version that stands. */
  description: z.string(),
  versions: z.number().int(),
  handedInAt: instant.nullable(),
  files: z.array(z.object({ slot, name: z.string(), size: z.number().int() })),
  /** Why it was returned. */
  reason: z.string().nullable(),
  /** 補件: the version that stands came in after the closing. */
  late: z.boolean(),
  /** Whether bytes of the version that stands are lost. */
  lost: z.boolean(),
});

const subject = z.object({
  courseCode: z.string(),
  name: z.string(),
  enrolments: z.array(
    z.object({
      enrolmentId: id,
      group: z.string(),
      kind: z.string(),
      ended: z.boolean(),
    }),
  ),
  window,
  quotas: z.array(quota),
  outcomes: z.array(outcomeLine),
});

export const myCourses = endpoint({
  name: 'myCourses',
  right: 'outcome.own',
  method: 'GET',
  path: '/api/outcomes',
  summary: "The student's courses of a semester: what was handed in, what is left, until when.",
  query: z.object({
    schoolYear: z.coerce.number().int().optional(),
    semester: z.coerce.number().int().min(1).max(2).optional(),
  }),
  answer: schoolSemester.extend({
    now: instant,
    /** Semesters in which the student takes courses, newest first. */
    semesters: z.array(schoolSemester),
    limits,
    subjects: z.array(subject),
    /** Semesters open again for the student now, whichever one is shown. */
    reopened: z.array(schoolSemester.extend({ reopeningId: id, reason: z.string(), closes: instant })),
  }),
});

export const createOutcome = endpoint({
  name: 'createOutcome',
  right: 'outcome.own',
  method: 'POST',
  path: '/api/outcomes',
  summary: 'Start a draft: private, counts for nothing, needs no window.',
  body: z.object({ enrolmentId: id, description: z.string().max(1000).default('') }),
  answer: z.object({ outcomeId: id }),
});

export const editDraft = endpoint({
  name: 'editDraft',
  right: 'outcome.own',
  method: 'PUT',
  path: '/api/outcomes/:outcomeId/draft',
  summary:
    'Keep the description being written; refused with what stands where another window saved meanwhile.',
  params: z.object({ outcomeId: id }),
  body: z.object({
    description: z.string().max(1000),
    /** When the draft that was on the screen had been saved; null where there was none. */
    seen: instant.nullable(),
  }),
  answer: z.object({
    description: z.string(),
    length: z.number().int(),
    max: z.number().int(),
    savedAt: instant,
  }),
});

/** `lost`: no home holds its bytes any more; the same file handed in again puts it right. */
const copies = z.enum(['received', 'second-copy-same-disk', 'two-places', 'lost']);

const version = z.object({
  versionId: id,
  number: z.number().int(),
  description: z.string(),
  begunAt: instant,
  handedInAt: instant,
  /** 補件: it came in after the closing, and why that was allowed. */
  late: z.object({ reason: z.string() }).nullable(),
  files: z.array(
    z.object({
      slot,
      name: z.string(),
      size: z.number().int(),
      sha256,
      mediaType: z.string(),
      /** What is true of its copies at this moment. */
      copies,
    }),
  ),
  decisions: z.array(
    z.object({
      decision: z.enum(['certified', 'returned']),
      reason: z.string(),
      by: z.string(),
      at: instant,
      withdrawnAt: instant.nullable(),
    }),
  ),
});

export const outcomeDetail = endpoint({
  name: 'outcomeDetail',
  right: 'outcome.own',
  method: 'GET',
  path: '/api/outcomes/:outcomeId',
  summary: 'One outcome: its draft, its versions with files and decisions, and what may be done with it.',
  params: z.object({ outcomeId: id }),
  answer: z.object({
    outcomeId: id,
    now: instant,
    subject: z.string(),
    group: z.string(),
    schoolYear: z.number().int(),
    semester: z.number().int(),
    /** As what the course is taken. */
    kind: z.string(),
    /** Of a retake, make-up, transfer or visit: the course it was first, by field; what is not known is left out. */
    origin: z.record(z.string(), z.string()),
    state,
    draft: z.object({ description: z.string(), savedAt: instant }).nullable(),
    window,
    /** Until when a new version is taken; later than the window for returned work where the regulation gives time. */
    uploadUntil: instant.nullable(),
    graceMinutes: z.number(),
    quotas: z.array(quota),
    limits,
    versions: z.array(version),
    withdrawnAt: instant.nullable(),
    may: acts,
  }),
});

const announcedFile = z.object({
  slot,
  name: z.string().min(1).max(500),
  size: z.number().int().min(0),
  sha256,
});

export const beginUpload = endpoint({
  name: 'beginUpload',
  right: 'outcome.own',
  method: 'POST',
  path: '/api/outcomes/:outcomeId/uploads',
  summary: 'Announce a version: its description and files. What begins before the window closes counts.',
  params: z.object({ outcomeId: id }),
  body: z.object({ description: z.string().max(1000), files: z.array(announcedFile).max(2) }),
  answer: z.object({
    uploadId: id,
    begunAt: instant,
    /** The last moment for its last byte. */
    finishBy: instant,
  }),
});

const receipt = z.object({
  /** What was received, as JSON text: exactly these UTF-8 bytes are signed. */
  statement: z.string(),
  /** Base64, Ed25519. */
  signature: z.string(),
  key: z.object({ id: z.string(), publicKey: z.string() }),
  /** Hex; opens the ledger line's commitment. */
  salt: z.string(),
});

const receivedVersion = z.object({
  state: z.literal('received'),
  outcomeId: id,
  versionId: id,
  number: z.number().int(),
  /** The student's receipt, the same however often it is asked for; its proof joins at its own address. */
  receipt,
});

const progress = z.discriminatedUnion('state', [
  z.object({ state: z.literal('waiting'), outcomeId: id, missing: z.array(slot) }),
  receivedVersion,
]);

export const putFile = endpoint({
  name: 'putFile',
  right: 'outcome.own',
  method: 'PUT',
  path: '/api/uploads/:uploadId/files/:slot',
  summary:
    'The bytes of an announced file. Sending them again changes nothing; the last one makes the version and its receipt.',
  params: z.object({ uploadId: id, slot }),
  takes: 'bytes',
  answer: progress,
});

export const takeFromShelf = endpoint({
  name: 'takeFromShelf',
  right: 'outcome.own',
  method: 'POST',
  path: '/api/uploads/:uploadId/files/:slot/from-shelf',
  summary: 'An announced file that one’s own shelf holds already: no byte travels again.',
  params: z.object({ uploadId: id, slot }),
  answer: progress,
});

export const uploadStatus = endpoint({
  name: 'uploadStatus',
  right: 'outcome.own',
  method: 'GET',
  path: '/api/uploads/:uploadId',
  summary: 'How far an upload has come: what to send again after a broken connection.',
  params: z.object({ uploadId: id }),
  answer: progress,
});

export const handedIn = endpoint({
  name: 'handedIn',
  right: 'outcome.own',
  method: 'GET',
  path: '/api/outcomes/files/:sha256',
  summary: "Whether one's own work holds this very file already. Nothing is said of anybody else's.",
  params: z.object({ sha256 }),
  answer: z.object({
    /** The newest outcome not withdrawn that holds it. */
    found: z.object({ outcomeId: id, subject: z.string(), name: z.string(), handedInAt: instant }).nullable(),
  }),
});

export const withdrawOutcome = endpoint({
  name: 'withdrawOutcome',
  right: 'outcome.own',
  method: 'POST',
  path: '/api/outcomes/:outcomeId/withdrawal',
  summary: 'Take an outcome back before it is certified; its place is free again, its history stays.',
  params: z.object({ outcomeId: id }),
  answer: z.object({ withdrawnAt: instant }),
});

const versionParams = z.object({ outcomeId: id, versionId: id });

export const uploadReceipt = endpoint({
  name: 'uploadReceipt',
  right: 'outcome.own',
  method: 'GET',
  path: '/api/outcomes/:outcomeId/versions/:versionId/receipt',
  summary: 'The receipt of a version: a signed statement that verifies without this server.',
  params: versionParams,
  gives: 'bytes',
});

export const uploadReceiptPdf = endpoint({
  name: 'uploadReceiptPdf',
  right: 'outcome.own',
  method: 'GET',
  path: '/api/outcomes/:outcomeId/versions/:versionId/receipt.pdf',
  summary: 'The same receipt to print, with a QR code.',
  params: versionParams,
  gives: 'bytes',
});

const shownFile = z.object({ slot, name: z.string(), mediaType: z.string() });

export const portfolioOfStudent = endpoint({
  name: 'portfolioOfStudent',
  right: 'portfolio.see',
  method: 'GET',
  path: '/api/registrations/:registrationId/outcomes',
  summary: 'A student’s outcomes by semester: how many, how far; what they say only for who may open them',
  params: z.object({ registrationId: id }),
  answer: z.object({
    semesters: z.array(
      z.object({
        schoolYear: z.int(),
        semester: z.union([z.literal(1), z.literal(2)]),
        handedIn: z.int(),
        waiting: z.int(),
        returned: z.int(),
        certified: z.int(),
        selected: z.int(),
        works: z.array(
          z.object({
            outcomeId: id,
            subject: z.string(),
            state: z.enum(['received', 'returned', 'certified']),
            selected: z.boolean(),
            late: z.boolean(),
            /** null for who may not open it. */
            opened: z
              .object({
                versionId: id,
                description: z.string(),
                files: z.array(shownFile),
                /** What stood before, the latest first. */
                earlier: z.array(z.object({ versionId: id, number: z.int(), files: z.array(shownFile) })),
                certifies: z.boolean(),
              })
              .nullable(),
          }),
        ),
      }),
    ),
  }),
});

export const openFile = endpoint({
  name: 'openFile',
  right: 'outcome.see',
  method: 'POST',
  path: '/api/outcomes/:outcomeId/versions/:versionId/files/:slot/link',
  summary: 'An address under which this session may fetch a file for a quarter of an hour.',
  params: versionParams.extend({ slot }),
  body: linkWish,
  answer: linkGiven,
});

export const fileBytes = endpoint({
  name: 'fileBytes',
  right: 'outcome.see',
  method: 'GET',
  path: '/files/:token',
  who: 'anyone',
  summary:
    'The bytes behind a file link, in ranges where asked. Right and session are asked again each time.',
  params: linkParams,
  gives: 'bytes',
});
