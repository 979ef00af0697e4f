import type { AnswerOf } from '../../platform/contract.ts';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { Section } from '../../platform/ui/Page.tsx';
import { useWords } from '../../platform/ui/words.ts';
import type { previewImport } from '../contract.ts';
import { useProblem } from './problem.ts';

type Line = NonNullable<AnswerOf<typeof previewImport>['leftOut']>[number];

interface BadRowsParts {
  lines: readonly Line[];
  total: number;
  /** The rows of a closed import, which were left out. */
  leftOut?: true;
}

/** Wrong rows by workbook, sheet and number, each with what is wrong; the list can be exported and handed on. */
export function BadRows({ lines, total, leftOut }: BadRowsParts) {
  const { t } = useWords();
  const problem = useProblem();
  const title = t(leftOut ? 'imports.badRows.leftOut' : 'imports.badRows.title');
  const rows = lines.map((line, index) => ({ ...line, key: String(index), text: problem(line) }));
  return (
    <Section title={title} aside={t('imports.badRows.count', { count: total })}>
      {!leftOut && <p>{t('imports.badRows.lead')}</p>}
      {total > lines.length && <p>{t('imports.badRows.cut', { shown: lines.length, total })}</p>}
      <DataTable
        name={title}
        prefix="b."
        rows={rows}
        rowKey={({ key }) => key}
        empty={t('imports.badRows.none')}
        columns={[
          {
            key: 'sheet',
            title: t('imports.badRows.sheet'),
            value: ({ place }) => t('imports.sheetOf', { workbook: place.workbook, sheet: place.sheet }),
            filter: true,
          },
          { key: 'row', title: t('imports.badRows.row'), value: ({ place }) => place.row, align: 'end' },
          { key: 'column', title: t('imports.badRows.column'), value: ({ column }) => column, filter: true },
          { key: 'problem', title: t('imports.badRows.problem'), value: ({ text }) => text },
        ]}
      />
    </Section>
  );
}
