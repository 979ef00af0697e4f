import { Button } from '@mantine/core';
import { Section } from '../../platform/ui/Page.tsx';
import { PlainTable } from '../../platform/ui/PlainTable.tsx';
import { usePlace } from '../../platform/ui/place.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import type { Part } from './OneImport.tsx';

export const lists = ['bad', 'changed', 'vanishing', 'added'] as const;
export type List = (typeof lists)[number];

/** One line for each kind of data; each figure shows the rows behind it. */
export function Overview({ parts }: { parts: readonly Part[] }) {
  const { t, language } = useWords();
  const figure = (list: List) => ({
    key: list,
    title: t(`imports.count.${list}`),
    align: 'end' as const,
    cell: (part: Part) => <Figure part={part} list={list} />,
  });
  const plain = (key: 'rows' | 'same') => ({
    key,
    title: t(`imports.count.${key}`),
    align: 'end' as const,
    cell: (part: Part) => part[key].toLocaleString(language),
  });
  return (
    <Section title={t('imports.overview.title')}>
      <PlainTable
        name={t('imports.overview.title')}
        rows={parts}
        rowKey={({ sheet }) => sheet}
        columns={[
          {
            key: 'sheet',
            title: t('imports.overview.kind'),
            cell: ({ sheet }) => t(`imports.sheet.${sheet}`),
          },
          plain('rows'),
          figure('added'),
          figure('changed'),
          plain('same'),
          figure('vanishing'),
          figure('bad'),
        ]}
      />
    </Section>
  );
}

function Figure({ part, list }: { part: Part; list: List }) {
  const { t, language } = useWords();
  const { query, setQuery } = usePlace();
  const { total } = part[list];
  if (total === 0) return <>{total}</>;
  const written = total.toLocaleString(language);
  const alarm = list === 'bad' || (list === 'vanishing' && part.vanishing.alarm);
  return (
    <Button
      size="compact-sm"
      variant={query['sheet'] === part.sheet && query['list'] === list ? 'filled' : 'light'}
      aria-label={t('imports.overview.show', {
        sheet: t(`imports.sheet.${part.sheet}`),
        list: t(`imports.count.${list}`),
        count: written,
      })}
      onClick={() => setQuery({ sheet: part.sheet, list, page: undefined })}
    >
      {alarm ? <Status kind={list === 'bad' ? 'wrong' : 'attention'}>{written}</Status> : written}
    </Button>
  );
}
