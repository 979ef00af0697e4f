/** Offices and deputies: who holds what, appointing and ending (國3). */
import { z } from 'zod';
import { day, endpoint, id, instant } from '../platform/contract.ts';
import { officeKeys } from './appointment.ts';

const division = z.enum(['day', 'continuing']);
const reason = z.string().trim().min(1).max(200);
const named = z.object({ id, name: z.string() });

const appointment = z.object({
  id,
  office: z.string(),
  division: division.nullable(),
  className: z.string().nullable(),
  person: named,
  deputyFor: named.nullable(),
  /** null: everything the absent teacher gives. */
  offering: z.object({ id, course: z.string(), groupName: z.string() }).nullable(),
  startsOn: day,
  endsOn: day.nullable(),
  reason: z.string(),
  appointedBy: z.string().nullable(),
  appointedAt: instant,
  state: z.enum(['coming', 'current', 'ended', 'revoked']),
  may: z.array(z.literal('end')),
});

export const listDeputies = endpoint({
  name: 'listDeputies',
  right: 'appointment.see',
  method: 'GET',
  path: '/api/deputies',
  summary: 'Who covers whom until when; a teacher sees those that concern them',
  answer: z.object({
    deputies: z.array(appointment),
    may: z.array(z.literal('appointDeputy')),
    today: day,
  }),
});

export const appointDeputy = endpoint({
  name: 'appointDeputy',
  right: 'deputy.appoint',
  method: 'POST',
  path: '/api/deputies',
  summary: 'Appoint somebody to certify in an absent teacher’s place, for one offering or all of theirs',
  body: z.object({
    deputyId: id,
    absentId: id,
    offeringId: id.nullable(),
    startsOn: day,
    endsOn: day,
    reason,
  }),
  answer: z.object({ appointmentId: id }),
});

export const listOffices = endpoint({
  name: 'listOffices',
  right: 'appointment.see',
  method: 'GET',
  path: '/api/appointments',
  summary: 'Who holds which office',
  answer: z.object({
    appointments: z.array(appointment),
    /** Offices the reader may appoint. */
    mayAppoint: z.array(z.enum(officeKeys)),
    today: day,
  }),
});

export const appointOffice = endpoint({
  name: 'appointOffice',
  right: 'office.appoint',
  method: 'POST',
  path: '/api/appointments',
  summary: 'Appoint a member of staff to an office',
  body: z.object({
    personId: id,
    office: z.enum(officeKeys),
    classId: id.nullable().default(null),
    startsOn: day,
    endsOn: day.nullable(),
    reason: z.string().trim().max(200).default(''),
  }),
  answer: z.object({ appointmentId: id }),
});

export const endAppointment = endpoint({
  name: 'endAppointment',
  right: 'appointment.see',
  method: 'POST',
  path: '/api/appointments/:appointmentId/ending',
  summary: 'End an appointment: at once (null) or after a day, for offices and deputies alike',
  params: z.object({ appointmentId: id }),
  body: z.object({ endsOn: day.nullable(), reason }),
});

export const listStaffChoices = endpoint({
  name: 'listStaffChoices',
  right: 'appointment.see',
  method: 'GET',
  path: '/api/appointments/choices',
  summary: 'The staff of today with what they teach, for choosing deputies and office holders',
  answer: z.object({
    staff: z.array(
      z.object({
        id,
        name: z.string(),
        staffCode: z.string(),
        jobTitle: z.string(),
        offerings: z.array(
          z.object({ id, course: z.string(), groupName: z.string(), division, semester: z.int() }),
        ),
      }),
    ),
    classes: z.array(z.object({ id, name: z.string(), division })),
  }),
});
