/** 課程諮詢: coverage for whoever watches it, records for the counselling teachers, a student's own. */
import { z } from 'zod';
import { day, endpoint, id, linkParams, linkWish, sha256 } from '../platform/contract.ts';
import { categories, counsellingLengths, mostStudents } from './counselling.ts';

const division = z.enum(['day', 'continuing']);
const semester = z.union([z.literal(1), z.literal(2)]);
const term = z.object({ schoolYear: z.int(), semester });
/** Where left out: the present one. */
const termAsked = z.object({
  schoolYear: z.coerce.number().int().min(90).max(200).optional(),
  semester: z.coerce.number().int().min(1).max(2).optional(),
});
const category = z.enum(categories);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const window = z.object({ closes: z.iso.datetime({ offset: true }).nullable(), clause: z.string() });

const student = z.object({
  registrationId: id,
  number: z.string(),
  name: z.string(),
  className: z.string().nullable(),
  seat: z.int().nullable(),
});

export const counsellingCoverage = endpoint({
  name: 'counsellingCoverage',
  right: 'counselling.see',
  method: 'GET',
  path: '/api/counselling/coverage',
  summary:
    'Per class of a semester: how many were seen, who is missing, until when; nothing of what was said',
  query: termAsked,
  answer: term.extend({
    semesters: z.array(term),
    atLeast: z.int(),
    /** Until when records are taken, by division. */
    windows: z.array(window.extend({ division })),
    classes: z.array(
      z.object({
        classId: id,
        division,
        grade: z.int(),
        name: z.string(),
        students: z.int(),
        seen: z.int(),
        missing: z.array(student),
      }),
    ),
    /** One's own follow-ups that are not done yet, the first due first. */
    followUps: z.array(
      z.object({
        recordId: id,
        topic: z.string(),
        followUp: z.string(),
        due: day.nullable(),
        overdue: z.boolean(),
      }),
    ),
    keeps: z.boolean(),
  }),
});

export const counsellingOfClass = endpoint({
  name: 'counsellingOfClass',
  right: 'counselling.see',
  method: 'GET',
  path: '/api/counselling/classes/:classId',
  summary: 'The report of a class: each student with the days, kinds and teachers of the conversations',
  params: z.object({ classId: id }),
  query: termAsked,
  answer: term.extend({
    classId: id,
    division,
    name: z.string(),
    atLeast: z.int(),
    window,
    students: z.array(
      student.extend({
        seen: z.boolean(),
        talks: z.array(z.object({ heldOn: day, category, group: z.boolean(), counsellor: z.string() })),
      }),
    ),
    keeps: z.boolean(),
  }),
});

export const counsellingReportPdf = endpoint({
  name: 'counsellingReportPdf',
  right: 'counselling.see',
  method: 'GET',
  path: '/api/counselling/classes/:classId/report.pdf',
  summary: 'The report of a class on paper, in one of the languages; not to be sent outside (國9)',
  params: z.object({ classId: id }),
  query: termAsked.extend({ language: z.enum(['zh-TW', 'en']).default('zh-TW') }),
  gives: 'bytes',
});

export const counsellingOfStudent = endpoint({
  name: 'counsellingOfStudent',
  right: 'counselling.see',
  method: 'GET',
  path: '/api/registrations/:registrationId/counselling',
  summary:
    'When a student was spoken with, by whom and about what kind of thing; the record itself for who keeps it',
  params: z.object({ registrationId: id }),
  answer: z.object({
    atLeast: z.int(),
    /** The present semester, whether anything was said in it or not. */
    present: term.extend({ seen: z.boolean() }),
    talks: z.array(
      term.extend({
        heldOn: day,
        category,
        group: z.boolean(),
        counsellor: z.string(),
        /** null for who does not read what was said. */
        record: z.object({ recordId: id, topic: z.string() }).nullable(),
      }),
    ),
  }),
});

const recordText = z.object({
  category,
  topic: z.string().max(500),
  place: z.string().max(500),
  heldOn: day,
  heldFrom: clock.nullable(),
  heldTo: clock.nullable(),
  content: z.string().max(8000),
  privateNote: z.string().max(2000),
  followUp: z.string().max(2000),
  followUpDue: day.nullable(),
});

const file = z.object({ fileId: id, name: z.string(), size: z.int(), mediaType: z.string() });

const recordLine = z.object({
  recordId: id,
  schoolYear: z.int(),
  semester,
  category,
  topic: z.string(),
  place: z.string(),
  heldOn: day,
  heldFrom: clock.nullable(),
  heldTo: clock.nullable(),
  counsellor: z.string(),
  followUp: z.string(),
  followUpDue: day.nullable(),
  followUpDoneOn: day.nullable(),
});

export const counsellingRecords = endpoint({
  name: 'counsellingRecords',
  right: 'counselling.keep',
  method: 'GET',
  path: '/api/counselling/records',
  summary: 'The records of a semester, the latest first',
  query: termAsked,
  answer: term.extend({
    semesters: z.array(term),
    records: z.array(
      recordLine.extend({
        own: z.boolean(),
        withdrawn: z.boolean(),
        files: z.int(),
        /** Their number, the classes, and the first few names. */
        students: z.int(),
        classes: z.array(z.string()),
        names: z.array(z.string()),
      }),
    ),
  }),
});

export const counsellingRecord = endpoint({
  name: 'counsellingRecord',
  right: 'counselling.keep',
  method: 'GET',
  path: '/api/counselling/records/:recordId',
  summary: 'One record with everything in it',
  params: z.object({ recordId: id }),
  answer: recordLine.extend({
    content: z.string(),
    privateNote: z.string(),
    students: z.array(student),
    files: z.array(file),
    withdrawn: z.object({ at: z.iso.datetime({ offset: true }), reason: z.string() }).nullable(),
    window,
    may: z.array(z.enum(['change', 'withdraw', 'followUp'])),
  }),
});

export const counsellingForm = endpoint({
  name: 'counsellingForm',
  right: 'counselling.keep',
  method: 'GET',
  path: '/api/counselling/form',
  summary:
    'What a record is written with: the students of the semester, one’s own templates, limits of files',
  query: termAsked,
  answer: term.extend({
    today: day,
    students: z.array(student.extend({ classId: id, seen: z.boolean() })),
    classes: z.array(z.object({ classId: id, name: z.string() })),
    templates: z.array(
      z.object({
        templateId: id,
        name: z.string(),
        category,
        topic: z.string(),
        place: z.string(),
        content: z.string(),
        followUp: z.string(),
      }),
    ),
    files: z.object({
      most: z.int(),
      endings: z.array(z.string()),
      mediaTypes: z.array(z.string()),
      maxBytes: z.int(),
      clause: z.string(),
    }),
  }),
});

const recordWanted = z.object({
  ...recordText.shape,
  registrationIds: z.array(id).max(mostStudents * 4),
});

export const recordCounselling = endpoint({
  name: 'recordCounselling',
  right: 'counselling.keep',
  method: 'POST',
  path: '/api/counselling/records',
  summary: 'Records a conversation with one or many students',
  body: recordWanted,
  answer: z.object({ recordId: id }),
});

export const changeCounselling = endpoint({
  name: 'changeCounselling',
  right: 'counselling.keep',
  method: 'PUT',
  path: '/api/counselling/records/:recordId',
  summary: 'Changes one’s own record; what it was stays in the students’ history',
  params: z.object({ recordId: id }),
  body: z.object({
    ...recordWanted.shape,
    reason: z.string().trim().max(counsellingLengths.reason).default(''),
  }),
});

export const withdrawCounselling = endpoint({
  name: 'withdrawCounselling',
  right: 'counselling.keep',
  method: 'POST',
  path: '/api/counselling/records/:recordId/withdrawal',
  summary: 'Takes one’s own record back; it counts no more and its history stays',
  params: z.object({ recordId: id }),
  body: z.object({ reason: z.string().max(1000) }),
});

export const finishFollowUp = endpoint({
  name: 'finishFollowUp',
  right: 'counselling.keep',
  method: 'PUT',
  path: '/api/counselling/records/:recordId/follow-up',
  summary: 'The follow-up is done, or not after all',
  params: z.object({ recordId: id }),
  body: z.object({ done: z.boolean() }),
});

const fileOf = z.object({ recordId: id, sha256 });

export const attachFile = endpoint({
  name: 'attachFile',
  right: 'counselling.keep',
  method: 'PUT',
  path: '/api/counselling/records/:recordId/files/:sha256',
  summary: 'The bytes of an attachment to one’s own record; sending them again changes nothing',
  params: fileOf,
  query: z.object({ name: z.string().min(1).max(500), size: z.coerce.number().int().min(0) }),
  takes: 'bytes',
  answer: z.object({ fileId: id }),
});

export const detachFile = endpoint({
  name: 'detachFile',
  right: 'counselling.keep',
  method: 'DELETE',
  path: '/api/counselling/records/:recordId/attachments/:fileId',
  summary: 'Takes an attachment off one’s own record',
  params: z.object({ recordId: id, fileId: id }),
});

export const openAttachment = endpoint({
  name: 'openAttachment',
  right: 'counselling.file',
  method: 'POST',
  path: '/api/counselling/records/:recordId/attachments/:fileId/link',
  summary: 'An address under which this session may fetch an attachment for a quarter of an hour',
  params: z.object({ recordId: id, fileId: id }),
  body: linkWish,
  answer: z.object({
    url: z.string(),
    name: z.string(),
    mediaType: z.string(),
    expiresAt: z.iso.datetime({ offset: true }),
  }),
});

export const attachmentBytes = endpoint({
  name: 'attachmentBytes',
  right: 'counselling.file',
  method: 'GET',
  path: '/files/counselling/:token',
  who: 'anyone',
  summary: 'The bytes behind an attachment’s link. Right and session are asked again each time.',
  params: linkParams,
  gives: 'bytes',
});

export const saveTemplate = endpoint({
  name: 'saveTemplate',
  right: 'counselling.keep',
  method: 'PUT',
  path: '/api/counselling/templates',
  summary: 'Keeps words to begin a record with, under a name; one’s own',
  body: z.object({
    name: z.string().trim().min(1).max(counsellingLengths.template),
    category,
    topic: z.string().max(counsellingLengths.topic),
    place: z.string().max(counsellingLengths.place),
    content: z.string().max(counsellingLengths.content),
    followUp: z.string().max(counsellingLengths.followUp),
  }),
  answer: z.object({ templateId: id }),
});

export const dropTemplate = endpoint({
  name: 'dropTemplate',
  right: 'counselling.keep',
  method: 'DELETE',
  path: '/api/counselling/templates/:templateId',
  summary: 'Drops a template of one’s own',
  params: z.object({ templateId: id }),
});

export const myCounselling = endpoint({
  name: 'myCounselling',
  right: 'counselling.own',
  method: 'GET',
  path: '/api/my-counselling',
  summary: 'The conversations a student took part in, without the others’ names and the teachers’ notes',
  answer: z.object({
    records: z.array(
      recordLine.extend({
        registrationId: id,
        content: z.string(),
        group: z.boolean(),
        files: z.array(file),
      }),
    ),
  }),
});
