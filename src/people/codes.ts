/** Reads rosters/codes.yaml once and refuses lists that cannot be right. @server */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type CodeList, type CodeLists, listKeys, origins } from './code-list.ts';

const file = join(import.meta.dirname, '../../rosters/codes.yaml');

const list = z
  .strictObject({
    name: z.string().min(1),
    origin: z.enum(origins),
    open: z.string().optional(),
    alone: z.string().optional(),
    versions: z
      .array(
        z.strictObject({
          fromSchoolYear: z.number().int().min(108),
          codes: z.record(z.string().regex(/^[0-9A-Z]{1,4}$/), z.string().min(1).nullable()),
        }),
      )
      .min(1),
  })
  .refine(
    ({ open, versions }) => versions.every(({ codes }) => fits(open, Object.keys(codes))),
    'a code has not the shape the list is open for',
  )
  .refine(
    ({ origin, open }) => origin === 'seen' || origin === 'names' || open !== undefined,
    'a list of which the names are not known must be open',
  );

const listsShape = z.strictObject({
  lists: z.record(z.enum(listKeys), list),
  rosters: z.strictObject({ students: z.string().regex(/^\d{2}$/) }),
  testSchools: z.array(z.string().length(6)),
});

type Lists = z.output<typeof listsShape>;
let read: Lists | undefined;

/** The lists in force in a school year (ROC); the oldest where the year is before all of them. */
export function codeLists(schoolYear: number): CodeLists {
  read ??= readLists(readFileSync(file, 'utf8'));
  const { lists } = read;
  return Object.fromEntries(
    listKeys.map((key) => [key, inForce(lists[key], schoolYear)]),
  ) as unknown as CodeLists;
}

/** Codes that stand for no school at all. */
export function testSchools(): readonly string[] {
  read ??= readLists(readFileSync(file, 'utf8'));
  return read.testSchools;
}

/** 名冊別 of the rosters this topic writes. */
export function rosterCodes(): Lists['rosters'] {
  read ??= readLists(readFileSync(file, 'utf8'));
  return read.rosters;
}

/** Throws with what is wrong. */
export function readLists(text: string): Lists {
  const lists = listsShape.safeParse(parse(text));
  if (!lists.success) throw new Error(`rosters/codes.yaml: ${z.prettifyError(lists.error)}`);
  return lists.data;
}

function inForce({ name, origin, open, alone, versions }: Lists['lists']['gender'], year: number): CodeList {
  const oldestFirst = versions.toSorted((one, other) => one.fromSchoolYear - other.fromSchoolYear);
  const version = oldestFirst.findLast(({ fromSchoolYear }) => fromSchoolYear <= year) ?? oldestFirst[0];
  return {
    name,
    origin,
    codes: new Map(Object.entries(version?.codes ?? {})),
    open: open === undefined ? null : new RegExp(open),
    alone: alone ?? null,
  };
}

function fits(open: string | undefined, codes: readonly string[]): boolean {
  return open === undefined || codes.every((code) => new RegExp(open).test(code));
}
