/** What anybody may ask of the ledger: the keys, and the tree's latest signed state. */
import { z } from 'zod';
import { endpoint, instant } from '../platform/contract.ts';

export const keys = endpoint({
  name: 'keys',
  right: 'ledger.verify',
  method: 'GET',
  path: '/api/keys',
  who: 'anyone',
  summary: "The school's public signing keys, past and present.",
  answer: z.object({
    keys: z.array(
      z.object({ id: z.string(), publicKey: z.string(), createdAt: instant, retiredAt: instant.nullable() }),
    ),
  }),
});

export const checkpoint = endpoint({
  name: 'checkpoint',
  right: 'ledger.verify',
  method: 'GET',
  path: '/api/ledger/checkpoint',
  who: 'anyone',
  summary: 'The latest signed checkpoint (C2SP signed note); null before the first act.',
  answer: z.object({ size: z.number().int(), note: z.string().nullable() }),
});

export const consistency = endpoint({
  name: 'consistency',
  right: 'ledger.verify',
  method: 'GET',
  path: '/api/ledger/consistency',
  who: 'anyone',
  summary: 'Proof that the tree of `second` lines begins with the tree of `first` (RFC 9162, 2.1.4).',
  query: z.object({ first: z.coerce.number().int().min(1), second: z.coerce.number().int().min(1) }),
  answer: z.object({ hashes: z.array(z.string()) }),
});
