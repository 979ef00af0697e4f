import type { AnswerOf } from '../../platform/contract.ts';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { Section } from '../../platform/ui/Page.tsx';
import { Person } from '../../platform/ui/Person.tsx';
import { Status, type StatusKind } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import type { previewReceipt } from '../contract.ts';
import { Compared } from './Compared.tsx';

type Difference = AnswerOf<typeof previewReceipt>['differences'][number];

export const resultKinds: Record<Difference['result'], StatusKind> = {
  equal: 'done',
  changed: 'attention',
  missing: 'wrong',
  extra: 'attention',
};

interface DifferencesParts<Row> {
  rows: readonly Row[];
  rowKey(row: Row): string;
  title: string;
}

/** Only what is not equal: whose, what, and the two texts side by side. */
export function Differences<Row extends Difference>({ rows, rowKey, title }: DifferencesParts<Row>) {
  const { t } = useWords();
  const resultOf = ({ result }: Row) => t(`receiptDetails.result.${result}`);
  return (
    <Section title={title} aside={t('receiptDetails.differencesCount', { count: rows.length })}>
      <DataTable
        name={title}
        prefix="d."
        rows={rows}
        rowKey={rowKey}
        empty={t('receiptDetails.difference.none')}
        emptyNext={t('receiptDetails.difference.noneNext')}
        columns={[
          {
            key: 'result',
            title: t('receiptDetails.difference.result'),
            value: resultOf,
            filter: true,
            cell: (row) => <Status kind={resultKinds[row.result]}>{resultOf(row)}</Status>,
          },
          {
            key: 'class',
            title: t('receiptDetails.student.class'),
            value: ({ student }) => student.className,
            filter: true,
          },
          {
            key: 'student',
            title: t('receiptDetails.student.name'),
            value: ({ student }) => student.name,
            cell: ({ student }) => <Person name={student.name} detail={student.studentNumber} />,
          },
          {
            key: 'semester',
            title: t('receiptDetails.difference.semester'),
            value: (row) => row.semester,
            align: 'end',
          },
          {
            key: 'course',
            title: t('receiptDetails.difference.course'),
            value: (row) => row.submitted?.courseName ?? row.received?.courseName ?? row.courseCode,
          },
          {
            key: 'submitted',
            title: t('receiptDetails.difference.submitted'),
            value: (row) => row.submitted?.description ?? '',
            cell: (row) => <Compared values={row.submitted} other={row.received} differs={row.differs} />,
          },
          {
            key: 'received',
            title: t('receiptDetails.difference.received'),
            value: (row) => row.received?.description ?? '',
            cell: (row) => <Compared values={row.received} other={row.submitted} differs={row.differs} />,
          },
          { key: 'row', title: t('receiptDetails.difference.row'), value: (row) => row.row, align: 'end' },
        ]}
      />
    </Section>
  );
}
