/** What an import would change or has changed, row by row; mending the rows that are wrong. */
import { type Route, route } from '../accounts/route.ts';
import { maskNationalId } from '../people/national-id.ts';
import { inTransaction } from '../platform/db.ts';
import { type CellAbout, plain } from '../platform/sheets.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import { shown, shownPlan, shownRows } from './answer.ts';
import { type CellPlace, cellsOf } from './cells.ts';
import * as contract from './contract.ts';
import type { Place } from './difference.ts';
import { covers } from './import.ts';
import { type BroughtWorkbooks, broughtTo, importerOf, openImportOf, openImportSeen } from './importer.ts';
import type { Mend } from './mend.ts';
import { dropMends, mendsOf, saveMends } from './mend-store.ts';
import { planImport } from './plan.ts';
import { progressOf } from './progress-store.ts';
import { importSeenBy } from './store.ts';
import { lastWithImages } from './undo-store.ts';

/** Rows left out of a closed import: its page shows no more of them than this. */
const leftOutShown = 2000;

const previewImport = route(contract.previewImport, async ({ school, actor, params }) => {
  const { importId } = params;
  const importer = await importerOf(school.db, school, actor);
  if (isRefusal(importer)) return importer;
  const row = await importSeenBy(school.db, actor.personId, importId);
  const own = row?.openedBy === actor.personId;
  if (!row || (!own && !covers(actor, importer.regulation, row.scope))) return refuse('not-found', '產7');
  const common = { ...shown(row), leftOut: null, progress: null, preview: null };
  if (row.state !== 'open') {
    const last = row.state === 'applied' && (await lastWithImages(school.db)) === importId;
    const may = last && covers(actor, importer.regulation, row.scope) ? ['undo' as const] : [];
    const mends = (await mendsOf(school.db, importId, school.seal)).map(shownMend);
    return { ...common, leftOut: row.leftOut?.slice(0, leftOutShown) ?? null, mends, may };
  }
  const progress = await progressOf(school.db, importId);
  if (progress) return { ...common, progress, mends: [], may: [] };
  const { workbooks, mends } = await broughtTo(school.db, school, importId);
  const plan = await planImport(school.db, school, importer, workbooks);
  const may = ['bring' as const, 'discard' as const];
  const ready = plan.badSheets.length === 0 && plan.parts.length > 0;
  return {
    ...common,
    preview: shownPlan(plan, importer.share),
    mends: mends.map(shownMend),
    may: ready ? [...may, 'apply' as const] : may,
  };
});

const importRows = route(contract.importRows, async ({ school, actor, params, query }) => {
  const importer = await importerOf(school.db, school, actor);
  if (isRefusal(importer)) return importer;
  const open = await openImportSeen(school.db, actor, params.importId);
  if (isRefusal(open)) return open;
  const { workbooks } = await broughtTo(school.db, school, params.importId);
  const plan = await planImport(school.db, school, importer, workbooks);
  const part = plan.parts.find(({ sheet }) => sheet === query.sheet);
  return part ? shownRows(part, query.list, query.page) : { total: 0, bad: [], rows: [] };
});

const importRow = route(contract.importRow, async ({ school, actor, params, query }) => {
  const importer = await importerOf(school.db, school, actor);
  if (isRefusal(importer)) return importer;
  const open = await openImportSeen(school.db, actor, params.importId);
  if (isRefusal(open)) return open;
  const brought = await broughtTo(school.db, school, params.importId);
  const cells = cellsAt(brought, query);
  if (!cells) return refuse('import-row-unknown', '產7', { row: query.row });
  return {
    cells: cells.map(({ column, at, about, cell }) => {
      const mend = brought.mends.find((one) => one.at === at && isSamePlace(one.place, query));
      const said = (words: string) => (about?.kind === 'secret' ? maskNationalId(words) : words);
      return {
        column,
        came: said(plain(cell)),
        mended: mend ? said(mend.value ?? '') : null,
        secret: about?.kind === 'secret',
        choices: choicesOf(about),
      };
    }),
  };
});

const mendRow = route(contract.mendRow, async ({ school, actor, params, body }) =>
  inTransaction(school.db, async (tx) => {
    const importer = await importerOf(tx, school, actor);
    if (isRefusal(importer)) return importer;
    const open = await openImportOf(tx, actor, params.importId);
    if (isRefusal(open)) return open;
    const { place } = body;
    const sha256 = open.workbooks.find(({ name }) => name === place.workbook)?.sha256;
    const cells = cellsAt(await broughtTo(tx, school, params.importId), place);
    if (!sha256 || !cells) return refuse('import-row-unknown', '產7', { row: place.row });
    const mends = mendsWanted(cells, body.cells, { sha256, place });
    if (isRefusal(mends)) return mends;
    const by = { personId: actor.personId, at: await school.clock.now(tx), seal: school.seal };
    await dropMends(tx, params.importId, mends);
    await saveMends(
      tx,
      params.importId,
      mends.filter(({ value }) => value !== null),
      by,
    );
  }),
);

export const previewRoutes: Route[] = [previewImport, importRows, importRow, mendRow];

function cellsAt({ asBrought }: BroughtWorkbooks, place: Place): CellPlace[] | undefined {
  const workbook = asBrought.find(({ name }) => name === place.workbook);
  const raw = workbook?.sheets.find(({ name }) => name === place.sheet);
  return raw && cellsOf(raw, place.row);
}

/** A mended cell may be any that one of the sheet's kinds reads; one that says what came is no mend. */
function mendsWanted(
  cells: readonly CellPlace[],
  wanted: readonly { column: string; value: string | null }[],
  of: { sha256: string; place: Place },
): Omit<Mend, 'valueKey'>[] | Refusal {
  const mends: Omit<Mend, 'valueKey'>[] = [];
  for (const { column, value } of wanted) {
    const cell = cells.find((one) => one.column === column);
    if (!cell) return refuse('import-column-unknown', '產7', { column });
    const same = value === plain(cell.cell);
    mends.push({
      ...of,
      at: cell.at,
      column,
      secret: cell.about?.kind === 'secret',
      value: same ? null : value,
    });
  }
  return mends;
}

function isSamePlace(one: Place, other: Place): boolean {
  return one.workbook === other.workbook && one.sheet === other.sheet && one.row === other.row;
}

function shownMend({ place, column, value, secret }: Mend) {
  return { place, column, value: value !== null && secret ? maskNationalId(value) : value };
}

function choicesOf(about: CellAbout | undefined): string[] {
  return about?.kind === 'choice' && !about.open ? [...about.words] : [];
}
