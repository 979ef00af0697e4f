import { z } from 'zod';
import { endpoint, id, instant } from '../platform/contract.ts';

const copy = z.object({
  copyId: id,
  state: z.enum(['building', 'ready']),
  requestedAt: instant,
  builtAt: instant.nullable(),
  bytes: z.int().nullable(),
  files: z.int().nullable(),
  /** Files that could not be put in. */
  missing: z.array(z.string()),
});

export const myCopy = endpoint({
  name: 'myCopy',
  right: 'copy.own',
  method: 'GET',
  path: '/api/copies/mine',
  summary: 'The copy of one’s own portfolio that stands or is being made',
  answer: z.object({
    copy: copy.nullable(),
    /** When a new one can be made; null: now. */
    nextAt: instant.nullable(),
  }),
});

export const requestCopy = endpoint({
  name: 'requestCopy',
  right: 'copy.own',
  method: 'POST',
  path: '/api/copies',
  summary: 'Have a copy of one’s whole portfolio made; one that is fresh enough is given again',
  answer: z.object({ copyId: id, state: z.enum(['building', 'ready']) }),
});

export const downloadCopy = endpoint({
  name: 'downloadCopy',
  right: 'copy.own',
  method: 'GET',
  path: '/api/copies/:copyId/copy.zip',
  summary: 'The copy: a ZIP that is a BagIt bag',
  params: z.object({ copyId: id }),
  gives: 'bytes',
});
