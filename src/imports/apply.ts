/** Applies a plan inside a transaction: what is added and changed forwards, what vanishes backwards, one ledger line. @server */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { By } from '../history/store.ts';
import { record } from '../ledger/record.ts';
import { brokenConstraint, type Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import {
  type ApplyWish,
  decideApply,
  divisionsOf,
  type ImportScope,
  importApplied,
  mayBring,
  type PartCounts,
  type SheetKey,
} from './import.ts';
import { type Mend, mendsText } from './mend.ts';
import { hashOfDifference, type Importer, type Plan, planImport, type WorkbookRead } from './plan.ts';
import { closeImport } from './store.ts';
import { beginImages, endImages, eraseOtherImages } from './undo-store.ts';

export interface ToApply {
  importId: string;
  /** With what was mended in them. */
  workbooks: readonly WorkbookRead[];
  /** SHA-256 of each as it came. */
  hashes: readonly string[];
  mends: readonly Mend[];
  /** Told how many rows of how many are written. */
  tell?(done: number, total: number): void;
}

export interface Applied {
  differenceSha256: string;
  counts: PartCounts[];
  /** false: everything was there already, and nothing was written. */
  changed: boolean;
}

export async function applyImport(
  tx: Tx,
  school: School,
  importer: Importer,
  { importId, workbooks, hashes, mends, tell }: ToApply,
  decision: { wish: ApplyWish; share: number },
): Promise<Applied | Refusal> {
  let written = 0;
  let total = 0;
  const wrote = (rows: number) => {
    written += rows;
    tell?.(written, total);
  };
  const plan = await planImport(tx, school, { ...importer, wrote }, workbooks);
  const decided = decideApply(plan, decision.wish, decision.share);
  if (isRefusal(decided)) return decided;
  const at = await school.clock.now(tx);
  const appointments = appointmentsUsed(importer, plan);
  const by = { personId: importer.actor.personId, appointmentId: appointments[0] ?? null, at, importId };
  const applied = await appliedOf(plan, decided.removes);
  total = applied.counts.reduce((sum, { added, changed, removed }) => sum + added + changed + removed, 0);
  const refused = applied.changed ? await write(tx, plan, decided.removes, by) : undefined;
  if (refused) return refused;
  const saved = {
    importId,
    differenceSha256: applied.differenceSha256,
    counts: applied.counts,
    leftOut: plan.parts.flatMap(({ bad }) => bad),
    scope: scopeOf(importer, plan),
    at,
  };
  await closeImport(tx, { ...saved, appointments });
  if (applied.changed) {
    const { differenceSha256, counts } = applied;
    const mended = mends.length > 0 ? { count: mends.length, sha256: sha256Of(mendsText(mends)) } : null;
    await record(
      tx,
      importer.actor,
      importApplied(importId, { differenceSha256, workbooks: hashes, counts, mends: mended }),
      [{ table: 'import_run', id: importId }],
      { appointmentId: by.appointmentId, offsetMs: school.clock.offsetMs },
    );
  }
  return applied;
}

async function write(tx: Tx, plan: Plan, removes: boolean, by: By): Promise<Refusal | undefined> {
  await lockPortfolios(tx, plan);
  // What the house brings founds a school and is never undone.
  if (by.personId !== null && by.importId) await beginImages(tx, by.importId);
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
  await endImages(tx);
  if (by.importId) await eraseOtherImages(tx, by.importId);
  return undefined;
}

/** Enrolments and placements decide what a student may do: every student concerned is locked first, in id order. */
export async function lockEveryPortfolio(tx: Tx): Promise<void> {
  await sql`select id from registration order by id for update`.execute(tx);
}

const ofStudents: readonly SheetKey[] = ['students', 'placements', 'nationalStudents', 'enrolments'];

async function lockPortfolios(tx: Tx, plan: Plan): Promise<void> {
  const concerned = plan.parts.some(
    ({ sheet, difference }) =>
      ofStudents.includes(sheet) &&
      difference.added.length + difference.changed.length + difference.vanishing.length > 0,
  );
  if (concerned) await lockEveryPortfolio(tx);
}

async function appliedOf(plan: Plan, removes: boolean): Promise<Applied> {
  const counts = plan.parts.map(({ sheet, rows, bad, difference }) => ({
    sheet,
    rows,
    added: difference.added.length,
    changed: difference.changed.length,
    removed: removes ? difference.vanishing.length : 0,
    same: difference.same,
    leftOut: new Set(bad.map(({ place }) => JSON.stringify(place))).size,
  }));
  return {
    differenceSha256:
      removes || plan.parts.every(({ difference }) => difference.vanishing.length === 0)
        ? plan.differenceSha256
        : await hashOfDifference(plan.parts, removes),
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

/** Of the sheets that were brought, the divisions the importer may bring them for. */
function scopeOf({ actor, regulation }: Importer, plan: Plan): ImportScope {
  return Object.fromEntries(plan.parts.map(({ sheet }) => [sheet, divisionsOf(actor, regulation, sheet)]));
}

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
