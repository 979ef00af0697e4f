/**
 * Spreadsheets in and out: `.xlsx` and `.csv`. Reading happens in a thread of its own with caps, so that a
 * hostile workbook harms nothing but itself; cells become typed values through the columns a topic declares.
 */

export {
  type Cell,
  type CellProblem,
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
  type BadRow,
  type Column,
  type Columns,
  column,
  type GoodRow,
  maybeColumn,
  type RowPlace,
  readTable,
  readTables,
  type SheetProblem,
  type Table,
  titlesFit,
  type ValuesOf,
} from './sheets/columns.ts';
export { type RawSheet, readSheets, type SheetLimits, type Sheets, sheetLimits } from './sheets/read.ts';
export { type SheetToWrite, writeCsv, writeWorkbook } from './sheets/write.ts';
