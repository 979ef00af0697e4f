/** The house itself imports: the demo, the benches and a new school's first data, through the same plan as everybody. @server */
import { createHash } from 'node:crypto';
import { type Actor, anonymous } from '../accounts/actor.ts';
import { rights } from '../accounts/rights.ts';
import { dayOf, semesterOf } from '../calendar/day.ts';
import { inTransaction } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { type PackedSheets, packSheets, unpack } from '../platform/sheets.ts';
import { isRefusal, type Refusal } from '../regulation/refusal.ts';
import { officeFor, type Regulation } from '../regulation/regulation.ts';
import { rulesFor } from '../regulation/store.ts';
import { type Applied, applyImport } from './apply.ts';
import { lockImports } from './lock-store.ts';
import { addWorkbook, openImport } from './store.ts';

/**
 * Applies workbooks together as one import; refused as a whole when a single row is wrong. Nothing is removed.
 * @param today ISO day: offices named in the staff sheet begin on it; the school's own today when left out
 */
export async function importAsHouse(
  school: School,
  workbooks: readonly { name: string; bytes: Uint8Array }[],
  { today }: { today?: string } = {},
): Promise<Applied | Refusal> {
  const read: HouseWorkbook[] = [];
  for (const reading of await Promise.all(workbooks.map(readOne))) {
    if (isRefusal(reading)) return reading;
    read.push(reading);
  }
  return inTransaction(school.db, async (tx) => {
    await lockImports(tx);
    const at = await school.clock.now(tx);
    const { schoolYear, semester } = semesterOf(dayOf(at));
    const rules = await rulesFor(tx, schoolYear, semester);
    if (isRefusal(rules)) return rules;
    const importer = {
      actor: house(rules.regulation),
      regulation: rules.regulation,
      today: today ?? dayOf(at),
    };
    const importId = await openImport(tx, null, at);
    for (const { name, bytes, sha256, kind, encoding, packed } of read) {
      const workbook = { sha256, name, size: bytes.length, kind, encoding, packed, at };
      await addWorkbook(tx, importId, workbook, school.seal);
    }
    const brought = {
      importId,
      workbooks: read.map(({ name, packed }) => ({ name, sheets: unpack(packed) })),
      hashes: read.map(({ sha256 }) => sha256),
      mends: [],
    };
    const wish = { seen: null, badRows: 'refuse', vanishing: 'keep', confirmed: null } as const;
    return applyImport(tx, school, importer, brought, { wish, share: 1 });
  });
}

type HouseWorkbook = PackedSheets & { name: string; bytes: Uint8Array; sha256: string };

async function readOne(workbook: { name: string; bytes: Uint8Array }): Promise<HouseWorkbook | Refusal> {
  const { name, bytes } = workbook;
  const read = await packSheets(bytes, name);
  if (isRefusal(read)) return read;
  return { ...read, name, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** Nobody, with every office that may bring a sheet. */
function house(regulation: Regulation): Actor {
  const offices = rights['import.bring'].holders.flatMap(({ act }) =>
    (['day', 'continuing'] as const).flatMap((division) =>
      (officeFor(regulation, act, division)?.offices ?? []).map((office) => ({ office, division })),
    ),
  );
  return {
    ...anonymous,
    appointments: offices.map((held) => ({
      ...held,
      id: '',
      classId: null,
      deputyFor: null,
      offeringId: null,
    })),
  };
}
