/** Slips on paper, and who has not selected yet: counts by class, names of a class, never what was selected. */
import type { FastifyReply } from 'fastify';
import { appointmentFor, divisionsFor, type RightKey } from '../accounts/rights.ts';
import { type Route, route, type SignedIn } from '../accounts/route.ts';
import { presentOf } from '../calendar/store.ts';
import { seesRegistration } from '../people/registration.ts';
import { registrationScope } from '../people/registration-store.ts';
import type { Language } from '../performances/category.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, refuse } from '../regulation/refusal.ts';
import { allRounds, type RoundStudent, studentsOfRound } from './class-store.ts';
import {
  selectionClasses,
  selectionOfClass,
  selectionSlip,
  selectionSlips,
  selectionSummary,
} from './contract.ts';
import { roundAnswer } from './round-answer.ts';
import { type Slip, slipsPdf } from './slip-pdf.ts';
import { roundsOf } from './store.ts';

const notFound = () => refuse('not-found', '六(一)');

export const routes: Route[] = [
  route(selectionSlip, async ({ school, actor, params, query, reply }) => {
    const present = await presentOf(school.db, school.clock);
    if (isRefusal(present)) return present;
    const own = await roundsOf(
      school.db,
      actor.registrations.map(({ id }) => id),
    );
    const round = own.find(({ roundId }) => roundId === params.roundId);
    if (!round) return notFound();
    const { registrationId } = round;
    const slips = await slipsOf(
      school,
      params.roundId,
      await studentsOfRound(school.db, round, present, { registrationId }),
    );
    return sendSlips(school, reply, slips, query.language);
  }),

  route(selectionClasses, async ({ school, actor, query }) => {
    const present = await presentOf(school.db, school.clock);
    if (isRefusal(present)) return present;
    const divisions = divisionsFor(actor, 'selection.watch', present.rules.regulation);
    const classIds = actor.appointments.flatMap(({ office, classId }) =>
      office === 'homeroom' && classId !== null ? [classId] : [],
    );
    if (divisions.length + classIds.length === 0) return refuse('not-allowed', '六(一)');
    const rounds = await allRounds(school.db);
    const round = query.roundId ? rounds.find(({ roundId }) => roundId === query.roundId) : rounds[0];
    if (query.roundId && !round) return notFound();
    const students = round ? await studentsOfRound(school.db, round, present, { divisions, classIds }) : [];
    return { rounds, roundId: round?.roundId ?? null, classes: byClass(students) };
  }),

  route(selectionOfClass, async ({ school, actor, params }) => {
    const found = await classSeen(school, actor, 'selection.watch', params);
    if (isRefusal(found)) return found;
    const { round, students, regulation, first } = found;
    return {
      round,
      name: first.className,
      students: students.map(({ registrationId, number, seat, name, outcomes, performances }) => ({
        registrationId,
        number,
        seat,
        name,
        outcomes,
        performances,
      })),
      may: appointmentFor(actor, 'selection.print', regulation, first) ? ['print' as const] : [],
    };
  }),

  route(selectionSlips, async ({ school, actor, params, query, reply }) => {
    const found = await classSeen(school, actor, 'selection.print', params);
    if (isRefusal(found)) return found;
    return sendSlips(school, reply, await slipsOf(school, params.roundId, found.students), query.language);
  }),

  route(selectionSummary, async ({ school, actor, params }) => {
    const present = await presentOf(school.db, school.clock);
    if (isRefusal(present)) return present;
    const student = await registrationScope(school.db, params.registrationId, present);
    const { regulation } = present.rules;
    if (!student || !seesRegistration(actor, 'selection.count', regulation, student, { own: true }))
      return notFound();
    const { registrationId } = student;
    const counts = await Promise.all(
      (await roundsOf(school.db, [registrationId])).map(async (round) => {
        const [of] = await studentsOfRound(school.db, round, present, { registrationId });
        const { schoolYear, batch } = round;
        return { schoolYear, batch, outcomes: of?.outcomes ?? 0, performances: of?.performances ?? 0 };
      }),
    );
    return { rounds: counts };
  }),
];

/** The students of a round who sit in a class the actor holds the right over; not there for anybody else. */
async function classSeen(
  school: School,
  actor: SignedIn,
  right: RightKey,
  { roundId, classId }: { roundId: string; classId: string },
) {
  const present = await presentOf(school.db, school.clock);
  if (isRefusal(present)) return present;
  const { regulation } = present.rules;
  const round = (await allRounds(school.db)).find((one) => one.roundId === roundId);
  const students = round ? await studentsOfRound(school.db, round, present, { classIds: [classId] }) : [];
  const [first] = students;
  if (!round || !first || !appointmentFor(actor, right, regulation, first)) return notFound();
  return { round, students, first, regulation };
}

function byClass(students: readonly RoundStudent[]) {
  return [...Map.groupBy(students, ({ classId }) => classId)].flatMap(([classId, own]) => {
    const [first] = own;
    if (!first) return [];
    const sum = (of: 'outcomes' | 'performances') => own.reduce((total, one) => total + one[of], 0);
    return [
      {
        classId,
        division: first.division,
        grade: first.grade,
        name: first.className,
        students: own.length,
        having: own.filter(({ outcomes, performances }) => outcomes + performances > 0).length,
        outcomes: sum('outcomes'),
        performances: sum('performances'),
      },
    ];
  });
}

async function slipsOf(school: School, roundId: string, students: readonly RoundStudent[]): Promise<Slip[]> {
  const slips: Slip[] = [];
  for (const student of students) {
    const rounds = await roundsOf(school.db, [student.registrationId]);
    const round = rounds.find((one) => one.roundId === roundId);
    if (round) slips.push({ student, round: await roundAnswer(school, round) });
  }
  return slips;
}

async function sendSlips(school: School, reply: FastifyReply, slips: Slip[], language: Language) {
  const pdf = slipsPdf(school.name, slips, { language, now: await school.clock.now(school.db) });
  return reply
    .header('content-type', 'application/pdf')
    .header('content-disposition', "attachment; filename*=UTF-8''selection-slip.pdf")
    .send(pdf);
}
