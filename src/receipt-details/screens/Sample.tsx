import { Table } from '@mantine/core';
import { useWords } from '../../platform/ui/words.ts';
import type { Waiting } from './Import.tsx';

/** The first rows as they stand in the file, ID numbers masked. */
export function Sample({ file }: { file: Waiting }) {
  const { t } = useWords();
  return (
    <Table.ScrollContainer minWidth={600} mt="lg">
      <Table>
        <Table.Caption>{t('receiptDetails.columns.sample')}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            {file.headers.map((header) => (
              <Table.Th key={header} scope="col">
                {header}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {file.sample.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no identity but their place
            <Table.Tr key={at}>
              {row.map((text, column) => (
                <Table.Td key={file.headers[column]}>{text}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
