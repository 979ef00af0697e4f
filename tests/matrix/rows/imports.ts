import * as imports from '../../../src/imports/contract.ts';
import { list, type MatrixRow, one } from '../row.ts';

export const ofImports: readonly MatrixRow[] = [
  list(imports.listImports),
  list(imports.beginImport),
  one(
    imports.bringWorkbook,
    (ids) => ({
      params: { importId: ids.import },
      query: { name: '學生.csv' },
      bytes: new TextEncoder().encode('學號,姓名\n1,甲\n'),
    }),
    ['registrar'],
  ),
  one(imports.previewImport, (ids) => ({ params: { importId: ids.import } }), ['registrar']),
  one(imports.takeWorkbookAway, (ids) => ({ params: { importId: ids.import, sha256: 'a'.repeat(64) } }), [
    'registrar',
  ]),
  one(
    imports.applyImport,
    (ids) => ({
      params: { importId: ids.import },
      body: { seen: 'a'.repeat(64), badRows: 'refuse', vanishing: 'keep', confirmed: null },
    }),
    ['registrar'],
  ),
  one(imports.undoImport, (ids) => ({ params: { importId: ids.import } }), ['registrar']),
  one(
    imports.importRows,
    (ids) => ({ params: { importId: ids.import }, query: { sheet: 'students', list: 'bad', page: 0 } }),
    ['registrar'],
  ),
  one(
    imports.importRow,
    (ids) => ({ params: { importId: ids.import }, query: { workbook: '學生.csv', sheet: '學生', row: 2 } }),
    ['registrar'],
  ),
  one(
    imports.mendRow,
    (ids) => ({
      params: { importId: ids.import },
      body: {
        place: { workbook: '學生.csv', sheet: '學生', row: 2 },
        cells: [{ column: '學號', value: '1140101' }],
      },
    }),
    ['registrar'],
  ),
  one(imports.downloadTemplate, () => ({ params: { sheet: 'students' } }), [
    'registrar',
    'continuingAcademic',
  ]),
  one(imports.discardImport, (ids) => ({ params: { importId: ids.import } }), ['registrar']),
];
