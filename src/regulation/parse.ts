/**
 * Reads regulations from YAML and says everything that is wrong with one, in sentences. @server
 * The shapes here are also the published JSON schema (`regulations/schema.json`).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { parseDateRule, parseSpan } from '../calendar/date-rule.ts';
import type { Default, National, Regulation } from './regulation.ts';

const folder = join(import.meta.dirname, '../../regulations');

const day = z.preprocess(
  (given) => (given instanceof Date ? given.toISOString().slice(0, 10) : given),
  z.iso.date(),
);
const cite = z.string().regex(/^(附錄|[一二三四五六七八九十]+(\([一二三四五六七八九十]+\))?\d*)$/);
const division = z.enum(['day', 'continuing']);
const dateRule = z.string().refine((text) => parseDateRule(text) !== undefined, { error: 'is no date rule' });
const span = z
  .string()
  .refine((text) => text === 'none' || parseSpan(text) !== undefined, { error: 'is no span of time' });
const scope = z.strictObject({
  grade: z.number().int().min(1).max(4).optional(),
  semester: z.union([z.literal(1), z.literal(2)]).optional(),
  division: division.optional(),
  batch: z.number().int().min(1).optional(),
});
const quotaOf = z.enum([
  'outcome.upload',
  'performance.upload',
  'outcome.selection',
  'performance.selection',
]);
const windowOf = z.enum([
  'outcome.upload',
  'certification',
  'counselling',
  'performance.upload',
  'selection',
  'submission',
  'receiptDetails.confirmation',
]);

export const regulationShape = z.strictObject({
  school: z.string().min(1),
  adopted: z.strictObject({ by: z.string(), on: day, legalBasis: z.string() }),
  effectiveFrom: z.strictObject({
    schoolYear: z.number().int(),
    semester: z.union([z.literal(1), z.literal(2)]),
  }),
  clauses: z.array(
    z.strictObject({
      cite,
      about: z.string(),
      state: z.enum(['works', 'planned', 'people']),
      note: z.string().optional(),
    }),
  ),
  quotas: z.array(
    z.strictObject({
      of: quotaOf,
      per: z
        .array(z.enum(['student', 'subject', 'courseCategory', 'semester', 'schoolYear', 'grade']))
        .min(1),
      max: z.number().int().min(0),
      clause: cite,
      when: scope.optional(),
    }),
  ),
  windows: z.array(
    z.strictObject({
      of: windowOf,
      opens: dateRule.optional(),
      closes: dateRule,
      clause: cite,
      except: z
        .array(
          z.strictObject({
            when: scope,
            opens: dateRule.optional(),
            closes: dateRule.optional(),
            clause: cite,
          }),
        )
        .optional(),
    }),
  ),
  committee: z.strictObject({
    size: z.number().int().min(1),
    convener: z.string(),
    secretary: z.string(),
    clause: cite,
    seats: z.array(z.strictObject({ title: z.string(), count: z.number().int().min(1) })),
  }),
  duties: z.array(
    z.strictObject({
      what: z.string(),
      atLeast: z.number().int().min(1),
      per: z.enum(['semester', 'schoolYear']),
      each: z.string().optional(),
      for: z.array(z.string()).optional(),
      clause: cite,
    }),
  ),
  retention: z.strictObject({
    sealFor: z.string().regex(/^\d+y$/),
    from: z.literal('graduation'),
    clause: cite,
  }),
  responsibilities: z.array(
    z.strictObject({
      act: z.string(),
      offices: z.strictObject({
        any: z.string().optional(),
        day: z.string().optional(),
        continuing: z.string().optional(),
      }),
      clause: cite,
    }),
  ),
  afterReturn: span,
  reopening: z.enum(['allowed', 'never']),
});

/** A regulation, or every reason why this text cannot be one. */
export function parseRegulation(yaml: string): { regulation: Regulation } | { wrong: string[] } {
  const read = regulationShape.safeParse(parseYaml(yaml));
  if (!read.success) {
    return { wrong: read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) };
  }
  const regulation: Regulation = read.data;
  const wrong = [
    ...strayCitations(regulation),
    ...seatSum(regulation),
    ...nationalBreaches(regulation, readNational()),
  ];
  return wrong.length > 0 ? { wrong } : { regulation };
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

/** What can be seen without dates: a yearly cap above the nation's, a window offset below its minimum. */
function nationalBreaches(regulation: Regulation, national: National): string[] {
  return national.rules.flatMap((rule) => {
    const over = (rule.maximum ?? []).flatMap((maximum) =>
      regulation.quotas
        .filter((quota) => quota.of === maximum.of && quota.max > maximum.max)
        .map(
          (quota) => `${quota.of} allows ${quota.max} (${quota.clause}), ${rule.cite} at most ${maximum.max}`,
        ),
    );
    const { minimum } = rule;
    if (!minimum || !('closesNotBefore' in minimum)) return over;
    const least = parseDateRule(minimum.closesNotBefore);
    const short = regulation.windows.flatMap((window) => {
      if (window.of !== minimum.window) return [];
      const closes = parseDateRule(window.closes);
      const comparable = closes && least && closes.anchor === least.anchor && closes.unit === least.unit;
      return comparable && closes.count < least.count
        ? [
            `${window.of} closes at ${window.closes} (${window.clause}), ${rule.cite} asks for ${minimum.closesNotBefore}`,
          ]
        : [];
    });
    return [...over, ...short];
  });
}

let national: National | undefined;
/** The national list that comes with the product. */
export function readNational(): National {
  national ??= parseYaml(readFileSync(join(folder, 'national.yaml'), 'utf8')) as National;
  return national;
}

let defaults: ReadonlyMap<string, Default> | undefined;
/** Our own defaults, by key. */
export function readDefaults(): ReadonlyMap<string, Default> {
  if (!defaults) {
    const read = parseYaml(readFileSync(join(folder, 'defaults.yaml'), 'utf8')) as { defaults: Default[] };
    defaults = new Map(read.defaults.map((entry) => [entry.key, entry]));
  }
  return defaults;
}

/** The text of a regulation that comes with the product, by file name. */
export function packagedRegulation(name = 'ksvcs-20240119'): string {
  return readFileSync(join(folder, `${name}.yaml`), 'utf8');
}
