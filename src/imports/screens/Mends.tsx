import { Button } from '@mantine/core';
import { useAct } from '../../platform/call.ts';
import { Section } from '../../platform/ui/Page.tsx';
import { PlainTable } from '../../platform/ui/PlainTable.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { mendRow } from '../contract.ts';
import type { Shown } from './OneImport.tsx';

interface MendsParts {
  importId: string;
  mends: Shown['mends'];
  mayMend?: true;
}

/** Cells that differ from the workbook because somebody mended them here; each can be taken back to what came. */
export function Mends({ importId, mends, mayMend }: MendsParts) {
  const { t } = useWords();
  const act = useAct(mendRow);
  if (mends.length === 0) return null;
  return (
    <Section title={t('imports.mends.title')} aside={t('imports.mends.count', { count: mends.length })}>
      <p>{t(mayMend ? 'imports.mends.about' : 'imports.mends.closed')}</p>
      {act.error && <Refused error={act.error} />}
      <PlainTable
        name={t('imports.mends.title')}
        rows={mends}
        rowKey={({ place, column }) => JSON.stringify([place, column])}
        columns={[
          { key: 'place', title: t('imports.list.place'), cell: ({ place }) => t('imports.list.at', place) },
          { key: 'column', title: t('imports.list.column'), cell: ({ column }) => column },
          ...(mayMend
            ? [
                {
                  key: 'value',
                  title: t('imports.mends.value'),
                  cell: ({ value }: Shown['mends'][number]) => value || t('imports.list.empty'),
                },
                {
                  key: 'back',
                  title: t('imports.mends.back'),
                  cell: ({ place, column }: Shown['mends'][number]) => (
                    <Button
                      size="compact-sm"
                      variant="default"
                      loading={act.isPending}
                      aria-label={t('imports.mends.backNamed', { row: place.row, column })}
                      onClick={() =>
                        act.mutate({
                          params: { importId },
                          body: { place, cells: [{ column, value: null }] },
                        })
                      }
                    >
                      {t('imports.mends.back')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}
