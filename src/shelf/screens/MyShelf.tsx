import { NativeSelect, TextInput } from '@mantine/core';
import { IconMap2, IconPlus } from '@tabler/icons-react';
import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Fields } from '../../platform/ui/Fields.tsx';
import { Page, Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Go, usePlace } from '../../platform/ui/place.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { myShelf } from '../contract.ts';
import { found, keptKinds, kindsOf } from '../find.ts';
import { clusters, competencies, nameOfTag } from '../tag.ts';
import { Space } from './Space.tsx';

type Shelf = AnswerOf<typeof myShelf>;

/** Everything the student keeps: found by words and tags, which live in the address. */
export function MyShelf() {
  const { t } = useWords();
  const answer = useAnswer(myShelf);
  return (
    <Page
      title={t('shelf.title')}
      lead={t('shelf.lead')}
      actions={
        <>
          <Go to="/shelf/new" button="filled" leftSection={<IconPlus size={18} stroke={2} aria-hidden />}>
            {t('shelf.new')}
          </Go>
          <Go to="/shelf/map" button="default" leftSection={<IconMap2 size={18} stroke={1.8} aria-hidden />}>
            {t('shelf.map.title')}
          </Go>
        </>
      }
    >
      <Answer of={answer}>
        {(shelf) => (
          <>
            <Space {...shelf.space} />
            {shelf.items.length === 0 ? (
              <Empty
                title={t('shelf.none')}
                next={t('shelf.noneNext')}
                action={
                  <Go to="/shelf/new" button="light">
                    {t('shelf.noneAct')}
                  </Go>
                }
              />
            ) : (
              <Listed items={shelf.items} />
            )}
          </>
        )}
      </Answer>
    </Page>
  );
}

function Listed({ items }: Pick<Shelf, 'items'>) {
  const { t, language } = useWords();
  const { query } = usePlace();
  const shown = found(items, query);
  return (
    <>
      <Filters items={items} />
      <Section title={t('shelf.listed')} aside={t('shelf.count', { count: shown.length })}>
        {shown.length === 0 ? (
          <Empty title={t('shelf.notFound')} next={t('shelf.notFoundNext')} />
        ) : (
          <Rows label={t('shelf.listed')}>
            {shown.map((item) => (
              <Row
                key={item.itemId}
                title={
                  <Go to="/shelf/$itemId" params={{ itemId: item.itemId }}>
                    {item.title}
                  </Go>
                }
                detail={[
                  ...kindsOf(item).map((kind) => t(`shelf.kind.${kind}`)),
                  ...new Set(item.courses.map(({ subject }) => subject)),
                  ...item.competencies.map((code) => nameOfTag(code, competencies, language)),
                  ...item.clusters.map((code) => nameOfTag(code, clusters, language)),
                ].join(' · ')}
                end={
                  <>
                    <DateLine at={item.keptAt} />
                    {item.made.length > 0 && <Status kind="done">{t('shelf.made.short')}</Status>}
                  </>
                }
              />
            ))}
          </Rows>
        )}
      </Section>
    </>
  );
}

/** Only what is there can be chosen. */
function Filters({ items }: Pick<Shelf, 'items'>) {
  const { t, language } = useWords();
  const { query, setQuery } = usePlace();
  const years = [...new Set(items.map(({ schoolYear }) => String(schoolYear)))];
  const subjects = [...new Set(items.flatMap(({ courses }) => courses.map(({ subject }) => subject)))];
  const kinds = new Set(items.flatMap(kindsOf));
  const used = (key: 'competencies' | 'clusters') => new Set(items.flatMap((item) => item[key]));
  const choices: [key: string, options: (readonly [string, string])[]][] = [
    ['kind', keptKinds.filter((kind) => kinds.has(kind)).map((kind) => [kind, t(`shelf.kind.${kind}`)])],
    ['year', years.map((year) => [year, t('shelf.year', { schoolYear: year })])],
    ['course', subjects.map((subject) => [subject, subject])],
    [
      'competency',
      competencies
        .filter(({ code }) => used('competencies').has(code))
        .map(({ code, name }) => [code, name[language]]),
    ],
    [
      'cluster',
      clusters
        .filter(({ code }) => used('clusters').has(code))
        .map(({ code, name }) => [code, name[language]]),
    ],
  ];
  return (
    <div className="no-print">
      <TextInput
        mt="md"
        type="search"
        label={t('shelf.find.text')}
        value={query['text'] ?? ''}
        onChange={(event) => setQuery({ text: event.currentTarget.value || undefined })}
      />
      <Fields tight>
        {choices
          .filter(([key, options]) => options.length > 1 || query[key])
          .map(([key, options]) => (
            <NativeSelect
              key={key}
              label={t(`shelf.find.${key}`)}
              value={query[key] ?? ''}
              onChange={(event) => setQuery({ [key]: event.currentTarget.value || undefined })}
              data={[
                { value: '', label: t('shelf.find.all') },
                ...options.map(([value, label]) => ({ value, label })),
              ]}
            />
          ))}
      </Fields>
    </div>
  );
}
