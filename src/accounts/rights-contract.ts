import { z } from 'zod';
import { endpoint } from '../platform/contract.ts';
import { officeKeys } from './appointment.ts';

const division = z.enum(['day', 'continuing']);

export const rightsTable = endpoint({
  name: 'rightsTable',
  right: 'rights.see',
  method: 'GET',
  path: '/api/rights',
  summary: 'Who may do what: the table of rights, with the offices the school’s text makes responsible',
  answer: z.object({
    rights: z.array(
      z.object({
        key: z.string(),
        clause: z.string(),
        /** By what one stands to the thing: `student`, `teacher`, `homeroom`, … */
        relations: z.array(z.enum(['anyone', 'signed-in', 'staff', 'student', 'teacher', 'homeroom'])),
        /** `division` null: for the whole school. */
        offices: z.array(z.object({ office: z.enum(officeKeys), division: division.nullable() })),
      }),
    ),
  }),
});
