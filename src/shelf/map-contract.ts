/** The map of a student's own work; nobody else may ask for it. */
import { z } from 'zod';
import { endpoint, id } from '../platform/contract.ts';

const at = { schoolYear: z.int(), semester: z.union([z.literal(1), z.literal(2)]), title: z.string() };

export const myMap = endpoint({
  name: 'myMap',
  right: 'shelf.own',
  method: 'GET',
  path: '/api/shelf/map',
  summary: 'Outcomes, performances, posts and what is kept, each with the semester it belongs to.',
  answer: z.object({
    name: z.string(),
    firstYear: z.int(),
    now: z.object({ schoolYear: z.int(), semester: z.union([z.literal(1), z.literal(2)]) }),
    entries: z.array(
      z.discriminatedUnion('kind', [
        z.object({
          kind: z.literal('outcome'),
          id,
          ...at,
          subject: z.string(),
          state: z.enum(['received', 'returned', 'certified']),
          selected: z.boolean(),
        }),
        z.object({ kind: z.literal('performance'), id, ...at, category: z.string(), selected: z.boolean() }),
        z.object({ kind: z.literal('item'), id, ...at }),
        z.object({ kind: z.literal('post'), id, ...at, unit: z.string() }),
      ]),
    ),
  }),
});
