/**
 * A workbook's rows in a small form: every value once, rows as numbers of values. It leaves the reading thread
 * like this, is kept like this while an import is open, and is unpacked wherever it is looked at.
 */
import { deserialize, serialize } from 'node:v8';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Cell } from './cell.ts';
import type { RawSheet } from './read.ts';

interface Packed {
  /** The first is the empty cell. */
  values: Cell[];
  sheets: {
    name: string;
    /** As the program shows them. */
    rows: Uint32Array;
    /** Where in `cells` each row ends. */
    ends: Uint32Array;
    cells: Uint32Array;
  }[];
}

export interface Packer {
  sheet(name: string): { add(row: number, cells: readonly Cell[]): void };
  finish(): Uint8Array;
}

export function packer(): Packer {
  const values: Cell[] = [null];
  const numbers = new Map<Cell, number>([[null, 0]]);
  const days = new Map<string, number>();
  const sheets: { name: string; rows: Numbers; ends: Numbers; cells: Numbers }[] = [];

  function numberOf(cell: Cell): number {
    const isDay = typeof cell === 'object' && cell !== null;
    const known = isDay ? days.get(`${cell.day} ${cell.time}`) : numbers.get(cell);
    if (known !== undefined) return known;
    const next = values.push(cell) - 1;
    if (isDay) days.set(`${cell.day} ${cell.time}`, next);
    else numbers.set(cell, next);
    return next;
  }

  return {
    sheet(name) {
      const sheet = { name, rows: new Numbers(), ends: new Numbers(), cells: new Numbers() };
      sheets.push(sheet);
      return {
        add(row, cells) {
          sheet.rows.push(row);
          for (const cell of cells) sheet.cells.push(numberOf(cell));
          sheet.ends.push(sheet.cells.length);
        },
      };
    },
    finish() {
      const packed: Packed = {
        values,
        sheets: sheets.map(({ name, rows, ends, cells }) => ({
          name,
          rows: rows.all(),
          ends: ends.all(),
          cells: cells.all(),
        })),
      };
      // A copy: Node keeps small results in a pool, and what is in a pool cannot change threads.
      return new Uint8Array(zstdCompressSync(serialize(packed)));
    },
  };
}

/** Equal values of different cells are one and the same value. */
export function unpack(bytes: Uint8Array): RawSheet[] {
  const { values, sheets } = deserialize(zstdDecompressSync(bytes)) as Packed;
  return sheets.map(({ name, rows, ends, cells }) => ({
    name,
    rows: Array.from(rows, (row, index) => {
      const start = index === 0 ? 0 : (ends[index - 1] ?? 0);
      const end = ends[index] ?? start;
      const own = new Array<Cell>(end - start);
      for (let at = start; at < end; at += 1) own[at - start] = values[cells[at] ?? 0] ?? null;
      return { row, cells: own };
    }),
  }));
}

/** Whole numbers in a row that grows, four bytes each. */
class Numbers {
  length = 0;
  #held = new Uint32Array(1024);

  push(number: number): void {
    if (this.length === this.#held.length) {
      const wider = new Uint32Array(this.#held.length * 2);
      wider.set(this.#held);
      this.#held = wider;
    }
    this.#held[this.length] = number;
    this.length += 1;
  }

  all(): Uint32Array {
    return this.#held.slice(0, this.length);
  }
}
