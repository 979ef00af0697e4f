/** Reads the layouts (rosters/<school year>.yaml) once and refuses one that cannot be right. @server */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type RosterYear, rosterValues } from './roster.ts';
import { divisions, gradeBands } from './round.ts';

const folder = join(import.meta.dirname, '../../rosters');

const column = z.strictObject({
  header: z.string().min(1),
  value: z.enum(rosterValues),
  date: z.enum(['roc7', 'iso', 'slashes']).optional(),
  codes: z.record(z.string(), z.string()).optional(),
  required: z.boolean().optional(),
});

const columns = z
  .array(column)
  .min(1)
  .refine((list) => new Set(list.map(({ header }) => header)).size === list.length, 'a header stands twice');

const roster = z
  .strictObject({
    key: z.string(),
    part: z.literal('outcomes'),
    division: z.enum(divisions),
    name: z.string().min(1),
    codes: z.record(z.enum(gradeBands), z.record(z.string().regex(/^[1-9]$/), z.string().regex(/^\d{2}$/))),
    cover: z.strictObject({ name: z.string(), columns }),
    sheets: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(31),
          kind: z.enum(['ordinary', 'retake', 'make-up', 'repeat', 'transfer', 'visiting']),
          columns,
        }),
      )
      .min(1),
  })
  .refine(
    ({ sheets }) => new Set(sheets.map(({ kind }) => kind)).size === sheets.length,
    'a kind of enrolment stands on two sheets',
  )
  .refine(
    ({ sheets }) =>
      sheets.every((sheet) =>
        (['student.nationalId', 'student.birthDate', 'outcome.description'] as const).every((needed) =>
          sheet.columns.some(({ value }) => value === needed),
        ),
      ),
    'a sheet lacks ID number, birth date or description',
  );

export const layoutShape = z.strictObject({
  fromSchoolYear: z.number().int().min(108),
  rosters: z.array(roster).min(1),
});

let read: readonly RosterYear[] | undefined;

/** Every layout of the house, oldest first. Throws with the file's name where one is wrong. */
export function layouts(): readonly RosterYear[] {
  read ??= readdirSync(folder)
    .filter((name) => /^\d+\.yaml$/.test(name))
    .sort()
    .map((name) => {
      const layout = layoutShape.safeParse(parse(readFileSync(join(folder, name), 'utf8')));
      if (!layout.success) throw new Error(`rosters/${name}: ${z.prettifyError(layout.error)}`);
      return layout.data;
    });
  return read;
}
