/** Applying an import, and taking the last one back. */
import { type Route, route } from '../accounts/route.ts';
import { reverse } from '../history/store.ts';
import { record } from '../ledger/record.ts';
import { inTransaction, standsInTheWay } from '../platform/db.ts';
import { isRefusal, refuse } from '../regulation/refusal.ts';
import { applyImport, lockEveryPortfolio } from './apply.ts';
import * as contract from './contract.ts';
import { covers, mayBring, type SheetKey } from './import.ts';
import { broughtTo, importerOf, openImportOf, openImportSeen } from './importer.ts';
import { lockImports } from './lock-store.ts';
import { withProgress } from './progress-store.ts';
import { lockImport, markUndone } from './store.ts';
import { decideUndo, importUndone } from './undo.ts';
import { eraseImages, heldBy, lastWithImages, putBack } from './undo-store.ts';

const applyOpenImport = route(contract.applyImport, async ({ school, actor, params, body }) => {
  const { importId } = params;
  const allowed = await importerOf(school.db, school, actor);
  if (isRefusal(allowed)) return allowed;
  const seen = await openImportSeen(school.db, actor, importId);
  if (isRefusal(seen)) return seen;
  const applying = { step: 'applying', name: null, done: 0, total: null } as const;
  return withProgress(school, importId, applying, (tell) =>
    inTransaction(school.db, async (tx) => {
      await lockImports(tx);
      const importer = await importerOf(tx, school, actor);
      if (isRefusal(importer)) return importer;
      const open = await openImportOf(tx, actor, importId);
      if (isRefusal(open)) return open;
      const { workbooks, hashes, mends } = await broughtTo(tx, school, importId);
      const decision = { wish: body, share: importer.share };
      return applyImport(tx, school, importer, { importId, workbooks, hashes, mends, tell }, decision);
    }),
  );
});

const undoImport = route(contract.undoImport, async ({ school, actor, params }) => {
  const { importId } = params;
  try {
    return await inTransaction(school.db, async (tx) => {
      await lockImports(tx);
      const importer = await importerOf(tx, school, actor);
      if (isRefusal(importer)) return importer;
      const row = await lockImport(tx, importId, actor.personId);
      const own = row?.openedBy === actor.personId;
      if (!row || (!own && !covers(actor, importer.regulation, row.scope))) return refuse('not-found', '產7');
      await lockEveryPortfolio(tx);
      const run = { ...row, hasImages: (await lastWithImages(tx)) === importId };
      const held = run.hasImages ? await heldBy(tx, importId) : [];
      const decided = decideUndo(actor, importer.regulation, run, held);
      if (isRefusal(decided)) return decided;
      const missed = await putBack(tx, importId);
      if (missed > 0) return refuse('import-changed-since', '產7', { rows: 'other', count: missed });
      const [sheet] = Object.keys(row.scope) as SheetKey[];
      const [division] = (sheet && row.scope[sheet]) ?? [];
      const used = sheet && division ? mayBring(actor, importer.regulation, sheet, division) : undefined;
      const by = {
        personId: actor.personId,
        appointmentId: used?.id ?? null,
        at: await school.clock.now(tx),
      };
      await reverse(tx, importId, by);
      await eraseImages(tx, importId);
      await markUndone(tx, importId, by);
      await record(
        tx,
        actor,
        importUndone(importId, row.differenceSha256 ?? ''),
        [{ table: 'import_run', id: importId }],
        { appointmentId: by.appointmentId, offsetMs: school.clock.offsetMs },
      );
      return undefined;
    });
  } catch (error) {
    // Somebody built on it between our looking and our writing: the database kept it from going.
    if (standsInTheWay(error)) return refuse('import-built-on', '產7', { rows: 'other', count: 1 });
    throw error;
  }
});

export const applyRoutes: Route[] = [applyOpenImport, undoImport];
