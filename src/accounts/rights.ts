/**
 * 權限: the one table of who may do what. Every endpoint names its right; a right names who holds it. Whom the
 * school's text makes responsible for an act is data of the regulation; the relations (the student's own, the
 * teacher's courses, the homeroom teacher's class) are decided by the topic that knows them.
 */
import { officeFor, type Regulation } from '../regulation/regulation.ts';
import { type Actor, type Appointment, type Division, holds } from './actor.ts';
import type { OfficeKey } from './appointment.ts';

export type Holder =
  /** Without signing in. */
  | 'anyone'
  | 'signed-in'
  | 'staff'
  /** What is the student's own. */
  | 'student'
  /** Who teaches the course, and the deputy in their place. */
  | 'teacher'
  /** The homeroom teacher, of the own class. */
  | 'homeroom'
  /** Whoever the school's text makes responsible for this act, in their division. */
  | { act: string }
  | { office: OfficeKey };

interface Right {
  holders: readonly Holder[];
  clause: string;
}

const responsible = (act: string, clause: string): Right => ({ holders: [{ act }], clause });
const planner: Holder = { act: 'calendar.plan' };

export const rights = {
  'session.open': { holders: ['anyone'], clause: '五' },
  'account.own': { holders: ['signed-in'], clause: '五' },
  'account.manage': responsible('account.manage', '五'),
  'rights.see': { holders: ['staff'], clause: '五' },
  'office.appoint': { holders: [{ office: 'academic-director' }, { office: 'system-keeper' }], clause: '五' },
  'deputy.appoint': responsible('deputy.appoint', '國3'),
  'appointment.see': {
    holders: [{ act: 'deputy.appoint' }, { office: 'academic-director' }, { office: 'system-keeper' }],
    clause: '五',
  },
  'schedule.see': { holders: ['anyone'], clause: '四' },
  'calendar.plan': responsible('calendar.plan', '四'),
  /** By an address that only its owner knows. */
  'calendar.feed': { holders: ['anyone'], clause: '產74' },
  'calendar.own': { holders: ['signed-in'], clause: '產74' },
  /** By a link that only the letter's reader knows. */
  'mail.stop': { holders: ['anyone'], clause: '產78' },
  'notice.own': { holders: ['signed-in'], clause: '產70' },
  'ledger.verify': { holders: ['anyone'], clause: '五' },
  'import.bring': {
    holders: [
      { act: 'account.manage' },
      { act: 'register.keep' },
      { act: 'grades.keep' },
      { act: 'cadre.keep' },
      { act: 'counselling.keep' },
      { act: 'submission.performances' },
    ],
    clause: '五',
  },
  'register.keep': responsible('register.keep', '五(一)1'),
  'register.see': { holders: [{ act: 'register.keep' }, planner, 'homeroom'], clause: '五(一)1' },
  'register.own': { holders: ['student'], clause: '五(一)1' },
  'status.see': {
    holders: ['student', { act: 'register.keep' }, planner, 'homeroom'],
    clause: '八',
  },
  'status.change': responsible('status.change', '八'),
  'grades.keep': responsible('grades.keep', '五(二)1'),
  'courses.see': { holders: [{ act: 'grades.keep' }, planner], clause: '五(二)1' },
  'grades.see': { holders: [{ act: 'grades.keep' }, planner, 'homeroom'], clause: '五(二)1' },
  'grades.own': { holders: ['student'], clause: '五(二)1' },
  'cadre.keep': responsible('cadre.keep', '五(一)2'),
  'cadre.see': {
    holders: [{ act: 'cadre.keep' }, { office: 'student-affairs-director' }, 'homeroom'],
    clause: '五(一)2',
  },
  'cadre.own': { holders: ['student'], clause: '五(一)2' },
  'counselling.keep': responsible('counselling.keep', '五(二)2'),
  'counselling.see': {
    holders: [{ act: 'counselling.keep' }, { office: 'counselling-convener' }, planner, 'homeroom'],
    clause: '五(二)2',
  },
  'counselling.own': { holders: ['student'], clause: '五(二)2' },
  /** An attachment: of those who took part, and of the counselling teachers. */
  'counselling.file': { holders: ['student', { act: 'counselling.keep' }], clause: '五(二)2' },
  'question.own': { holders: ['student'], clause: '五' },
  /** Of each topic by whoever keeps the topic's records. */
  'question.answer': {
    holders: [
      { act: 'register.keep' },
      { act: 'grades.keep' },
      { act: 'cadre.keep' },
      { act: 'counselling.keep' },
    ],
    clause: '五',
  },
  /** Of each topic by whoever sees the topic's records. */
  'history.see': {
    holders: [
      'student',
      { act: 'register.keep' },
      { act: 'grades.keep' },
      { act: 'cadre.keep' },
      { act: 'counselling.keep' },
      { act: 'submission.performances' },
      { office: 'student-affairs-director' },
      planner,
      'homeroom',
    ],
    clause: '五',
  },
  'class.see': { holders: [{ act: 'register.keep' }, planner, 'homeroom'], clause: '五' },
  /** Counts by class, nobody's name. */
  'overview.see': {
    holders: [
      { act: 'register.keep' },
      { act: 'cadre.keep' },
      { act: 'counselling.keep' },
      planner,
      { office: 'principal' },
      { office: 'student-affairs-director' },
      { office: 'counselling-director' },
      { office: 'continuing-director' },
      { office: 'counselling-convener' },
    ],
    clause: '五',
  },
  'outcome.own': { holders: ['student'], clause: '五(三)1' },
  'outcome.see': {
    holders: ['student', 'teacher', { act: 'submission.outcomes' }],
    clause: '五(三)1',
  },
  /** How much of a student's was handed in and how far it came; what it says is for `outcome.see`. */
  'portfolio.see': {
    holders: [{ act: 'register.keep' }, { act: 'submission.outcomes' }, planner, 'homeroom'],
    clause: '五(三)1',
  },
  /** Opening a semester's upload again for named students: whoever submits what they hand in. */
  'outcome.reopen': responsible('submission.outcomes', '產80'),
  'certification.decide': { holders: ['teacher'], clause: '五(三)2' },
  'performance.own': { holders: ['student'], clause: '五(四)' },
  /** What a student handed in: theirs, and the office's that submits it. */
  'performance.see': { holders: ['student', { act: 'submission.performances' }], clause: '五(四)' },
  /** How many, by class and student. */
  'performance.watch': { holders: [{ act: 'submission.performances' }, 'homeroom'], clause: '五(四)' },
  /** How many of one student's, on their page. */
  'performance.count': {
    holders: ['student', { act: 'submission.performances' }, planner, 'homeroom'],
    clause: '五(四)',
  },
  'performance.keep': responsible('submission.performances', '六(二)4'),
  /** Who finds a deputy watches over what waits. */
  'certification.watch': { holders: [{ act: 'deputy.appoint' }, planner], clause: '五(三)2' },
  /** Reasons for a return: one's own, and the school's. */
  'certification.reasons': { holders: ['teacher', { act: 'deputy.appoint' }, planner], clause: '五(三)2' },
  /** What has waited long, and what was returned with little time left. */
  'certification.told': {
    holders: ['student', 'teacher', { act: 'deputy.appoint' }, planner],
    clause: '五(三)2',
  },
  'selection.own': { holders: ['student'], clause: '六(一)' },
  /** Who of a class has selected, and how many; what is for `selection.print`. */
  'selection.watch': { holders: [{ act: 'submission.outcomes' }, 'homeroom'], clause: '六(一)' },
  /** How many of one student's, on their page. */
  'selection.count': { holders: ['student', { act: 'submission.outcomes' }, 'homeroom'], clause: '六(一)' },
  /** The slips of a class say what was selected: for who submits it. */
  'selection.print': responsible('submission.outcomes', '六(一)'),
  'submission.outcomes': responsible('submission.outcomes', '六(二)2'),
  'submission.watch': { holders: [{ act: 'submission.outcomes' }, planner], clause: '六(二)2' },
  'receiptDetails.confirm': responsible('receiptDetails.confirm', '六(三)'),
  'receiptDetails.watch': {
    holders: [{ act: 'receiptDetails.confirm' }, { act: 'submission.outcomes' }, planner],
    clause: '六(三)',
  },
  'receiptDetails.own': { holders: ['student'], clause: '六(三)' },
  /** Of the student alone: no office, no teacher, nobody who keeps the system. */
  'shelf.own': { holders: ['student'], clause: '產83' },
  'copy.own': { holders: ['student'], clause: '產31' },
} as const satisfies Record<string, Right>;

export type RightKey = keyof typeof rights;

/**
 * The appointment by which the actor holds the right: in this division, or, where none is named, in any.
 * `classId` lets the homeroom teacher of that class in. Relations other than offices answer undefined.
 */
export function appointmentFor(
  actor: Actor,
  key: RightKey,
  regulation: Regulation,
  { division, classId }: { division?: Division; classId?: string } = {},
): Appointment | undefined {
  const right: Right = rights[key];
  for (const holder of right.holders) {
    const held =
      holder === 'homeroom'
        ? homeroomOf(actor, classId)
        : typeof holder === 'object'
          ? heldBy(actor, holder, regulation, division)
          : undefined;
    if (held) return held;
  }
  return undefined;
}

/** The divisions in which the actor holds the right by an office. */
export function divisionsFor(actor: Actor, key: RightKey, regulation: Regulation): Division[] {
  return (['day', 'continuing'] as const).filter((division) =>
    appointmentFor(actor, key, regulation, { division }),
  );
}

/** The table with the offices that a school's text names, for showing it. */
export function filledRights(regulation: Regulation) {
  return Object.entries<Right>(rights).map(([key, { holders, clause }]) => ({
    key,
    clause,
    relations: holders.filter((holder) => typeof holder === 'string'),
    offices: holders
      .filter((holder) => typeof holder === 'object')
      .flatMap((holder) => officesOf(holder, regulation)),
  }));
}

function officesOf(holder: { act: string } | { office: OfficeKey }, regulation: Regulation) {
  if ('office' in holder) return [{ office: holder.office, division: null }];
  const named = regulation.responsibilities.find(({ act }) => act === holder.act)?.offices ?? {};
  return ([null, 'day', 'continuing'] as const).flatMap((division) => {
    const office = named[division ?? 'any'] as OfficeKey | undefined;
    return office ? [{ office, division }] : [];
  });
}

function heldBy(
  actor: Actor,
  holder: { act: string } | { office: OfficeKey },
  regulation: Regulation,
  division: Division | undefined,
): Appointment | undefined {
  if ('office' in holder) return holds(actor, holder.office, division);
  const wanted = division ? [division] : (['day', 'continuing'] as const);
  return wanted
    .flatMap((one) =>
      (officeFor(regulation, holder.act, one)?.offices ?? []).map((office) => holds(actor, office, one)),
    )
    .find((held) => held !== undefined);
}

function homeroomOf(actor: Actor, classId: string | undefined): Appointment | undefined {
  return classId === undefined
    ? undefined
    : actor.appointments.find((held) => held.office === 'homeroom' && held.classId === classId);
}
