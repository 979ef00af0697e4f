/**
 * Spreadsheets in and out: `.xlsx` and `.csv`. Reading happens in a thread of its own with caps, so that a
 * hostile workbook harms nothing but itself; cells become typed values through the columns a topic declares.
 */

export {
  type Cell,
  type CellReader,
  choice,
  code,
  date,
  decimal,
  isCellProblem,
  list,
  optional,
  plain,
  text,
  wholeNumber,
} from './sheets/cell.ts';
export {
  type Columns,
  column,
  columnsIn,
  fitOf,
  maybeColumn,
  readTable,
  readTables,
} from './sheets/columns.ts';
export { type RawSheet, readSheets, type Sheets, sheetLimits } from './sheets/read.ts';
export { type SheetToWrite, writeCsv, writeWorkbook } from './sheets/write.ts';
