import type { AnswerOf } from '../../platform/contract.ts';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { Section } from '../../platform/ui/Page.tsx';
import { useWords } from '../../platform/ui/words.ts';
import type { previewReceipt } from '../contract.ts';

type SetAside = AnswerOf<typeof previewReceipt>['setAside'][number];

/** Rows that could not be read or belong elsewhere, by their number in the file. */
export function SetAsideRows({ rows }: { rows: readonly SetAside[] }) {
  const { t } = useWords();
  if (rows.length === 0) return null;
  return (
    <Section
      title={t('receiptDetails.aside.title')}
      aside={t('receiptDetails.aside.count', { count: rows.length })}
    >
      <DataTable
        name={t('receiptDetails.aside.title')}
        prefix="a."
        rows={rows}
        rowKey={(row) => `${row.sheet} ${row.row}`}
        empty=""
        columns={[
          ...(rows.some(({ sheet }) => sheet !== '')
            ? [{ key: 'sheet', title: t('receiptDetails.aside.sheet'), value: (row: SetAside) => row.sheet }]
            : []),
          { key: 'row', title: t('receiptDetails.aside.row'), value: (row) => row.row, align: 'end' },
          {
            key: 'why',
            title: t('receiptDetails.aside.why'),
            value: (row) => t(`receiptDetails.aside.reason.${row.reason}`),
            filter: true,
          },
          { key: 'found', title: t('receiptDetails.aside.found'), value: (row) => row.found },
        ]}
      />
    </Section>
  );
}
