/**
 * Spreadsheets in and out: `.xlsx` and `.csv`. Reading happens in a thread of its own with caps, so that a
 * hostile workbook harms nothing but itself; cells become typed values through the columns a topic declares.
 */

export {
  type Cell,
  type CellAbout,
  type CellReader,
  choice,
  code,
  date,
  decimal,
  isCellProblem,
  list,
  optional,
  plain,
  reader,
  text,
  wholeNumber,
} from './sheets/cell.ts';
export {
  type Columns,
  column,
  columnsIn,
  maybeColumn,
  placesIn,
  readTable,
  readTables,
} from './sheets/columns.ts';
export { findHeader } from './sheets/header.ts';
export { unpack } from './sheets/pack.ts';
export {
  type PackedSheets,
  packSheets,
  type RawSheet,
  readSheets,
  type Sheets,
  sheetLimits,
} from './sheets/read.ts';
export {
  type ColumnToWrite,
  columnLetter,
  rowsToEnter,
  type SheetToWrite,
  writeCsv,
  writeWorkbook,
} from './sheets/write.ts';
