/** The bank of return reasons: the asker's own and the school's. */
import { z } from 'zod';
import { endpoint } from '../platform/contract.ts';
import { reasonLength } from './certification.ts';
import { mostReasons } from './reasons.ts';

const list = z.array(z.string().max(reasonLength.max * 2)).max(mostReasons);

export const returnReasons = endpoint({
  name: 'returnReasons',
  right: 'certification.reasons',
  method: 'GET',
  path: '/api/certification/reasons',
  summary: 'Reasons a return can begin with: the asker’s own and the school’s, in their order.',
  answer: z.object({
    own: z.array(z.string()),
    school: z.array(z.string()),
    may: z.array(z.enum(['keepOwn', 'keepSchool'])),
  }),
});

export const keepReasons = endpoint({
  name: 'keepReasons',
  right: 'certification.decide',
  method: 'PUT',
  path: '/api/certification/reasons/own',
  summary: 'Keeps the asker’s own list as a whole: what is left out is dropped.',
  body: z.object({ reasons: list, seen: z.array(z.string()) }),
});

export const keepSchoolReasons = endpoint({
  name: 'keepSchoolReasons',
  right: 'certification.watch',
  method: 'PUT',
  path: '/api/certification/reasons/school',
  summary: 'Keeps the school’s list as a whole, for every teacher to use.',
  body: z.object({ reasons: list, seen: z.array(z.string()) }),
});
