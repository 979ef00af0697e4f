/**
 * Whole days of many people at once, for what tells people of them outside the pages. Students and teachers are many:
 * they are told of in few questions together. Offices are few: what their pages ask is asked in their place.
 */
import { findAccounts } from '../accounts/account-contract.ts';
import type { Actor } from '../accounts/actor.ts';
import { schedule } from '../calendar/contract.ts';
import { counsellingCoverage } from '../counselling/contract.ts';
import { courseHealth } from '../courses/contract.ts';
import { waitingStatus } from '../people/status-contract.ts';
import type { AnswerOf, Endpoint } from '../platform/contract.ts';
import type { School } from '../platform/school.ts';
import { questions } from '../questions/contract.ts';
import { receiptTasks } from '../receipt-details/contract.ts';
import { isRefusal } from '../regulation/refusal.ts';
import { submissionRounds } from '../submission/contract.ts';
import { calendarsOf } from './calendars.ts';
import { accountMatters } from './keeper-matters.ts';
import type { Matter } from './matter.ts';
import { askedBy, type OfficeAnswers, officeMatters } from './office-matters.ts';
import { type StudentFacts, studentFacts } from './student-facts.ts';
import { studentMatters } from './student-matters.ts';
import { queuesOf, remindersByPerson } from './teacher-facts.ts';
import {
  certificationMatters,
  certificationReminderMatters,
  type Queue,
  type Reminders,
} from './teacher-matters.ts';

/** Somebody with everything they hold today. */
export type Holder = Actor & { personId: string };

/** What an endpoint answers somebody; undefined where it refuses them. */
export type Ask = <E extends Endpoint>(endpoint: E, of: Holder) => Promise<AnswerOf<E> | undefined>;

/** The matters of these people, by person. Calendars and reminders are read once for all calls. */
export type Days = (people: readonly Holder[]) => Promise<Map<string, Matter[]>>;

export async function openDays(school: Pick<School, 'db' | 'clock'>, ask: Ask): Promise<Days> {
  const calendars = calendarsOf(school.db);
  const reminders = await remindersByPerson(school);
  const remindersFor = isRefusal(reminders) ? () => undefined : reminders;
  return async (people) => {
    const now = await school.clock.now(school.db);
    const asking = { db: school.db, calendars, now };
    const students = await studentFacts(
      asking,
      people.flatMap(({ registrations }) => registrations.map(({ id }) => id)),
    );
    const staff = people.filter(({ isStaff }) => isStaff);
    const queues = await queuesOf(
      asking,
      staff.map(({ personId }) => personId),
    );
    const days = new Map<string, Matter[]>();
    for (const person of people) {
      const told = remindersFor(person.personId);
      const matters = [
        ...person.registrations.flatMap(({ id }) => studentDay(students.get(id), told, now)),
        ...(person.isStaff ? teacherDay(queues.get(person.personId), told, now) : []),
        ...(person.isStaff ? await officeDays(person, told, ask, now) : []),
      ];
      days.set(person.personId, [...new Map(matters.map((matter) => [matter.key, matter])).values()]);
    }
    return days;
  };
}

function studentDay(facts: StudentFacts | undefined, returned: Reminders | undefined, now: Date): Matter[] {
  return facts ? studentMatters({ ...facts, returned }, now) : [];
}

function teacherDay(queue: Queue | undefined, told: Reminders | undefined, now: Date): Matter[] {
  return [
    ...(told ? certificationReminderMatters(told) : []),
    ...(queue ? certificationMatters(queue, now) : []),
  ];
}

/** Of every office the person holds; a deputy decides as a teacher does. */
async function officeDays(
  person: Holder,
  waited: Reminders | undefined,
  ask: Ask,
  now: Date,
): Promise<Matter[]> {
  const held = person.appointments.filter(({ office }) => office !== 'deputy');
  if (held.length === 0) return [];
  const wanted = held.map(({ office }) => askedBy(office));
  const answers: OfficeAnswers = {
    rounds: await ask(submissionRounds, person),
    tasks: await ask(receiptTasks, person),
    asked: await ask(questions, person),
    waiting: await ask(waitingStatus, person),
    health: await ask(courseHealth, person),
    counselled: wanted.some(({ counselled }) => counselled)
      ? await ask(counsellingCoverage, person)
      : undefined,
    dates: wanted.some(({ dates }) => dates) ? await ask(schedule, person) : undefined,
    waited,
  };
  const accounts = held.some(({ office }) => office === 'system-keeper')
    ? await ask(findAccounts, person)
    : undefined;
  return [
    ...held.flatMap(({ office, division }) => officeMatters(partOf(answers, office), division, now)),
    ...(accounts ? accountMatters(accounts.withoutAccount) : []),
  ];
}

/** What one office's page would have asked. */
function partOf(answers: OfficeAnswers, office: string): OfficeAnswers {
  const { counselled, dates } = askedBy(office);
  return {
    ...answers,
    counselled: counselled ? answers.counselled : undefined,
    dates: dates ? answers.dates : undefined,
  };
}
