/**
 * A block of cells as spreadsheets put it on the clipboard: tabs between cells, line breaks between rows, and quotes
 * around a cell that holds either.
 */
export function readBlock(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, bare, end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/g,
  )) {
    row.push(quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'));
    if (end === '\t') continue;
    rows.push(row);
    row = [];
    // The match at the very end: without a line break it was the last cell already.
    if (end === '') break;
  }
  const last = rows.at(-1);
  return last?.length === 1 && last[0] === '' ? rows.slice(0, -1) : rows;
}

/** Which cell of the grid each cell of a block belongs to. */
export interface Landing {
  row: number;
  column: number;
  text: string;
}

/**
 * A block whose first column holds students' numbers goes to those students, whatever their order; any other goes
 * where the cursor stands, downwards and to the right. What falls outside the grid is counted.
 */
export function landings(
  block: readonly (readonly string[])[],
  grid: { numbers: readonly string[]; columns: number },
  at: { row: number; column: number },
): { landed: Landing[]; outside: number } {
  const rowOf = new Map(grid.numbers.map((number, row) => [number.toUpperCase(), row]));
  const named = block.map(([first = '']) => rowOf.get(first.trim().toUpperCase()));
  const byNumber = block.length > 0 && block[0]?.length !== 1 && named.some((row) => row !== undefined);
  const landed: Landing[] = [];
  let outside = 0;
  for (const [nth, cells] of block.entries()) {
    const row = byNumber ? named[nth] : at.row + nth;
    for (const [across, text] of (byNumber ? cells.slice(1) : cells).entries()) {
      const column = at.column + across;
      const inside = row !== undefined && row < grid.numbers.length && column < grid.columns;
      if (inside) landed.push({ row, column, text });
      else outside += 1;
    }
  }
  return { landed, outside };
}
