/** Everything that makes a text of the right shape unfit to be in force, said in sentences. */
import { officeKeys } from '../accounts/appointment.ts';
import {
  happenings,
  isFixed,
  parseDateRule,
  roundAnchors,
  semesterAnchors,
  weekOf,
  yearAnchors,
} from '../calendar/date-rule.ts';
import { nationalBreaches } from './breaches.ts';
import { wrongInPassMarks } from './pass-mark.ts';
import type { National, Regulation, WindowOf, WindowRule } from './regulation.ts';

/** What somebody has to be named for; other acts the product knows nothing of. */
export const acts = [
  'calendar.plan',
  'account.manage',
  'deputy.appoint',
  'register.keep',
  'cadre.keep',
  'grades.keep',
  'counselling.keep',
  'submission.grades',
  'submission.outcomes',
  'submission.cadre',
  'submission.performances',
  'receiptDetails.confirm',
  'retention.seal',
  'status.change',
  'training.hold',
  'rewards.propose',
  'regulation.adopt',
] as const;

/** Every window, and what its dates may hang on: its semester, or its round. */
const windows: Record<WindowOf, 'semester' | 'year' | 'round'> = {
  'outcome.upload': 'semester',
  certification: 'semester',
  counselling: 'semester',
  'performance.upload': 'year',
  selection: 'round',
  submission: 'round',
  'receiptDetails.confirmation': 'round',
};

export function wrongIn(regulation: Regulation, national: National): string[] {
  return [
    ...strayCitations(regulation),
    ...seatSum(regulation),
    ...quotaScopes(regulation),
    ...windowRules(regulation),
    ...nobodyNamed(regulation),
    ...(regulation.passMarks ? wrongInPassMarks(regulation.passMarks) : []),
    ...nationalBreaches(regulation, national),
  ];
}

function strayCitations(regulation: Regulation): string[] {
  const known = new Set(regulation.clauses.map((clause) => clause.cite));
  const cited = [
    ...regulation.quotas,
    ...regulation.windows,
    ...regulation.windows.flatMap((window) => window.except ?? []),
    regulation.committee,
    ...regulation.duties,
    regulation.retention,
    ...regulation.responsibilities,
    regulation.afterReturn,
    regulation.reopening,
    ...(regulation.passMarks ?? []),
    ...(regulation.reminders ? [regulation.reminders] : []),
    ...(regulation.shelf ? [regulation.shelf] : []),
  ];
  return cited.flatMap(({ clause }) =>
    known.has(clause) ? [] : [`${clause} is cited but is no clause of the text`],
  );
}

function seatSum(regulation: Regulation): string[] {
  const { size, seats, clause } = regulation.committee;
  const sum = seats.reduce((total, seat) => total + seat.count, 0);
  return sum === size ? [] : [`the seats add up to ${sum}, the text says ${size} (${clause})`];
}

/** The lock that holds a cap is the student's: a cap counts what one student has. */
function quotaScopes(regulation: Regulation): string[] {
  return regulation.quotas.flatMap(({ of, per, clause, when }) => [
    ...(per.includes('student') ? [] : [`${of} (${clause}) must be counted per student`]),
    ...(when?.batch !== undefined && of.endsWith('.upload')
      ? [`${of} (${clause}) belongs to no batch: only selections do`]
      : []),
  ]);
}

function windowRules(regulation: Regulation): string[] {
  const twice = regulation.windows.filter((rule, at) =>
    regulation.windows.slice(0, at).some(({ of }) => of === rule.of),
  );
  const missing = (Object.keys(windows) as WindowOf[]).filter(
    (of) => !regulation.windows.some((rule) => rule.of === of),
  );
  return [
    ...missing.map((of) => `the text says nothing of when ${of} closes`),
    ...twice.map(({ of, clause }) => `${of} is said twice (${clause}): write an exception instead`),
    ...regulation.windows.flatMap(windowRule),
  ];
}

function windowRule(rule: WindowRule): string[] {
  const edges = [rule, ...(rule.except ?? [])].flatMap(({ opens, closes, clause }) => [
    { edge: 'opens', text: opens, clause },
    { edge: 'closes', text: closes, clause },
  ]);
  const unreachable = edges.flatMap(({ edge, text, clause }) => {
    const anchor = text === undefined ? undefined : parseDateRule(text)?.anchor;
    if (anchor === undefined || mayHangOn(rule.of, edge, anchor)) return [];
    return [`${rule.of} ${edge} at ${text} (${clause}), which it has nothing to do with`];
  });
  const exceptions = (rule.except ?? []).flatMap(({ when, clause }) =>
    Object.entries(when).flatMap(([part, value]) =>
      mayDiffer(rule.of, part, value) ? [] : [`${rule.of} cannot differ by ${part} ${value} (${clause})`],
    ),
  );
  return [...unreachable, ...exceptions];
}

function mayHangOn(of: WindowOf, edge: string, anchor: string): boolean {
  const always: readonly string[] = [...semesterAnchors, ...yearAnchors];
  if (isFixed(anchor) || weekOf(anchor) !== undefined || always.includes(anchor)) return true;
  if ((roundAnchors as readonly string[]).includes(anchor)) return windows[of] === 'round';
  const [received, uploaded] = happenings;
  if (anchor === received) return of === 'receiptDetails.confirmation';
  return anchor === uploaded && of === 'certification' && edge === 'closes';
}

/** A round is for a grade band: what an office does once for the first two grades cannot differ between them. */
function mayDiffer(of: WindowOf, part: string, value: unknown): boolean {
  if (part === 'batch') return windows[of] === 'round';
  if (part === 'semester') return windows[of] === 'semester';
  if (part === 'grade' && windows[of] !== 'semester') return of === 'selection' || Number(value) >= 3;
  return true;
}

function nobodyNamed({ responsibilities }: Regulation): string[] {
  const known: readonly string[] = officeKeys;
  return [
    ...acts
      .filter((act) => !responsibilities.some((entry) => entry.act === act))
      .map((act) => `nobody is named for ${act}`),
    ...responsibilities.flatMap(({ act, offices, clause }, at) => {
      const named = [offices.any ?? [], offices.day ?? [], offices.continuing ?? []].flat();
      const whole =
        offices.any !== undefined || (offices.day !== undefined && offices.continuing !== undefined);
      return [
        ...((acts as readonly string[]).includes(act)
          ? []
          : [`${act} (${clause}) is no act of the platform`]),
        ...(responsibilities.slice(0, at).some((entry) => entry.act === act) ? [`${act} is said twice`] : []),
        ...named
          .filter((office) => !known.includes(office))
          .map((office) => `${office} (${clause}) is no office`),
        ...(whole ? [] : [`nobody is named for ${act} in one of the divisions (${clause})`]),
      ];
    }),
  ];
}
