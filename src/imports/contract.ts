import { z } from 'zod';
import { endpoint, id, instant, sha256 } from '../platform/contract.ts';
import { sheetKeys } from './import.ts';

const sheet = z.enum(sheetKeys);
const division = z.enum(['day', 'continuing']);
const state = z.enum(['open', 'applied', 'discarded', 'undone']);
const count = z.number().int().min(0);
const facts = z.record(z.string(), z.union([z.string(), z.number()]));
const place = z.object({ workbook: z.string(), sheet: z.string(), row: count });

/** No file beyond this is sent at all. */
export const workbookMaxBytes = 20 * 1024 * 1024;

const workbook = z.object({
  sha256,
  name: z.string(),
  size: count,
  kind: z.enum(['xlsx', 'csv']),
  /** How the text of a .csv was written: UTF-8, UTF-16 or Big5. */
  encoding: z.string().nullable(),
});

const badLine = z.object({ place, column: z.string(), problem: z.string(), facts });
const badSheet = z.object({ workbook: z.string(), sheet: z.string(), problem: z.string(), facts });

const partCounts = z.object({
  sheet,
  rows: count,
  added: count,
  changed: count,
  removed: count,
  same: count,
  leftOut: count,
});

/** Lists are cut at `listed` entries; `total` says how many there are, `importRows` gives the rest. */
export const listed = 200;

const added = z.object({ place, label: z.string() });
const changed = added.extend({
  changes: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
});

const part = z.object({
  sheet,
  rows: count,
  same: count,
  bad: z.object({ total: count, lines: z.array(badLine).max(listed) }),
  added: z.object({ total: count, rows: z.array(added).max(listed) }),
  changed: z.object({ total: count, rows: z.array(changed).max(listed) }),
  vanishing: z.object({
    total: count,
    standing: count,
    /** 產14: so many that removing them needs the number typed. */
    alarm: z.boolean(),
    labels: z.array(z.string()).max(listed),
  }),
});

const summary = z.object({
  importId: id,
  state,
  openedBy: z.string().nullable(),
  openedAt: instant,
  closedAt: instant.nullable(),
  undoneBy: z.string().nullable(),
  undoneAt: instant.nullable(),
  workbooks: z.array(workbook),
  differenceSha256: sha256.nullable(),
  counts: z.array(partCounts).nullable(),
  leftOut: z.array(badLine).nullable(),
});

export const listImports = endpoint({
  name: 'listImports',
  right: 'import.bring',
  method: 'GET',
  path: '/api/imports',
  summary: 'Applied imports of sheets one may bring oneself, and one’s own open ones; the latest first.',
  answer: z.object({
    imports: z.array(summary.omit({ leftOut: true })),
    /** Sheets one may bring, with the divisions whose rows are taken and the columns they have. */
    mayBring: z.array(
      z.object({
        sheet,
        divisions: z.array(division),
        columns: z.array(z.object({ header: z.string(), needed: z.boolean() })),
        /** The sheet in whose template this one's columns stand. */
        template: sheet,
      }),
    ),
  }),
});

export const downloadTemplate = endpoint({
  name: 'downloadTemplate',
  right: 'import.bring',
  method: 'GET',
  path: '/api/imports/templates/:sheet',
  summary:
    'An empty workbook (.xlsx) for a kind of sheet: lists to choose from, what each column takes, an example.',
  params: z.object({ sheet }),
  gives: 'bytes',
});

export const beginImport = endpoint({
  name: 'beginImport',
  right: 'import.bring',
  method: 'POST',
  path: '/api/imports',
  summary: 'Opens an import to bring workbooks to.',
  answer: z.object({ importId: id }),
});

const ofImport = z.object({ importId: id });

export const bringWorkbook = endpoint({
  name: 'bringWorkbook',
  right: 'import.bring',
  method: 'PUT',
  path: '/api/imports/:importId/workbooks',
  summary: 'Brings a workbook (.xlsx, .csv in UTF-8, UTF-16 or Big5) to an open import. Body: its bytes.',
  params: ofImport,
  query: z.object({ name: z.string().min(1).max(200) }),
  takes: 'bytes',
  answer: z.object({
    workbook,
    sheets: z.array(z.object({ name: z.string(), recognised: z.array(sheet) })),
  }),
});

export const takeWorkbookAway = endpoint({
  name: 'takeWorkbookAway',
  right: 'import.bring',
  method: 'DELETE',
  path: '/api/imports/:importId/workbooks/:sha256',
  summary: 'Takes a workbook out of an open import.',
  params: z.object({ importId: id, sha256 }),
});

export const previewImport = endpoint({
  name: 'previewImport',
  right: 'import.bring',
  method: 'GET',
  path: '/api/imports/:importId',
  summary: 'What an open import would change; what a closed one changed.',
  params: ofImport,
  answer: summary.extend({
    /** A workbook is being read, or the import applied: there is no preview meanwhile. */
    progress: z
      .object({
        step: z.enum(['reading', 'applying']),
        name: z.string().nullable(),
        done: count,
        total: count.nullable(),
      })
      .nullable(),
    preview: z
      .object({
        parts: z.array(part),
        /** Every sheet with rows: what it holds, and headers that mean nothing to us. */
        sheets: z.array(
          z.object({
            workbook: z.string(),
            sheet: z.string(),
            holds: z.array(sheet),
            ignored: z.array(z.string()),
          }),
        ),
        badSheets: z.array(badSheet),
        /** Rows that can be removed, over all sheets; none beside a wrong row. Typed by hand when `alarm`. */
        vanishing: count,
        alarm: z.boolean(),
        /** Says what was shown; applying sends it back. */
        seen: sha256,
      })
      .nullable(),
    /** Cells mended in the browser; what was typed is not kept once the import is closed. */
    mends: z.array(z.object({ place, column: z.string(), value: z.string().nullable() })),
    may: z.array(z.enum(['apply', 'bring', 'discard', 'undo'])),
  }),
});

export const importRows = endpoint({
  name: 'importRows',
  right: 'import.bring',
  method: 'GET',
  path: '/api/imports/:importId/rows',
  summary: 'The rows of one list of an open import’s preview, a page at a time.',
  params: ofImport,
  query: z.object({
    sheet,
    list: z.enum(['bad', 'added', 'changed', 'vanishing']),
    /** From 0, `listed` rows each. */
    page: z.coerce.number().int().min(0),
  }),
  answer: z.object({
    total: count,
    bad: z.array(badLine),
    rows: z.array(changed.extend({ place: place.nullable() })),
  }),
});

export const importRow = endpoint({
  name: 'importRow',
  right: 'import.bring',
  method: 'GET',
  path: '/api/imports/:importId/row',
  summary: 'One row of a workbook in an open import, to be mended; ID numbers masked.',
  params: ofImport,
  query: z.object({ workbook: z.string(), sheet: z.string(), row: z.coerce.number().int().min(1) }),
  answer: z.object({
    cells: z.array(
      z.object({
        column: z.string(),
        /** As the workbook has it. */
        came: z.string(),
        /** What was typed instead. */
        mended: z.string().nullable(),
        /** Shown masked: to be typed anew, never read off. */
        secret: z.boolean(),
        /** Words that may stand there, where it is one of a list. */
        choices: z.array(z.string()),
      }),
    ),
  }),
});

export const mendRow = endpoint({
  name: 'mendRow',
  right: 'import.bring',
  method: 'PUT',
  path: '/api/imports/:importId/mends',
  summary: 'Mends cells of one row of an open import; `value: null` takes a cell back to what came.',
  params: ofImport,
  body: z.object({
    place,
    cells: z
      .array(z.object({ column: z.string(), value: z.string().max(2000).nullable() }))
      .min(1)
      .max(100),
  }),
});

export const applyImport = endpoint({
  name: 'applyImport',
  right: 'import.bring',
  method: 'POST',
  path: '/api/imports/:importId/application',
  summary: 'Applies an open import in one transaction, exactly as it was shown.',
  params: ofImport,
  body: z.object({
    seen: sha256,
    badRows: z.enum(['refuse', 'leave-out']),
    vanishing: z.enum(['remove', 'keep']),
    confirmed: count.nullable(),
  }),
  answer: z.object({ differenceSha256: sha256, counts: z.array(partCounts), changed: z.boolean() }),
});

export const undoImport = endpoint({
  name: 'undoImport',
  right: 'import.bring',
  method: 'DELETE',
  path: '/api/imports/:importId/application',
  summary: 'Takes the last applied import back, while nothing was built on it.',
  params: ofImport,
});

export const discardImport = endpoint({
  name: 'discardImport',
  right: 'import.bring',
  method: 'DELETE',
  path: '/api/imports/:importId',
  summary: 'Puts an open import aside; its workbooks are erased.',
  params: ofImport,
});
