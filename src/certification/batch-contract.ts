/** Certifying or returning many works: what it would do, then doing it. */
import { z } from 'zod';
import { endpoint, id, instant, refusalShape } from '../platform/contract.ts';
import { mostAtOnce } from './batch.ts';
import { reasonLength } from './certification.ts';

/** Each work with the version that was on the screen. */
const items = z
  .array(z.object({ outcomeId: id, versionId: id }))
  .min(1)
  .max(mostAtOnce);

export const previewBatch = endpoint({
  name: 'previewBatch',
  right: 'certification.decide',
  method: 'POST',
  path: '/api/certification/batch/preview',
  summary: 'What deciding on these works would do to each: taken, or left out and why. Changes nothing.',
  body: z.object({ items }),
  answer: z.object({
    items: z.array(
      z.object({
        outcomeId: id,
        refusal: refusalShape.nullable(),
        /** Whether the asker has opened this version: a hint, never a condition. */
        opened: z.boolean(),
        /** Until when the student could hand in anew if it were returned now; null: it would stay uncertified. */
        canReactUntil: instant.nullable(),
      }),
    ),
  }),
});

export const decideBatch = endpoint({
  name: 'decideBatch',
  right: 'certification.decide',
  method: 'POST',
  path: '/api/certification/batch',
  summary: 'Certify many works, or return them with one reason; each is answered by itself.',
  body: z.object({
    decision: z.enum(['certified', 'returned']),
    reason: z.string().max(reasonLength.max * 2),
    items,
  }),
  answer: z.object({
    items: z.array(
      z.object({ outcomeId: id, certificationId: id.nullable(), refusal: refusalShape.nullable() }),
    ),
  }),
});
