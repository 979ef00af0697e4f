import { z } from 'zod';
import { endpoint, id, instant, sha256 } from '../platform/contract.ts';
import { sheetKeys } from './import.ts';

const sheet = z.enum(sheetKeys);
const state = z.enum(['open', 'applied', 'discarded']);
const count = z.number().int().min(0);
const facts = z.record(z.string(), z.union([z.string(), z.number()]));
const place = z.object({ workbook: z.string(), sheet: z.string(), row: count });

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

/** Lists are cut at `listed` entries; `total` says how many there are. */
const listed = 200;

const part = z.object({
  sheet,
  rows: count,
  same: count,
  bad: z.object({ total: count, lines: z.array(badLine).max(listed) }),
  added: z.object({ total: count, rows: z.array(z.object({ place, label: z.string() })).max(listed) }),
  changed: z.object({
    total: count,
    rows: z
      .array(
        z.object({
          place,
          label: z.string(),
          changes: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
        }),
      )
      .max(listed),
  }),
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
  summary: 'Imports applied by anyone, and the open ones of one’s own; the latest first.',
  answer: z.object({
    imports: z.array(summary.omit({ leftOut: true })),
    /** Sheets one may bring, with the divisions whose rows are taken. */
    mayBring: z.array(z.object({ sheet, divisions: z.array(z.enum(['day', 'continuing'])) })),
  }),
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
    preview: z
      .object({
        parts: z.array(part),
        badSheets: z.array(badSheet),
        unrecognised: z.array(z.object({ workbook: z.string(), sheet: z.string() })),
        /** Rows that can be removed, over all sheets; none beside a wrong row. Typed by hand when `alarm`. */
        vanishing: count,
        alarm: z.boolean(),
        /** Says what was shown; applying sends it back. */
        seen: sha256,
      })
      .nullable(),
    may: z.array(z.enum(['apply', 'bring', 'discard'])),
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

export const discardImport = endpoint({
  name: 'discardImport',
  right: 'import.bring',
  method: 'DELETE',
  path: '/api/imports/:importId',
  summary: 'Puts an open import aside; its workbooks are erased.',
  params: ofImport,
});
