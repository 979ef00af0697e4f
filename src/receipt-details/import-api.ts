/** The receipt-details file: brought, its columns named, its differences previewed, applied or put aside. */
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { type Route, route } from '../accounts/route.ts';
import { record } from '../ledger/record.ts';
import { inTransaction } from '../platform/db.ts';
import { readSheets, sheetLimits } from '../platform/sheets.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import { decideApply, receiptApplied, receiptDiscarded, receiptUploaded } from './answer.ts';
import { checkMapping, guessMapping } from './columns.ts';
import { count } from './compare.ts';
import { compareImport } from './comparison.ts';
import * as contract from './contract.ts';
import { gridOfSheets, openGrid, sealGrid } from './grid.ts';
import {
  type AppliedLine,
  gridOf,
  importsOf,
  lastMapping,
  saveApplied,
  saveDiscard,
  saveImport,
} from './import-store.ts';
import { studentsByRegistration } from './line-store.ts';
import { strangerOf } from './shown.ts';
import { confirmationOf, importConfirmedBy, lockTask, maskedId, receivingSeenBy } from './task-facts.ts';

const uploadReceiptDetails = route(
  contract.uploadReceiptDetails,
  async ({ school, actor, params, query, request }) => {
    const early = await receivingSeenBy(school.db, actor, params.taskId);
    if (isRefusal(early)) return early;
    if (early.appointmentId === undefined) return refuse('not-allowed', '六(三)');
    if (!early.task.packageId) return refuse('nothing-handed-over', '六(三)');
    const bytes = await bytesOf(request.raw);
    if (isRefusal(bytes)) return bytes;
    const sheets = await readSheets(bytes, query.name);
    if (isRefusal(sheets)) return sheets;
    const grid = gridOfSheets(sheets);
    if (isRefusal(grid)) return grid;
    const fileSha256 = createHash('sha256').update(bytes).digest('hex');

    return inTransaction(school.db, async (tx) => {
      await lockTask(tx, params.taskId);
      const seen = await receivingSeenBy(tx, actor, params.taskId);
      if (isRefusal(seen)) return seen;
      const { packageId } = seen.task;
      if (!packageId) return refuse('nothing-handed-over', '六(三)');
      const before = (await importsOf(tx, params)).find(
        ({ state, ...held }) =>
          (state === 'uploaded' || state === 'applied') &&
          held.fileSha256 === fileSha256 &&
          held.packageId === packageId,
      );
      if (before) return { importId: before.importId };
      const importId = await saveImport(tx, {
        taskId: params.taskId,
        packageId,
        fileName: query.name,
        fileSha256,
        encoding: sheets.encoding ?? '',
        rows: grid.rows.length,
        grid: sealGrid(school.seal, grid),
        by: actor.personId,
        at: await school.clock.now(tx),
      });
      await record(
        tx,
        actor,
        receiptUploaded(importId, params.taskId, fileSha256, grid.rows.length),
        [{ table: 'receipt_import', id: importId }],
        { appointmentId: early.appointmentId, offsetMs: school.clock.offsetMs },
      );
      return { importId };
    });
  },
);

const receiptImport = route(contract.receiptImport, async ({ school, actor, params }) => {
  const seen = await importConfirmedBy(school.db, actor, params.importId);
  if (isRefusal(seen)) return seen;
  const { held } = seen;
  const grid = openGrid(school.seal, await gridOf(school.db, held.importId));
  const guess = held.mapping ?? guessMapping(grid.headers, await lastMapping(school.db));
  return {
    importId: held.importId,
    taskId: held.taskId,
    state: held.state,
    fileName: held.fileName,
    encoding: held.encoding,
    rows: held.rows,
    headers: grid.headers,
    guess,
    // Whatever looks like an ID number is masked, whichever column the guess took for it.
    sample: grid.rows.slice(0, 5).map(({ cells }) =>
      grid.headers.map((header) => {
        const text = cells[header] ?? '';
        return /^[A-Za-z][A-Za-z0-9]\d{8}$/.test(text) ? maskedId(text) : text;
      }),
    ),
  };
});

const previewReceipt = route(contract.previewReceipt, async ({ school, actor, params, body }) => {
  const seen = await importConfirmedBy(school.db, actor, params.importId);
  if (isRefusal(seen)) return seen;
  const { held, task } = seen;
  const grid = openGrid(school.seal, await gridOf(school.db, held.importId));
  const mapping = checkMapping(body.mapping, grid.headers);
  if (isRefusal(mapping)) return mapping;
  const comparison = await compareImport(
    school.db,
    school,
    { ...task, packageId: held.packageId },
    held.importId,
    mapping,
  );
  const dates = await confirmationOf(school.db, task, await school.clock.now(school.db));
  if (isRefusal(dates)) return dates;
  const decided = decideApply({ ...dates, ...standing(held), matched: comparison.matched });
  if (isRefusal(decided)) return decided;
  const different = comparison.lines.filter(({ compared }) => compared.result !== 'equal');
  const names = await studentsByRegistration(
    school.db,
    different.flatMap(({ registrationId }) => registrationId ?? []),
    task.schoolYear,
  );
  return {
    counts: count(comparison.lines.map(({ compared }) => compared)),
    setAside: comparison.setAside,
    confirmationCloses: decided.window.closes.toISOString(),
    differences: different.map((line) => ({
      ...shownComparison(line),
      student: names.get(line.registrationId ?? '') ?? strangerOf(school, line.nationalIdSealed),
    })),
  };
});

const applyReceipt = route(contract.applyReceipt, async ({ school, actor, params, body }) =>
  inTransaction(school.db, async (tx) => {
    const early = await importConfirmedBy(tx, actor, params.importId);
    if (isRefusal(early)) return early;
    await lockTask(tx, early.held.taskId);
    const seen = await importConfirmedBy(tx, actor, params.importId);
    if (isRefusal(seen)) return seen;
    const { held, task, appointmentId } = seen;
    const grid = openGrid(school.seal, await gridOf(tx, held.importId));
    const mapping = checkMapping(body.mapping, grid.headers);
    if (isRefusal(mapping)) return mapping;
    const { packageId } = held;
    const comparison = await compareImport(tx, school, { ...task, packageId }, held.importId, mapping);
    const at = await school.clock.now(tx);
    const dates = await confirmationOf(tx, task, at);
    if (isRefusal(dates)) return dates;
    const decided = decideApply({ ...dates, ...standing(held), matched: comparison.matched });
    if (isRefusal(decided)) return decided;

    const { importId, taskId } = held;
    const { lines, setAside } = comparison;
    const replaced = await saveApplied(tx, {
      importId,
      taskId,
      mapping,
      setAside,
      lines,
      by: actor.personId,
      at,
    });
    const counts = count(lines.map(({ compared }) => compared));
    await record(
      tx,
      actor,
      receiptApplied(importId, taskId, packageId, {
        counts,
        setAside: setAside.length,
        linesSha256: hashOf(lines),
        closes: decided.window.closes.toISOString(),
      }),
      [importId, ...replaced].map((id) => ({ table: 'receipt_import', id })),
      { appointmentId, offsetMs: school.clock.offsetMs },
    );
    return { taskId, counts };
  }),
);

const discardReceipt = route(contract.discardReceipt, async ({ school, actor, params }) =>
  inTransaction(school.db, async (tx) => {
    const early = await importConfirmedBy(tx, actor, params.importId);
    if (isRefusal(early)) return early;
    await lockTask(tx, early.held.taskId);
    const seen = await importConfirmedBy(tx, actor, params.importId);
    if (isRefusal(seen)) return seen;
    const { held, appointmentId } = seen;
    if (held.state !== 'uploaded') return refuse('import-not-waiting', '六(三)');
    await saveDiscard(tx, held.importId, await school.clock.now(tx));
    await record(
      tx,
      actor,
      receiptDiscarded(held.importId, held.taskId),
      [{ table: 'receipt_import', id: held.importId }],
      { appointmentId, offsetMs: school.clock.offsetMs },
    );
    return { importId: held.importId };
  }),
);

function standing(held: { state: string; packageState: string }) {
  return { state: held.state, packageStands: held.packageState === 'handed-over' };
}

function shownComparison(line: AppliedLine) {
  const { compared } = line;
  return {
    result: compared.result,
    sheet: line.sheet,
    row: line.row,
    semester: line.semester,
    courseCode: line.courseCode,
    differs: compared.result === 'changed' ? compared.differs : [],
    submitted: 'submitted' in compared ? compared.submitted.values : null,
    received: 'received' in compared ? compared.received.values : null,
  };
}

/** One hash over the whole comparison, without a person's identity in it, for the ledger. */
function hashOf(lines: readonly AppliedLine[]): string {
  const text = lines
    .map(({ nationalIdSealed: _, birthDate: __, ...line }) => JSON.stringify(line))
    .join('\n');
  return createHash('sha256').update(text).digest('hex');
}

/** The file whole, up to the cap of workbooks. */
async function bytesOf(stream: Readable): Promise<Buffer | Refusal> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > sheetLimits.bytes) return refuse('workbook-too-large', '產7', { maxBytes: sheetLimits.bytes });
    chunks.push(chunk);
  }
  return size === 0 ? refuse('receipt-file-empty', '六(三)') : Buffer.concat(chunks);
}

export const routes: Route[] = [
  uploadReceiptDetails,
  receiptImport,
  previewReceipt,
  applyReceipt,
  discardReceipt,
];
