/** What a student keeps on the shelf, and makes of it. Everything here is asked and answered for its student alone. */
import { z } from 'zod';
import { endpoint, id, instant, linkGiven, linkParams, linkWish, sha256 } from '../platform/contract.ts';

const slot = z.enum(['document', 'media']);
const semester = z.union([z.literal(1), z.literal(2)]);
const code = z.string().max(10);

const slotLimits = z.object({
  endings: z.array(z.string()),
  mediaTypes: z.array(z.string()),
  maxBytes: z.int(),
  clause: z.string(),
});

const space = z.object({ used: z.int(), max: z.int(), clause: z.string() });
const term = z.object({ schoolYear: z.int(), semester });
const course = z.object({ enrolmentId: id, subject: z.string(), schoolYear: z.int(), semester });

const file = z.object({
  fileId: id,
  name: z.string(),
  size: z.int(),
  sha256,
  mediaType: z.string(),
  slot,
  /** What is true of its copies at this moment. */
  copies: z.enum(['received', 'second-copy-same-disk', 'two-places']),
});

const made = z.union([
  z.object({ kind: z.literal('outcome'), outcomeId: id, name: z.string(), madeAt: instant }),
  z.object({
    kind: z.literal('performance'),
    performanceId: id,
    category: z.string(),
    madeAt: instant,
  }),
]);

const item = z.object({
  itemId: id,
  schoolYear: z.int(),
  semester,
  title: z.string(),
  note: z.string(),
  links: z.array(z.string()),
  competencies: z.array(code),
  clusters: z.array(code),
  courses: z.array(course),
  files: z.array(file),
  /** What was made of it; what was withdrawn since is left out. */
  made: z.array(made),
  keptAt: instant,
  changedAt: instant,
});

const limits = z.object({ document: slotLimits, media: slotLimits });

export const myShelf = endpoint({
  name: 'myShelf',
  right: 'shelf.own',
  method: 'GET',
  path: '/api/shelf',
  summary:
    'Everything the student keeps, the newest first, how much space it takes and what it may be tagged with.',
  answer: z.object({
    items: z.array(item),
    space,
    limits,
    /** The student's own courses, the newest first; the semesters a thing may stand in, the present one first. */
    courses: z.array(course),
    terms: z.array(term),
  }),
});

const words = z.object({
  title: z.string().max(500),
  note: z.string().max(10_000),
  links: z.array(z.string().max(2000)).max(50).default([]),
  competencies: z.array(code).max(50).default([]),
  clusters: z.array(code).max(50).default([]),
  enrolmentIds: z.array(id).max(200).default([]),
  /** Where it stands on the map; the present semester for what is new, unchanged for what is there. */
  term: term.optional(),
});

export const keepItem = endpoint({
  name: 'keepItem',
  right: 'shelf.own',
  method: 'POST',
  path: '/api/shelf',
  summary: 'Keep something: words, links and tags; its files follow.',
  body: words,
  answer: z.object({ itemId: id }),
});

const one = z.object({ itemId: id });

export const shelfItem = endpoint({
  name: 'shelfItem',
  right: 'shelf.own',
  method: 'GET',
  path: '/api/shelf/:itemId',
  summary: 'One thing the student keeps.',
  params: one,
  answer: z.object({ item, space, limits, courses: z.array(course), terms: z.array(term) }),
});

export const changeItem = endpoint({
  name: 'changeItem',
  right: 'shelf.own',
  method: 'PUT',
  path: '/api/shelf/:itemId',
  summary: 'Other words, links and tags in place of those that were there.',
  params: one,
  body: words,
  answer: z.object({ changedAt: instant }),
});

export const dropItem = endpoint({
  name: 'dropItem',
  right: 'shelf.own',
  method: 'DELETE',
  path: '/api/shelf/:itemId',
  summary: 'Throw it away with its files. What was made of it stays as it is.',
  params: one,
});

const progress = z.object({ uploadId: id, itemId: id, missing: z.array(slot) });

export const beginShelfUpload = endpoint({
  name: 'beginShelfUpload',
  right: 'shelf.own',
  method: 'POST',
  path: '/api/shelf/:itemId/uploads',
  summary: 'Announce files for a thing that is kept. Refused early where they have no room.',
  params: one,
  body: z.object({
    files: z.array(z.object({ slot, name: z.string().min(1).max(500), size: z.int().min(0), sha256 })).max(2),
  }),
  answer: progress,
});

const upload = z.object({ uploadId: id });

export const shelfUploadStatus = endpoint({
  name: 'shelfUploadStatus',
  right: 'shelf.own',
  method: 'GET',
  path: '/api/shelf-uploads/:uploadId',
  summary: 'How far an upload has come: what to send again after a broken connection.',
  params: upload,
  answer: progress,
});

export const putShelfFile = endpoint({
  name: 'putShelfFile',
  right: 'shelf.own',
  method: 'PUT',
  path: '/api/shelf-uploads/:uploadId/files/:slot',
  summary: 'The bytes of an announced file; sending them again changes nothing.',
  params: upload.extend({ slot }),
  takes: 'bytes',
  answer: progress,
});

export const onShelf = endpoint({
  name: 'onShelf',
  right: 'shelf.own',
  method: 'GET',
  path: '/api/shelf/files/:sha256',
  summary: "Whether one's own shelf holds this very file already. Nothing is said of anybody else's.",
  params: z.object({ sha256 }),
  answer: z.object({ found: z.object({ itemId: id, title: z.string(), name: z.string() }).nullable() }),
});

const oneFile = one.extend({ fileId: id });

export const dropShelfFile = endpoint({
  name: 'dropShelfFile',
  right: 'shelf.own',
  method: 'DELETE',
  path: '/api/shelf/:itemId/files/:fileId',
  summary: 'Take a file out; its space is free again.',
  params: oneFile,
});

export const openShelfFile = endpoint({
  name: 'openShelfFile',
  right: 'shelf.own',
  method: 'POST',
  path: '/api/shelf/:itemId/files/:fileId/link',
  summary: 'An address under which this session may fetch a file for a quarter of an hour.',
  params: oneFile,
  body: linkWish,
  answer: linkGiven,
});

export const shelfFileBytes = endpoint({
  name: 'shelfFileBytes',
  right: 'shelf.own',
  method: 'GET',
  path: '/files/shelf/:token',
  who: 'anyone',
  summary:
    'The bytes behind a file link, in ranges where asked. Session and owner are asked again each time.',
  params: linkParams,
  gives: 'bytes',
});

export const noteMade = endpoint({
  name: 'noteMade',
  right: 'shelf.own',
  method: 'POST',
  path: '/api/shelf/:itemId/made',
  summary: 'Remember that an outcome or a performance of one’s own was made of it.',
  params: one,
  body: z.union([z.object({ outcomeId: id }), z.object({ performanceId: id })]),
});
