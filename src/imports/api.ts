/** Bringing workbooks, looking at what they would change, applying that or putting it aside. */
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { Actor } from '../accounts/actor.ts';
import { type Route, route } from '../accounts/route.ts';
import { dayOf, semesterOf } from '../calendar/day.ts';
import { type Db, inTransaction, type Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { readSheets, sheetLimits } from '../platform/sheets.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import { defaultOf } from '../regulation/regulation.ts';
import { rulesFor } from '../regulation/store.ts';
import { applyImport, lockImports } from './apply.ts';
import * as contract from './contract.ts';
import { divisionsOf, isAlarming, mayImport, sheetKeys, vanishingTotal } from './import.ts';
import { type Importer, type Plan, planImport, recognise, type WorkbookRead } from './plan.ts';
import {
  addWorkbook,
  discardImport,
  dropWorkbook,
  type ImportRow,
  importSeenBy,
  imports,
  lockImport,
  openImport,
  workbookBytes,
} from './store.ts';

const listImports = route(contract.listImports, async ({ school, actor }) => {
  const importer = await importerOf(school.db, school, actor);
  if (isRefusal(importer)) return importer;
  const { regulation } = importer;
  const found = await imports(school.db, actor.personId);
  return {
    imports: found.filter(({ state }) => state !== 'discarded').map(shown),
    mayBring: sheetKeys
      .map((sheet) => ({ sheet, divisions: divisionsOf(actor, regulation, sheet) }))
      .filter(({ divisions }) => divisions.length > 0),
  };
});

const beginImport = route(contract.beginImport, async ({ school, actor }) => {
  const importer = await importerOf(school.db, school, actor);
  if (isRefusal(importer)) return importer;
  return inTransaction(school.db, async (tx) => ({
    importId: await openImport(tx, actor.personId, await school.clock.now(tx)),
  }));
});

const bringWorkbook = route(contract.bringWorkbook, async ({ school, actor, params, query, request }) => {
  const importer = await importerOf(school.db, school, actor);
  if (isRefusal(importer)) return importer;
  const bytes = await bytesOf(request.raw);
  if (isRefusal(bytes)) return bytes;
  const read = await readSheets(bytes, query.name);
  if (isRefusal(read)) return read;
  const workbook = {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    name: query.name,
    size: bytes.length,
    kind: read.kind,
    encoding: read.encoding,
  };
  return inTransaction(school.db, async (tx) => {
    const open = await openImportOf(tx, actor, params.importId);
    if (isRefusal(open)) return open;
    await addWorkbook(
      tx,
      params.importId,
      { ...workbook, bytes, at: await school.clock.now(tx) },
      school.seal,
    );
    return {
      workbook,
      sheets: read.sheets.map((sheet) => ({ name: sheet.name, recognised: recognise(sheet) })),
    };
  });
});

const takeWorkbookAway = route(contract.takeWorkbookAway, async ({ school, actor, params }) =>
  inTransaction(school.db, async (tx) => {
    const importer = await importerOf(tx, school, actor);
    if (isRefusal(importer)) return importer;
    const open = await openImportOf(tx, actor, params.importId);
    if (isRefusal(open)) return open;
    return dropWorkbook(tx, params.importId, params.sha256);
  }),
);

const previewImport = route(contract.previewImport, async ({ school, actor, params }) => {
  const importer = await importerOf(school.db, school, actor);
  if (isRefusal(importer)) return importer;
  const row = await importSeenBy(school.db, actor.personId, params.importId);
  if (!row) return refuse('not-found', '產7');
  const own = row.state === 'open' && row.openedBy === actor.personId;
  if (!own) return { ...shown(row), leftOut: row.leftOut, preview: null, may: [] };
  const workbooks = await readWorkbooks(school.db, school, params.importId);
  if (isRefusal(workbooks)) return workbooks;
  const plan = await planImport(school.db, school, importer, workbooks.read);
  const preview = shownPlan(plan, importer.share);
  const may = ['bring' as const, 'discard' as const];
  const ready = plan.badSheets.length === 0 && plan.parts.length > 0;
  return { ...shown(row), leftOut: null, preview, may: ready ? [...may, 'apply' as const] : may };
});

const applyOpenImport = route(contract.applyImport, async ({ school, actor, params, body }) =>
  inTransaction(school.db, async (tx) => {
    await lockImports(tx);
    const importer = await importerOf(tx, school, actor);
    if (isRefusal(importer)) return importer;
    const open = await openImportOf(tx, actor, params.importId);
    if (isRefusal(open)) return open;
    const workbooks = await readWorkbooks(tx, school, params.importId);
    if (isRefusal(workbooks)) return workbooks;
    const { read, hashes } = workbooks;
    const brought = { importId: params.importId, workbooks: read, hashes };
    return applyImport(tx, school, importer, brought, { wish: body, share: importer.share });
  }),
);

const putAside = route(contract.discardImport, async ({ school, actor, params }) =>
  inTransaction(school.db, async (tx) => {
    const importer = await importerOf(tx, school, actor);
    if (isRefusal(importer)) return importer;
    const open = await openImportOf(tx, actor, params.importId);
    if (isRefusal(open)) return open;
    return discardImport(tx, params.importId, await school.clock.now(tx));
  }),
);

export const routes: Route[] = [
  listImports,
  beginImport,
  bringWorkbook,
  takeWorkbookAway,
  previewImport,
  applyOpenImport,
  putAside,
];

/** The rules of today, and that the actor may import anything at all. */
async function importerOf(
  db: Db | Tx,
  school: School,
  actor: Actor,
): Promise<(Importer & { share: number }) | Refusal> {
  const today = dayOf(await school.clock.now(db));
  const { schoolYear, semester } = semesterOf(today);
  const rules = await rulesFor(db, schoolYear, semester);
  if (isRefusal(rules)) return rules;
  if (!mayImport(actor, rules.regulation)) return refuse('not-allowed', '五(一)1');
  return { actor, regulation: rules.regulation, today, share: defaultOf(rules, 'vanishingShare').value };
}

async function openImportOf(
  tx: Tx,
  actor: { personId: string },
  importId: string,
): Promise<ImportRow | Refusal> {
  const row = await lockImport(tx, actor.personId, importId);
  if (!row) return refuse('not-found', '產7');
  return row.state === 'open' ? row : refuse('import-closed', '產7', { state: row.state });
}

async function readWorkbooks(
  db: Db | Tx,
  school: School,
  importId: string,
): Promise<{ read: WorkbookRead[]; hashes: string[] } | Refusal> {
  const kept = await workbookBytes(db, importId, school.seal);
  const read: WorkbookRead[] = [];
  for (const { name, bytes } of kept) {
    const sheets = await readSheets(bytes, name);
    if (isRefusal(sheets)) return sheets;
    read.push({ name, sheets });
  }
  return { read, hashes: kept.map(({ sha256 }) => sha256) };
}

async function bytesOf(stream: Readable): Promise<Buffer | Refusal> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    // What comes after the limit is read and thrown away, so that the browser hears the answer.
    if (size <= sheetLimits.bytes) chunks.push(chunk);
  }
  return size > sheetLimits.bytes
    ? refuse('workbook-too-large', '產7', { maxBytes: sheetLimits.bytes })
    : Buffer.concat(chunks);
}

function shown(row: ImportRow) {
  return {
    importId: row.importId,
    state: row.state,
    openedBy: row.openedByName,
    openedAt: row.openedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    workbooks: row.workbooks,
    differenceSha256: row.differenceSha256,
    counts: row.counts,
  };
}

/** How many rows of each list are shown; the totals are always whole. */
const listed = 200;

function shownPlan(plan: Plan, share: number) {
  const vanishing = vanishingTotal(plan.parts);
  return {
    parts: plan.parts.map((part) => ({
      sheet: part.sheet,
      rows: part.rows,
      same: part.difference.same,
      bad: { total: part.bad.length, lines: part.bad.slice(0, listed) },
      added: {
        total: part.difference.added.length,
        rows: part.difference.added.slice(0, listed).map(({ place, label }) => ({ place, label })),
      },
      changed: {
        total: part.difference.changed.length,
        rows: part.difference.changed
          .slice(0, listed)
          .map(({ place, label, changes }) => ({ place, label, changes })),
      },
      vanishing: {
        total: part.difference.vanishing.length,
        standing: part.difference.standing,
        alarm: isAlarming(part, share),
        labels: part.difference.vanishing.slice(0, listed).map(({ label }) => label),
      },
    })),
    badSheets: plan.badSheets,
    unrecognised: plan.unrecognised,
    vanishing,
    alarm: vanishing > 0 && plan.parts.some((part) => isAlarming(part, share)),
    seen: plan.seen,
  };
}
