/**
 * A regulation as data: kinds of rules with a citation each. Code knows the kinds; every number, date,
 * office and seat comes from a school's own text (`regulations/*.yaml`).
 */
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

interface Responsibility {
  act: string;
  offices: { any?: string; day?: string; continuing?: string };
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
  retention: { sealFor: string; from: 'graduation'; clause: string };
  responsibilities: readonly Responsibility[];
  /** How long after the upload window a returned work may still come again, e.g. `1w`; `none` for not at all. */
  afterReturn: string;
  reopening: 'allowed' | 'never';
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
  }[];
  files: {
    document: FileKind;
    media: FileKind;
    description: { min: number; max: number; clause: string };
  };
}

/** Our own defaults (產1 …), each with its reason. */
export interface Default {
  cite: string;
  key: string;
  value: number;
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

/** The quotas that hold here: all of them must be kept. A stricter national maximum joins them (國6). */
export function quotasFor(
  rules: Pick<Rules, 'regulation' | 'national'>,
  of: QuotaOf,
  scope: Scope = {},
): Quota[] {
  const own = rules.regulation.quotas.filter((quota) => quota.of === of && applies(quota.when, scope));
  const national = rules.national.rules.flatMap((rule) =>
    (rule.maximum ?? [])
      .filter((maximum) => maximum.of === of && own.every((quota) => quota.max > maximum.max))
      .map((maximum): Quota => ({ of, per: ['student', 'schoolYear'], max: maximum.max, clause: rule.cite })),
  );
  return [...own, ...national];
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

/** The office that does an act in a division, with the clause that says so. */
export function officeFor(
  regulation: Regulation,
  act: string,
  division?: Division,
): { offices: string[]; clause: string } | undefined {
  const found = regulation.responsibilities.find((entry) => entry.act === act);
  if (!found) return undefined;
  const own = division ? found.offices[division] : undefined;
  return { offices: [found.offices.any, own].filter((office) => office !== undefined), clause: found.clause };
}

/** Which of several versions governs a semester; what is counted per school year changes only with semester 1. */
export function versionFor<V extends { effectiveFrom: { schoolYear: number; semester: number } }>(
  versions: readonly V[],
  schoolYear: number,
  semester: 1 | 2,
): V | undefined {
  const order = (at: { schoolYear: number; semester: number }) => at.schoolYear * 2 + at.semester;
  return versions
    .filter((version) => order(version.effectiveFrom) <= order({ schoolYear, semester }))
    .sort((a, b) => order(b.effectiveFrom) - order(a.effectiveFrom))[0];
}
