/**
 * 學籍資料 (五(一)1): what the register holds of a student, what is still missing of it, and whether a change of one
 * student or of many can be made. Everything is compared, remembered and shown as text; '' is nothing.
 */
import type { Division } from '../accounts/actor.ts';
import { changesBetween, type FieldChange } from '../history/change.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { type Refusal, refuse } from '../regulation/refusal.ts';
import { type CodeLists, codeText, type ListKey } from './code-list.ts';

export interface Field {
  group: 'person' | 'entry' | 'placement' | 'identity' | 'status';
  reads:
    | 'name'
    | 'id'
    | 'date'
    | 'year'
    | 'fieldGroup'
    | 'programme'
    | 'class'
    | 'seat'
    | 'words'
    | 'code'
    | 'codes';
  list?: ListKey;
  /** Never the same for two students, so never changed for many at once. */
  alone?: true;
  /** Cannot be emptied. */
  needed?: true;
}

export const fields = {
  name: { group: 'person', reads: 'name', alone: true, needed: true },
  nationalId: { group: 'person', reads: 'id', alone: true, needed: true },
  birthDate: { group: 'person', reads: 'date', alone: true, needed: true },
  gender: { group: 'person', reads: 'code', list: 'gender' },
  entrySchoolYear: { group: 'entry', reads: 'year', needed: true },
  entryMethod: { group: 'entry', reads: 'code', list: 'entryMethod' },
  divisionCode: { group: 'entry', reads: 'code', list: 'division' },
  fieldGroup: { group: 'entry', reads: 'fieldGroup', needed: true },
  programme: { group: 'entry', reads: 'programme', needed: true },
  class: { group: 'placement', reads: 'class', needed: true },
  seat: { group: 'placement', reads: 'seat', alone: true },
  classKind: { group: 'placement', reads: 'code', list: 'classKind' },
  experimentalClass: { group: 'placement', reads: 'words' },
  identities: { group: 'identity', reads: 'codes', list: 'identity' },
  indigenousPeople: { group: 'identity', reads: 'code', list: 'indigenousPeople' },
  indigenousStatus: { group: 'identity', reads: 'code', list: 'indigenousStatus' },
  languageDialect: { group: 'identity', reads: 'code', list: 'languageDialect' },
  languageTestYear: { group: 'identity', reads: 'year' },
  languageValidUntil: { group: 'identity', reads: 'date' },
  statusCode: { group: 'status', reads: 'code', list: 'status' },
  statusChangedOn: { group: 'status', reads: 'date' },
} as const satisfies Record<string, Field>;

export type FieldKey = keyof typeof fields;
export const fieldKeys = Object.keys(fields) as FieldKey[];
export const placementFields = fieldKeys.filter((key) => fields[key].group === 'placement');

/** `nationalId` stands here as its keyed hash, `gender` as `male`, days as ISO days, codes joined by 、. */
export type Values = Record<FieldKey, string>;

export const genders = { '1': 'male', '2': 'female', '3': 'other' } as const;

/** What the central database wants of every student. */
export const wanted = [
  'nationalId',
  'birthDate',
  'gender',
  'divisionCode',
  'entryMethod',
  'class',
  'seat',
  'classKind',
  'identities',
  'indigenousPeople',
  'indigenousStatus',
  'statusCode',
] as const satisfies readonly FieldKey[];
export type Gap = (typeof wanted)[number];

/** The identity (特殊身分別) that asks which people and where they are registered. */
export const indigenous = '1';

/** What is missing of a student who is here. */
export function gapsIn(values: Values): Gap[] {
  const isIndigenous = values.identities.split('、').includes(indigenous);
  return wanted.filter(
    (key) =>
      values[key] === '' && (isIndigenous || (key !== 'indigenousPeople' && key !== 'indigenousStatus')),
  );
}

/** As people read it: a code with its name. An ID number is masked by whoever holds it. */
export function shownValue(key: FieldKey, value: string, lists: CodeLists): string {
  if (value === '') return '';
  if (key === 'gender') {
    const code = Object.entries(genders).find(([, gender]) => gender === value)?.[0] ?? '';
    return lists.gender.codes.get(code) ?? value;
  }
  const { list }: Field = fields[key];
  if (!list) return value;
  return value
    .split('、')
    .map((code) => codeText(lists[list], code))
    .join('、');
}

/** A student as they stand before a change. */
export interface Standing {
  registrationId: string;
  personId: string;
  number: string;
  division: Division;
  values: Values;
  maskedId: string;
}

export interface Wish {
  values: Partial<Values>;
  /** The masked form of the new ID number, where one is wished. */
  maskedId?: string;
}

export interface Surroundings {
  lists: CodeLists;
  /** Names of the semester's classes, by division. */
  classes: Readonly<Record<Division, ReadonlySet<string>>>;
  /** Somebody else who holds the wished ID number; `student` only where the actor may see them. */
  holder: { student: string | null } | null;
  /** Who sits already on the wished seat of the class. */
  neighbour: string | null;
}

export interface Changed {
  registrationId: string;
  label: string;
  /** What is written. */
  values: Partial<Values>;
  /** What is shown and remembered. */
  changes: FieldChange[];
}

const clause = '五(一)1';

/** All of them or none. Students of whom nothing changes are left out. */
export function decideChange(
  standing: readonly Standing[],
  wish: Wish,
  around: Surroundings,
): Changed[] | Refusal {
  const alone = fieldKeys.find((key) => wish.values[key] !== undefined && 'alone' in fields[key]);
  if (alone && standing.length > 1) return refuse('one-student-only', clause, { field: alone });
  if (around.holder)
    return around.holder.student === null
      ? refuse('id-held-elsewhere', clause)
      : refuse('id-of-student', clause, { student: around.holder.student });
  const changed: Changed[] = [];
  for (const student of standing) {
    const values = { ...wish.values };
    if (values.class !== undefined && values.class !== student.values.class) values.seat ??= '';
    const refused = refusalOf(student, values, around);
    if (refused) return refused;
    const changes = changesBetween(student.values, { ...student.values, ...values }).map(
      ({ field, before, after }) => ({
        field,
        before:
          field === 'nationalId' ? student.maskedId : shownValue(field as FieldKey, before, around.lists),
        after:
          field === 'nationalId' ? (wish.maskedId ?? '') : shownValue(field as FieldKey, after, around.lists),
      }),
    );
    if (changes.length > 0)
      changed.push({ registrationId: student.registrationId, label: labelOf(student), values, changes });
  }
  return changed;
}

export function labelOf({ number, values }: { number: string; values: Pick<Values, 'name'> }): string {
  return `${number} ${values.name}`;
}

function refusalOf(student: Standing, values: Partial<Values>, around: Surroundings): Refusal | undefined {
  const after = { ...student.values, ...values };
  if (values.class !== undefined && !around.classes[student.division].has(values.class))
    return refuse('no-such-class', clause, { class: values.class });
  if (after.class === '' && placementFields.some((key) => values[key]))
    return refuse('student-not-placed', clause, { student: labelOf(student) });
  if (values.seat && around.neighbour !== null)
    return refuse('seat-taken', clause, { seat: values.seat, student: around.neighbour });
  if (values.birthDate !== undefined || values.entrySchoolYear !== undefined) {
    const age = Number(after.entrySchoolYear) + 1911 - Number(after.birthDate.slice(0, 4));
    if (after.birthDate !== '' && !isAge(age))
      return refuse('birth-implausible', clause, { found: after.birthDate });
  }
  return undefined;
}

/** Whether somebody of this age can be a student of such a school. */
export function isAge(years: number): boolean {
  return years >= 12 && years <= 90;
}

export const registerChanged = (
  registrationIds: readonly string[],
  data: { fields: readonly string[]; differenceSha256: string; reason: string },
): LedgerEvent => ({
  act: 'register.changed',
  about: registrationIds.length === 1 ? { registration: registrationIds[0] ?? '' } : {},
  data: { ...data, registrations: registrationIds },
});

export const idUnmasked = (registrationId: string, reason: string): LedgerEvent => ({
  act: 'register.idUnmasked',
  about: { registration: registrationId },
  data: { reason },
});

export const registerExported = (data: {
  count: number;
  filter: object;
  layout: string;
  reason: string;
}): LedgerEvent => ({
  act: 'register.exportedUnmasked',
  about: {},
  data,
});
