/** Applies a plan inside a transaction: what is added and changed forwards, what vanishes backwards, one ledger line. @server */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { By } from '../history/store.ts';
import { record } from '../ledger/record.ts';
import { brokenConstraint, type Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import { differenceText } from './difference.ts';
import {
  type ApplyWish,
  decideApply,
  divisionsOf,
  importApplied,
  mayBring,
  type PartCounts,
} from './import.ts';
import { type Importer, type Plan, planImport, type WorkbookRead } from './plan.ts';
import { closeImport } from './store.ts';

export interface Applied {
  differenceSha256: string;
  counts: PartCounts[];
  /** false: everything was there already, and nothing was written. */
  changed: boolean;
}

/** Two imports never interleave, and no import reads what another is about to write. */
export async function lockImports(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('imports'))`.execute(tx);
}

export async function applyImport(
  tx: Tx,
  school: School,
  importer: Importer,
  { importId, workbooks, hashes }: { importId: string; workbooks: readonly WorkbookRead[]; hashes: string[] },
  decision: { wish: ApplyWish; share: number },
): Promise<Applied | Refusal> {
  const plan = await planImport(tx, school, importer, workbooks);
  const decided = decideApply(plan, decision.wish, decision.share);
  if (isRefusal(decided)) return decided;
  const at = await school.clock.now(tx);
  const appointments = appointmentsUsed(importer, plan);
  const by = { personId: importer.actor.personId, appointmentId: appointments[0] ?? null, at, importId };
  const refused = await write(tx, plan, decided.removes, by);
  if (refused) return refused;
  const applied = appliedOf(plan, decided.removes);
  const saved = {
    importId,
    differenceSha256: applied.differenceSha256,
    counts: applied.counts,
    leftOut: plan.parts.flatMap(({ bad }) => bad),
    at,
  };
  await closeImport(tx, { ...saved, appointments });
  if (applied.changed) {
    await record(
      tx,
      importer.actor,
      importApplied(importId, applied.differenceSha256, hashes, applied.counts),
      [{ table: 'import_run', id: importId }],
      { appointmentId: by.appointmentId, offsetMs: school.clock.offsetMs },
    );
  }
  return applied;
}

async function write(tx: Tx, plan: Plan, removes: boolean, by: By): Promise<Refusal | undefined> {
  await lockPortfolios(tx, plan);
  try {
    for (const part of plan.parts) await part.apply(tx, by);
  } catch (error) {
    if (brokenConstraint(error) === 'person_national_id_key_birth_date_key')
      return refuse('import-id-of-another', '五(一)1');
    throw error;
  }
  for (const part of removes ? plan.parts.toReversed() : []) {
    const refused = await part.remove(tx, by);
    if (refused) return refused;
  }
  return undefined;
}

/** Enrolments and placements decide what a student may do: every student concerned is locked first, in id order. */
async function lockPortfolios(tx: Tx, plan: Plan): Promise<void> {
  const concerned = plan.parts.some(
    ({ sheet, difference }) =>
      (sheet === 'students' || sheet === 'placements' || sheet === 'enrolments') &&
      difference.added.length + difference.changed.length + difference.vanishing.length > 0,
  );
  if (concerned) await sql`select id from registration order by id for update`.execute(tx);
}

function appliedOf(plan: Plan, removes: boolean): Applied {
  const parts = plan.parts.map((part) => ({ ...part, removes }));
  const counts = parts.map(({ sheet, rows, bad, difference }) => ({
    sheet,
    rows,
    added: difference.added.length,
    changed: difference.changed.length,
    removed: removes ? difference.vanishing.length : 0,
    same: difference.same,
    leftOut: new Set(bad.map(({ place }) => JSON.stringify(place))).size,
  }));
  return {
    differenceSha256: createHash('sha256').update(differenceText(parts)).digest('hex'),
    counts,
    changed: counts.some(({ added, changed, removed }) => added + changed + removed > 0),
  };
}

function appointmentsUsed({ actor, regulation }: Importer, plan: Plan): string[] {
  // The house acts without an appointment.
  if (actor.personId === null) return [];
  const used = plan.parts.flatMap(({ sheet }) => {
    const divisions = divisionsOf(actor, regulation, sheet);
    return divisions.map((division) => mayBring(actor, regulation, sheet, division));
  });
  return [...new Set(used.flatMap((appointment) => appointment?.id ?? []))];
}
