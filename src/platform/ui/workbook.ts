/** Writes a workbook in the browser; the writer is fetched when somebody first exports. */
import { literal } from './literal.ts';

type Cells = readonly (readonly (string | number | null)[])[];

/**
 * One sheet, its header kept in sight.
 * @param note said above the header, e.g. that the list must not leave the school
 */
export async function workbookOf(name: string, rows: Cells, note?: string): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre/xlsx');
  const [header = []] = rows;
  return writeXlsx({
    sheets: [
      {
        name: sheetName(name),
        columns: header.map((_, column) => ({ width: widthOf(rows, column) })),
        rows: [...(note ? [[note]] : []), ...rows.map((row) => row.map((cell) => literal(cell)))],
        freezePane: { rows: note ? 2 : 1 },
      },
    ],
  });
}

/** At most 31 characters, none of those that spreadsheets refuse. */
export function sheetName(name: string): string {
  const allowed = name
    .replace(/[\\/?*[\]:]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return [...allowed].slice(0, 31).join('') || '1';
}

/** As wide as its first rows ask for; a Chinese character takes two places. */
function widthOf(rows: Cells, column: number): number {
  const widths = rows.slice(0, 100).map((row) => [...String(row[column] ?? '')].length * 2 + 2);
  return Math.min(60, Math.max(8, ...widths));
}

export function download(name: string, bytes: Uint8Array): void {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
