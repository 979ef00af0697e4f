/** The list of imports, bringing workbooks, taking them away, putting an import aside. */
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { type Route, route } from '../accounts/route.ts';
import { inTransaction } from '../platform/db.ts';
import { packSheets, sheetLimits } from '../platform/sheets.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import { shown } from './answer.ts';
import * as contract from './contract.ts';
import { covers, divisionsOf } from './import.ts';
import { importerOf, openImportOf, openImportSeen } from './importer.ts';
import { kinds, kindsBeside, recognise } from './kinds.ts';
import { withProgress } from './progress-store.ts';
import { addWorkbook, discardImport, dropWorkbook, imports, openImport } from './store.ts';

const listImports = route(contract.listImports, async ({ school, actor }) => {
  const importer = await importerOf(school.db, school, actor);
  if (isRefusal(importer)) return importer;
  const { regulation } = importer;
  const found = await imports(school.db, actor.personId);
  return {
    imports: found
      .filter(({ state }) => state !== 'discarded')
      .filter((row) => row.openedBy === actor.personId || covers(actor, regulation, row.scope))
      .map(shown),
    mayBring: kinds
      .map((kind) => ({
        sheet: kind.sheet,
        divisions: divisionsOf(actor, regulation, kind.sheet),
        columns: Object.values(kind.columns).map(({ header, needed }) => ({ header, needed })),
        template: kindsBeside(kind)[0]?.sheet ?? kind.sheet,
      }))
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

/** Read once: what is kept is what was read, so that looking and applying need not read again. */
const bringWorkbook = route(contract.bringWorkbook, async ({ school, actor, params, query, request }) => {
  const { importId } = params;
  const { name } = query;
  const importer = await importerOf(school.db, school, actor);
  if (isRefusal(importer)) return importer;
  const seen = await openImportSeen(school.db, actor, importId);
  if (isRefusal(seen)) return seen;
  const bytes = await bytesOf(request.raw);
  if (isRefusal(bytes)) return bytes;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const reading = { step: 'reading', name, done: 0, total: null } as const;
  const read = await withProgress(school, importId, reading, (tell) =>
    packSheets(bytes, name, { limits, onRows: tell }),
  );
  if (isRefusal(read)) return read;
  const { kind, encoding, packed, heads } = read;
  const workbook = { sha256, name, size: bytes.length, kind, encoding };
  return inTransaction(school.db, async (tx) => {
    const open = await openImportOf(tx, actor, importId);
    if (isRefusal(open)) return open;
    await addWorkbook(tx, importId, { ...workbook, packed, at: await school.clock.now(tx) }, school.seal);
    return { workbook, sheets: heads.map((head) => ({ name: head.name, recognised: recognise(head) })) };
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

const putAside = route(contract.discardImport, async ({ school, actor, params }) =>
  inTransaction(school.db, async (tx) => {
    const importer = await importerOf(tx, school, actor);
    if (isRefusal(importer)) return importer;
    const open = await openImportOf(tx, actor, params.importId);
    if (isRefusal(open)) return open;
    return discardImport(tx, params.importId, await school.clock.now(tx));
  }),
);

export const bringRoutes: Route[] = [listImports, beginImport, bringWorkbook, takeWorkbookAway, putAside];

const limits = { ...sheetLimits, bytes: contract.workbookMaxBytes };

async function bytesOf(stream: Readable): Promise<Buffer | Refusal> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    // What comes after the limit is read and thrown away, so that the browser hears the answer.
    if (size <= limits.bytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  return size > limits.bytes
    ? refuse('workbook-too-large', '產7', { maxBytes: limits.bytes })
    : Buffer.concat(chunks);
}
