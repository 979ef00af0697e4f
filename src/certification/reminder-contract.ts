/** What has waited long, for the teacher and the head of the section; what was returned with little time left. */
import { z } from 'zod';
import { endpoint, id, instant } from '../platform/contract.ts';

const course = {
  offeringId: id,
  subject: z.string(),
  group: z.string(),
  division: z.enum(['day', 'continuing']),
  teachers: z.array(z.string()),
};

export const certificationReminders = endpoint({
  name: 'certificationReminders',
  right: 'certification.told',
  method: 'GET',
  path: '/api/certification/reminders',
  summary: 'What the asker is to be told of certification today: facts with counts and dates.',
  answer: z.object({
    /** Days after which a teacher, then the head of the section, is told; and what is called little time. */
    pace: z.object({ remindAfter: z.int(), escalateAfter: z.int(), littleTime: z.int() }),
    waiting: z.array(
      z.object({
        kind: z.enum(['waiting-long', 'escalated']),
        ...course,
        count: z.int(),
        longest: z.int(),
      }),
    ),
    returned: z.array(
      z.object({
        kind: z.enum(['returned-soon', 'returned-soon-teacher']),
        ...course,
        outcomeId: id,
        until: instant,
      }),
    ),
  }),
});
