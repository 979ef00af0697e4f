/**
 * A regulation as data: kinds of rules with a citation each. Code knows the kinds; every number, date,
 * office and seat comes from a school's own text (`regulations/*.yaml`).
 */
import type { PassMarkRule } from './pass-mark.ts';
import { type Refusal, refuse } from './refusal.ts';

export type Division = 'day' | 'continuing';
export type GradeBand = 'one-two' | 'three';

/** What a quota can be counted by; any combination. */
export type Per = 'student' | 'subject' | 'courseCategory' | 'semester' | 'schoolYear' | 'grade';

export type QuotaOf = 'outcome.upload' | 'performance.upload' | 'outcome.selection' | 'performance.selection';

export type WindowOf =
  | 'outcome.upload'
  | 'certification'
  | 'counselling'
  | 'performance.upload'
  | 'selection'
  | 'submission'
  | 'receiptDetails.confirmation';

/** Where an exception applies; what is left out applies everywhere. */
export interface Scope {
  grade?: number;
  semester?: 1 | 2;
  division?: Division;
  batch?: number;
}

/** Absent means no limit; `max: 0` means none at all. */
export interface Quota {
  of: QuotaOf;
  per: readonly Per[];
  max: number;
  clause: string;
  when?: Scope;
}

export interface WindowRule {
  of: WindowOf;
  /** A date expression, e.g. `closingCeremony + 2w`. Without it the window opens as soon as its object exists. */
  opens?: string;
  closes: string;
  clause: string;
  except?: readonly { when: Scope; opens?: string; closes?: string; clause: string }[];
}

interface Seat {
  title: string;
  count: number;
}

interface Duty {
  what: string;
  atLeast: number;
  per: 'semester' | 'schoolYear';
  each?: string;
  for?: readonly string[];
  clause: string;
}

/** One office, or several that may each act. */
export type Offices = string | readonly string[];

interface Responsibility {
  act: string;
  offices: { any?: Offices; day?: Offices; continuing?: Offices };
  clause: string;
}

interface Clause {
  cite: string;
  about: string;
  state: 'works' | 'planned' | 'people';
  note?: string;
}

export interface Regulation {
  school: string;
  adopted: { by: string; on: string; legalBasis: string };
  effectiveFrom: { schoolYear: number; semester: 1 | 2 };
  clauses: readonly Clause[];
  quotas: readonly Quota[];
  windows: readonly WindowRule[];
  committee: { size: number; convener: string; secretary: string; clause: string; seats: readonly Seat[] };
  duties: readonly Duty[];
  /** A span such as `5y` or `6m`, or `forever`. */
  retention: { sealFor: string; from: 'graduation'; clause: string };
  responsibilities: readonly Responsibility[];
  /** How long after the upload window a returned work may still come again, e.g. `1w`; `none` for not at all. */
  afterReturn: { within: string; clause: string };
  /** Whether a certifier may take a certification back, so that the student can hand in anew. */
  reopening: {
    certification: 'allowed' | 'never';
    /** Whether a semester's upload may be opened again for named students; our default where the text is silent. */
    upload?: 'allowed' | 'never';
    clause: string;
  };
  /** 及格標準; our defaults hold where the text says nothing of it. */
  passMarks?: readonly PassMarkRule[];
  /** After how many days of waiting a teacher, then the head of the section, is told; and what is little time. */
  reminders?: { remindAfterDays: number; escalateAfterDays: number; littleTimeDays: number; clause: string };
  /** How much a student may keep on the shelf; our default holds where the text says nothing of it. */
  shelf?: { maxMegabytes: number; clause: string };
}

export interface FileKind {
  mediaTypes: readonly string[];
  maxBytes: number;
  clause: string;
}

/** The numbered national list (國1 …): it holds for every school. */
export interface National {
  rules: readonly {
    cite: string;
    text: string;
    minimum?:
      | { window: WindowOf; closesNotBefore: string; except?: Scope }
      | { window: WindowOf; lastsAtLeast: string };
    maximum?: readonly { of: QuotaOf; max: number }[];
    /** Windows that end with a national date at the latest. */
    latest?: readonly { window: WindowOf; closesNotAfter: string }[];
  }[];
  files: {
    document: FileKind;
    media: FileKind;
    description: { min: number; max: number; clause: string };
    /** Whether a work needs a file besides its description. */
    fileNeeded: { outcome: boolean; performance: boolean };
    /** Of diverse performance: characters of the address. */
    link: { max: number; clause: string };
  };
}

/** Our own defaults (產1 …), each with its reason. */
export interface Default {
  cite: string;
  key: string;
  value: number;
  /** For pass marks: the special identity and the grade they are for. */
  identity?: string;
  grade?: number;
  reason: string;
}

/** Everything that governs one semester. */
export interface Rules {
  versionId: string;
  regulation: Regulation;
  national: National;
  defaults: ReadonlyMap<string, Default>;
}

export function applies(when: Scope | undefined, to: Scope): boolean {
  return (
    when === undefined ||
    ((when.grade === undefined || when.grade === to.grade) &&
      (when.semester === undefined || when.semester === to.semester) &&
      (when.division === undefined || when.division === to.division) &&
      (when.batch === undefined || when.batch === to.batch))
  );
}

/** The grade band a grade belongs to: the third and everything above it go together. */
export function gradeBandOf(grade: number): GradeBand {
  return grade >= 3 ? 'three' : 'one-two';
}

/** The quotas that hold here: all of them must be kept. A national maximum joins them unless one is as strict (國6). */
export function quotasFor(
  rules: Pick<Rules, 'regulation' | 'national'>,
  of: QuotaOf,
  scope: Scope = {},
): Quota[] {
  const own = rules.regulation.quotas.filter((quota) => quota.of === of && applies(quota.when, scope));
  const national = rules.national.rules.flatMap((rule) =>
    (rule.maximum ?? [])
      .filter((maximum) => maximum.of === of && !own.some((quota) => keepsYearly(quota, maximum.max)))
      .map((maximum): Quota => ({ of, per: ['student', 'schoolYear'], max: maximum.max, clause: rule.cite })),
  );
  return [...own, ...national];
}

/** Whether a cap alone keeps a student's school year within `max`; a cap by subject or semester does not. */
function keepsYearly(quota: Quota, max: number): boolean {
  return quota.max <= max && quota.per.every((by) => by === 'student' || by === 'schoolYear');
}

/** Both sides of the threshold: `used + adding` may equal `max`, not pass it. */
export function decideQuota(
  quota: Pick<Quota, 'max' | 'clause'>,
  used: number,
  adding = 1,
): Refusal | undefined {
  return used + adding > quota.max ? refuse('quota-full', quota.clause, { max: quota.max, used }) : undefined;
}

/** A default of ours by its key. Throws for a key no list has: that is a bug. */
export function defaultOf(rules: Pick<Rules, 'defaults'>, key: string): Default {
  const found = rules.defaults.get(key);
  if (!found) throw new Error(`No default is called ${key}.`);
  return found;
}

/** The offices that do an act in a division, with the clause that says so. */
export function officeFor(
  regulation: Regulation,
  act: string,
  division?: Division,
): { offices: string[]; clause: string } | undefined {
  const found = regulation.responsibilities.find((entry) => entry.act === act);
  if (!found) return undefined;
  const own = division ? found.offices[division] : undefined;
  return { offices: [found.offices.any ?? [], own ?? []].flat(), clause: found.clause };
}

interface Version {
  effectiveFrom: { schoolYear: number; semester: number };
}

/** Which of several versions governs a semester. */
export function versionFor<V extends Version>(
  versions: readonly V[],
  schoolYear: number,
  semester: 1 | 2,
): V | undefined {
  const order = (at: { schoolYear: number; semester: number }) => at.schoolYear * 2 + at.semester;
  return versions
    .filter((version) => order(version.effectiveFrom) <= order({ schoolYear, semester }))
    .sort((a, b) => order(b.effectiveFrom) - order(a.effectiveFrom))[0];
}

/**
 * Which version governs what is counted and dated per school year: the one in force in its first semester, so that
 * nothing changes in the middle of a year. A school whose very first text begins with semester 2 goes by that.
 */
export function versionForYear<V extends Version>(versions: readonly V[], schoolYear: number): V | undefined {
  return versionFor(versions, schoolYear, 1) ?? versionFor(versions, schoolYear, 2);
}

/** A semester's text with the year's text for whatever is counted beyond the semester. */
export function withYearlyQuotas(semester: Regulation, year: Regulation): Regulation {
  if (semester === year) return semester;
  const beyond = (quota: Quota) => !quota.per.includes('semester');
  return {
    ...semester,
    quotas: [...semester.quotas.filter((quota) => !beyond(quota)), ...year.quotas.filter(beyond)],
  };
}
