/** An import as its page shows it. @server */
import { listed } from './contract.ts';
import type { Changed, Wanted } from './difference.ts';
import { isAlarming, vanishingTotal } from './import.ts';
import type { Plan } from './plan.ts';
import type { SheetPlan } from './sheet-kind.ts';
import type { ImportRow } from './store.ts';

export function shown(row: ImportRow) {
  return {
    importId: row.importId,
    state: row.state,
    openedBy: row.openedByName,
    openedAt: row.openedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    undoneBy: row.undoneByName,
    undoneAt: row.undoneAt?.toISOString() ?? null,
    workbooks: row.workbooks,
    differenceSha256: row.differenceSha256,
    counts: row.counts,
  };
}

/** Lists are cut; the totals are always whole. `share` is the default 產14. */
export function shownPlan(plan: Plan, share: number) {
  const vanishing = vanishingTotal(plan.parts);
  return {
    sheets: plan.sheets,
    parts: plan.parts.map((part) => shownPart(part, share)),
    badSheets: plan.badSheets,
    vanishing,
    alarm: vanishing > 0 && plan.parts.some((part) => isAlarming(part, share)),
    seen: plan.seen,
  };
}

function shownPart(part: SheetPlan, share: number) {
  const { sheet, rows, bad, difference } = part;
  const { added, changed, vanishing, same, standing } = difference;
  return {
    sheet,
    rows,
    same,
    bad: { total: bad.length, lines: bad.slice(0, listed) },
    added: {
      total: added.length,
      rows: added.slice(0, listed).map(({ place, label }) => ({ place, label })),
    },
    changed: {
      total: changed.length,
      rows: changed.slice(0, listed).map(({ place, label, changes }) => ({ place, label, changes })),
    },
    vanishing: {
      total: vanishing.length,
      standing,
      alarm: isAlarming(part, share),
      labels: vanishing.slice(0, listed).map(({ label }) => label),
    },
  };
}

/** One page of one list of the preview. */
export function shownRows(part: SheetPlan, list: 'bad' | 'added' | 'changed' | 'vanishing', page: number) {
  const { bad, difference } = part;
  const from = page * listed;
  if (list === 'bad') return { total: bad.length, bad: bad.slice(from, from + listed), rows: [] };
  if (list === 'vanishing') {
    const rows = difference.vanishing.slice(from, from + listed);
    return {
      total: difference.vanishing.length,
      bad: [],
      rows: rows.map(({ label }) => ({ place: null, label, changes: [] })),
    };
  }
  const all: readonly (Wanted & Partial<Changed>)[] = difference[list];
  return {
    total: all.length,
    bad: [],
    rows: all.slice(from, from + listed).map(({ place, label, changes = [] }) => ({ place, label, changes })),
  };
}
