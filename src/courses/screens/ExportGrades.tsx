import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { type Column, sheetOf } from '../../platform/ui/table.ts';
import { useWords } from '../../platform/ui/words.ts';
import { download, workbookOf } from '../../platform/ui/workbook.ts';
import { fieldsOf, gradeFields, resultOf } from '../grade.ts';
import { draftedGrade } from './draft.ts';
import type { GridRow, OfferingGrades } from './Grid.tsx';

/** The grades of an offering as they are saved, in the rows and columns of the grid. */
export function ExportGrades({ found }: { found: OfferingGrades }) {
  const { t } = useWords();
  const name = t('courses.grid.title', found);
  const columns: Column<GridRow>[] = [
    { key: 'number', title: t('courses.grid.number'), value: (row) => row.number },
    { key: 'student', title: t('courses.grid.student'), value: (row) => row.name },
    { key: 'class', title: t('courses.grid.class'), value: (row) => row.className },
    { key: 'seat', title: t('courses.grid.seat'), value: (row) => row.seat },
    { key: 'kind', title: t('courses.grid.kind'), value: (row) => t(`courses.kind.${row.kind}`) },
    ...gradeFields
      .filter((field) => found.rows.some(({ kind }) => fieldsOf(kind, found.division).includes(field)))
      .map((field) => ({
        key: field,
        title: t(`courses.grid.field.${field}`),
        value: (row: GridRow) => row.cells[field] ?? '',
      })),
    {
      key: 'result',
      title: t('courses.grid.result'),
      value: (row) => t(`courses.grid.result-${resultOf(draftedGrade(row, {}), row.passMark.mark)}`),
    },
  ];
  return (
    <Button
      size="sm"
      variant="default"
      leftSection={<IconDownload size={17} stroke={1.7} aria-hidden />}
      onClick={() =>
        void workbookOf(name, sheetOf(found.rows, columns)).then((book) => download(`${name}.xlsx`, book))
      }
    >
      {t('ui.table.export')}
    </Button>
  );
}
