/** What a student asks and does about diverse performance; the office opens the same files here. */
import { z } from 'zod';
import { day, endpoint, id, instant, linkGiven, linkParams, linkWish, sha256 } from '../platform/contract.ts';

const slot = z.enum(['document', 'media']);
const state = z.enum(['draft', 'handed-in', 'withdrawn']);
const semester = z.union([z.literal(1), z.literal(2)]);
/** Key of a category; which there are stands in the topic's data. */
const category = z.string().max(20);
const values = z.record(z.string().max(20), z.string().max(300));
const text = z.string().max(1000);
const linkText = z.string().max(2000);

const slotLimits = z.object({
  endings: z.array(z.string()),
  mediaTypes: z.array(z.string()),
  maxBytes: z.int(),
  clause: z.string(),
});
const limits = z.object({
  description: z.object({ max: z.int(), clause: z.string() }),
  document: slotLimits,
  media: slotLimits,
  fileNeeded: z.boolean(),
  link: z.object({ max: z.int(), clause: z.string() }),
});
const window = z.object({
  /** Null where the calendar does not say yet, or where it is open from the first. */
  opens: instant.nullable(),
  closes: instant.nullable(),
  clause: z.string(),
  open: z.boolean(),
});
const quota = z.object({ max: z.int(), used: z.int(), remaining: z.int(), clause: z.string() });

const listed = z.object({
  performanceId: id,
  category,
  state,
  /** How people call it; '' while nobody named it. */
  name: z.string(),
  description: z.string(),
  /** In which it counts; null until it is handed in. */
  schoolYear: z.int().nullable(),
  versions: z.int(),
  handedInAt: instant.nullable(),
  files: z.array(z.object({ slot, name: z.string() })),
  fromCadre: z.boolean(),
  /** Stands selected for the central database. */
  selected: z.boolean(),
});

export const myPerformances = endpoint({
  name: 'myPerformances',
  right: 'performance.own',
  method: 'GET',
  path: '/api/performances',
  summary:
    'What the student handed in and drafted, what is left this school year, until when, which posts are offered.',
  answer: z.object({
    now: instant,
    /** The present one. */
    schoolYear: z.int(),
    window,
    quotas: z.array(quota),
    limits,
    performances: z.array(listed),
    /** Posts the school recorded that were not taken over yet, the latest first. */
    offered: z.array(
      z.object({
        postId: id,
        schoolYear: z.int(),
        semester,
        level: z.enum(['school', 'class', 'club']),
        unit: z.string(),
        post: z.string(),
        startsOn: day,
        endsOn: day,
      }),
    ),
  }),
});

export const startPerformance = endpoint({
  name: 'startPerformance',
  right: 'performance.own',
  method: 'POST',
  path: '/api/performances',
  summary: 'Start a draft of a category: private, counts for nothing, needs no window.',
  body: z.object({ category }),
  answer: z.object({ performanceId: id }),
});

export const takePostOver = endpoint({
  name: 'takePostOver',
  right: 'performance.own',
  method: 'POST',
  path: '/api/performances/from-cadre',
  summary: 'Start a draft out of a post the school recorded, with everything in it.',
  body: z.object({ postId: id }),
  answer: z.object({ performanceId: id }),
});

const one = z.object({ performanceId: id });

export const savePerformanceDraft = endpoint({
  name: 'savePerformanceDraft',
  right: 'performance.own',
  method: 'PUT',
  path: '/api/performances/:performanceId/draft',
  summary: 'Keep what is being written, finished or not; refused where another window saved meanwhile.',
  params: one,
  body: z.object({
    fields: values,
    description: text,
    link: linkText,
    /** When the draft that was on the screen had been saved; null where there was none. */
    seen: instant.nullable(),
  }),
  answer: z.object({ savedAt: instant }),
});

const fileShown = z.object({
  slot,
  name: z.string(),
  size: z.int(),
  sha256,
  mediaType: z.string(),
  /** What is true of its copies at this moment. */
  copies: z.enum(['received', 'second-copy-same-disk', 'two-places']),
});

export const performanceDetail = endpoint({
  name: 'performanceDetail',
  right: 'performance.own',
  method: 'GET',
  path: '/api/performances/:performanceId',
  summary: 'One performance: its draft, its versions with files, and what may be done with it.',
  params: one,
  answer: z.object({
    performanceId: id,
    now: instant,
    category,
    state,
    counted: z.object({ schoolYear: z.int(), semester }).nullable(),
    /** The school's own record it was taken over from. */
    cadre: z
      .object({ schoolYear: z.int(), semester, unit: z.string(), post: z.string(), removed: z.boolean() })
      .nullable(),
    draft: z
      .object({ fields: values, description: z.string(), link: z.string(), savedAt: instant })
      .nullable(),
    window,
    graceMinutes: z.number(),
    quotas: z.array(quota),
    limits,
    versions: z.array(
      z.object({
        versionId: id,
        number: z.int(),
        fields: values,
        description: z.string(),
        link: z.string(),
        begunAt: instant,
        handedInAt: instant,
        files: z.array(fileShown),
      }),
    ),
    /** Names of the licences that occur in it, by code. */
    licences: z.record(z.string(), z.string()),
    withdrawnAt: instant.nullable(),
    /** Stands selected for the central database: kept as it is until it is unselected. */
    selected: z.boolean(),
    may: z.array(z.enum(['edit', 'hand-in', 'withdraw'])),
  }),
});

const receipt = z.object({
  /** What was received, as JSON text: exactly these UTF-8 bytes are signed. */
  statement: z.string(),
  /** Base64, Ed25519. */
  signature: z.string(),
  key: z.object({ id: z.string(), publicKey: z.string() }),
  salt: z.string(),
});

const received = z.object({
  state: z.literal('received'),
  performanceId: id,
  versionId: id,
  number: z.int(),
  receipt,
});
const progress = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('waiting'),
    performanceId: id,
    uploadId: id,
    missing: z.array(slot),
    begunAt: instant,
    /** The last moment for its last byte; null where the calendar does not say yet. */
    finishBy: instant.nullable(),
  }),
  received,
]);

export const handInPerformance = endpoint({
  name: 'handInPerformance',
  right: 'performance.own',
  method: 'POST',
  path: '/api/performances/:performanceId/versions',
  summary:
    'Hand a version in, or announce it where bytes are still to come. What begins before the window closes counts.',
  params: one,
  body: z.object({
    fields: values,
    description: text,
    link: linkText.default(''),
    files: z
      .array(z.object({ slot, name: z.string().min(1).max(500), size: z.int().min(0), sha256 }))
      .max(2)
      .default([]),
    /** Slots whose file of the standing version stays. */
    keep: z.array(slot).max(2).default([]),
  }),
  answer: progress,
});

const upload = z.object({ uploadId: id });

export const putPerformanceFile = endpoint({
  name: 'putPerformanceFile',
  right: 'performance.own',
  method: 'PUT',
  path: '/api/performance-uploads/:uploadId/files/:slot',
  summary:
    'The bytes of an announced file. Sending them again changes nothing; the last one makes the version.',
  params: upload.extend({ slot }),
  takes: 'bytes',
  answer: progress,
});

export const takePerformanceFileFromShelf = endpoint({
  name: 'takePerformanceFileFromShelf',
  right: 'performance.own',
  method: 'POST',
  path: '/api/performance-uploads/:uploadId/files/:slot/from-shelf',
  summary: 'An announced file that one’s own shelf holds already: no byte travels again.',
  params: upload.extend({ slot }),
  answer: progress,
});

export const performanceUploadStatus = endpoint({
  name: 'performanceUploadStatus',
  right: 'performance.own',
  method: 'GET',
  path: '/api/performance-uploads/:uploadId',
  summary: 'How far an upload has come: what to send again after a broken connection.',
  params: upload,
  answer: progress,
});

export const performanceHandedIn = endpoint({
  name: 'performanceHandedIn',
  right: 'performance.own',
  method: 'GET',
  path: '/api/performances/files/:sha256',
  summary: "Whether one's own performances hold this very file already. Nothing is said of anybody else's.",
  params: z.object({ sha256 }),
  answer: z.object({
    /** The newest performance not withdrawn that holds it. */
    found: z.object({ performanceId: id, category, name: z.string(), handedInAt: instant }).nullable(),
  }),
});

export const withdrawPerformance = endpoint({
  name: 'withdrawPerformance',
  right: 'performance.own',
  method: 'POST',
  path: '/api/performances/:performanceId/withdrawal',
  summary: 'Take a performance back; its place is free again, its history stays.',
  params: one,
  answer: z.object({ withdrawnAt: instant }),
});

const oneVersion = one.extend({ versionId: id });

export const performanceReceipt = endpoint({
  name: 'performanceReceipt',
  right: 'performance.own',
  method: 'GET',
  path: '/api/performances/:performanceId/versions/:versionId/receipt',
  summary: 'The receipt of a version: a signed statement that verifies without this server.',
  params: oneVersion,
  gives: 'bytes',
});

export const performanceReceiptPdf = endpoint({
  name: 'performanceReceiptPdf',
  right: 'performance.own',
  method: 'GET',
  path: '/api/performances/:performanceId/versions/:versionId/receipt.pdf',
  summary: 'The same receipt to print, with a QR code.',
  params: oneVersion,
  gives: 'bytes',
});

export const openPerformanceFile = endpoint({
  name: 'openPerformanceFile',
  right: 'performance.see',
  method: 'POST',
  path: '/api/performances/:performanceId/versions/:versionId/files/:slot/link',
  summary: 'An address under which this session may fetch a file for a quarter of an hour.',
  params: oneVersion.extend({ slot }),
  body: linkWish,
  answer: linkGiven,
});

export const performanceFileBytes = endpoint({
  name: 'performanceFileBytes',
  right: 'performance.see',
  method: 'GET',
  path: '/files/performances/:token',
  who: 'anyone',
  summary:
    'The bytes behind a file link, in ranges where asked. Right and session are asked again each time.',
  params: linkParams,
  gives: 'bytes',
});

export const licences = endpoint({
  name: 'licences',
  right: 'performance.own',
  method: 'GET',
  path: '/api/licences',
  summary: 'Licences of the national table in which every word occurs, at most thirty',
  query: z.object({ text: z.string().max(100).default('') }),
  answer: z.object({
    licences: z.array(
      z.object({ code: z.string(), region: z.string(), class: z.string(), name: z.string() }),
    ),
  }),
});
