/**
 * Reads regulations from YAML and says everything that is wrong with one, in sentences. @server
 * The shapes here are also the published JSON schema (`regulations/schema.json`).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { parseDateRule, parseSpan } from '../calendar/date-rule.ts';
import { wrongIn } from './check.ts';
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
const offices = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);
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
    sealFor: z
      .string()
      .refine((text) => text === 'forever' || parseSpan(text) !== undefined, { error: 'is no span of time' }),
    from: z.literal('graduation'),
    clause: cite,
  }),
  responsibilities: z.array(
    z.strictObject({
      act: z.string(),
      offices: z.strictObject({
        any: offices.optional(),
        day: offices.optional(),
        continuing: offices.optional(),
      }),
      clause: cite,
    }),
  ),
  afterReturn: z.strictObject({ within: span, clause: cite }),
  reopening: z.strictObject({
    certification: z.enum(['allowed', 'never']),
    upload: z.enum(['allowed', 'never']).optional(),
    clause: cite,
  }),
  passMarks: z
    .array(
      z.strictObject({
        mark: z.number().min(0).max(100),
        identity: z
          .string()
          .regex(/^\d{1,2}$/)
          .optional(),
        grade: z.number().int().min(1).max(4).optional(),
        clause: cite,
      }),
    )
    .optional(),
  reminders: z
    .strictObject({
      remindAfterDays: z.number().int().min(1),
      escalateAfterDays: z.number().int().min(1),
      littleTimeDays: z.number().int().min(1),
      clause: cite,
    })
    .optional(),
  shelf: z.strictObject({ maxMegabytes: z.number().int().min(0), clause: cite }).optional(),
});

/** A regulation, or every reason why this text cannot be one. */
export function parseRegulation(yaml: string): { regulation: Regulation } | { wrong: string[] } {
  const text = readYaml(yaml);
  if ('wrong' in text) return text;
  const read = regulationShape.safeParse(text.value);
  if (!read.success) {
    return { wrong: read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) };
  }
  const regulation: Regulation = read.data;
  const wrong = wrongIn(regulation, readNational());
  return wrong.length > 0 ? { wrong } : { regulation };
}

function readYaml(yaml: string): { value: unknown } | { wrong: string[] } {
  try {
    return { value: parseYaml(yaml) };
  } catch (error) {
    if (error instanceof YAMLParseError) return { wrong: [error.message] };
    throw error;
  }
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
