/** Reads a sealed file through a mapping and compares it with the package that was handed over. @server */
import type { Db, Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { linesOf, type StoredLine } from '../submission/package-store.ts';
import { schoolCodes } from '../submission/round-store.ts';
import type { Mapping } from './columns.ts';
import { type ComparedField, compare, comparedFields, type Line } from './compare.ts';
import { openGrid } from './grid.ts';
import { type AppliedLine, gridOf, type Receiving } from './import-store.ts';
import { type KnownPerson, registrationsByKey } from './line-store.ts';
import { plainNumber, type ReceivedRow, readRows, type SetAside } from './rows.ts';

export interface Comparison {
  lines: AppliedLine[];
  setAside: SetAside[];
  /** Rows of this division's students. */
  matched: number;
}

export async function compareImport(
  db: Db | Tx,
  school: Pick<School, 'seal'>,
  task: Receiving & { packageId: string },
  importId: string,
  mapping: Mapping,
): Promise<Comparison> {
  const grid = openGrid(school.seal, await gridOf(db, importId));
  const codes = await schoolCodes(db);
  const { read, setAside } = readRows(grid.rows, mapping, {
    schoolYear: task.schoolYear,
    schoolCodes: [codes.day, codes.continuing],
  });
  const rows = read.map((row) => ({ row, key: school.seal.keyOf(row.nationalId) }));
  const people = await registrationsByKey(
    db,
    rows.map(({ key }) => key),
  );
  const submitted = await linesOf(db, task.packageId);
  const { own, elsewhere, known } = ofDivision(rows, people, submitted, task);

  const ours = new Map(submitted.map((line) => [line.number, line]));
  const compared = compare(submitted.map(submittedLine), own.map(receivedLine), fieldsOf(mapping));
  return {
    matched: known,
    setAside: [...setAside, ...elsewhere].sort((a, b) => a.row - b.row),
    lines: compared.map((pair) => {
      const line = 'submitted' in pair ? ours.get(pair.submitted.id) : undefined;
      const row = 'received' in pair ? own[pair.received.id]?.row : undefined;
      const place = { sheet: row?.sheet ?? '', row: row?.row ?? null };
      if (line) return { compared: pair, ...place, ...identityOf(line) };
      if (!row) throw new Error('A compared pair has neither side.');
      const who = people.find(
        (person) =>
          person.key === school.seal.keyOf(row.nationalId).toString('hex') && isThem(person, row, task),
      );
      return {
        compared: pair,
        ...place,
        registrationId: who?.registrationId ?? null,
        birthDate: row.birthDate,
        nationalIdSealed: school.seal.close(row.nationalId),
        schoolYear: row.schoolYear,
        semester: row.semester,
        courseCode: row.courseCode,
      };
    }),
  };
}

interface KeyedRow {
  row: ReceivedRow;
  key: Buffer;
}

/** A file may hold both divisions: the other one's rows are set aside, unread beyond their number. */
function ofDivision(
  rows: readonly KeyedRow[],
  people: readonly KnownPerson[],
  submitted: readonly StoredLine[],
  task: Receiving,
) {
  const byKey = Map.groupBy(people, ({ key }) => key);
  const inPackage = new Set(submitted.map(({ nationalIdKey }) => nationalIdKey.toString('hex')));
  const own: KeyedRow[] = [];
  const elsewhere: SetAside[] = [];
  let known = 0;
  for (const keyed of rows) {
    const hex = keyed.key.toString('hex');
    const registered = byKey.get(hex) ?? [];
    const here = inPackage.has(hex) || registered.some(({ division }) => division === task.division);
    if (!here && registered.length > 0) {
      elsewhere.push({ sheet: keyed.row.sheet, row: keyed.row.row, reason: 'other-division', found: '' });
      continue;
    }
    if (here) known += 1;
    own.push(keyed);
  }
  return { own, elsewhere, known };
}

function isThem(person: KnownPerson, row: ReceivedRow, task: Receiving): boolean {
  return person.birthDate === row.birthDate && person.division === task.division;
}

function identityOf(line: StoredLine) {
  const { registrationId, birthDate, nationalIdSealed, schoolYear, semester, courseCode } = line;
  return { registrationId, birthDate, nationalIdSealed, schoolYear, semester, courseCode };
}

function submittedLine(line: StoredLine): Line {
  return {
    id: line.number,
    key: keyOf(line.nationalIdKey, line),
    values: {
      courseName: line.courseName,
      description: line.description,
      grade: plainNumber(String(line.grade)),
      credits: plainNumber(String(line.credits)),
    },
  };
}

function receivedLine({ row, key }: KeyedRow, id: number): Line {
  return { id, key: keyOf(key, row), values: row.values };
}

/** Identity toward the central database is ID number and birth date. */
function keyOf(
  idKey: Buffer,
  {
    birthDate,
    schoolYear,
    semester,
    courseCode,
  }: Pick<ReceivedRow, 'birthDate' | 'schoolYear' | 'semester' | 'courseCode'>,
): string {
  return [idKey.toString('hex'), birthDate, schoolYear, semester, courseCode].join(' ');
}

function fieldsOf(mapping: Mapping): ComparedField[] {
  return comparedFields.filter((field) => (mapping[field] ?? []).length > 0);
}
