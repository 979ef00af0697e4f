import { z } from 'zod';
import { endpoint, id, instant } from '../platform/contract.ts';
import { topicKeys } from './change.ts';

export const recordHistory = endpoint({
  name: 'recordHistory',
  right: 'history.see',
  method: 'GET',
  path: '/api/registrations/:registrationId/history/:topic',
  summary: 'Who changed what in a student’s records, when and why; the latest first',
  params: z.object({ registrationId: id, topic: z.enum(topicKeys) }),
  answer: z.object({
    changes: z.array(
      z.object({
        id: z.int(),
        kind: z.enum(['added', 'changed', 'removed']),
        label: z.string(),
        fields: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
        at: instant,
        /** null: the school's own house, at its founding. */
        by: z.string().nullable(),
        reason: z.string(),
        imported: z.boolean(),
      }),
    ),
  }),
});
