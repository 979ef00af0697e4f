import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { categoryOf } from '../../performances/category.ts';
import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Quiet } from '../../platform/ui/Fields.tsx';
import { Page, Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Go, type Target } from '../../platform/ui/place.tsx';
import { Status, type StatusKind } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { countsOf, type MapTerm, mapKinds, termsOfMap } from '../map.ts';
import { myMap } from '../map-contract.ts';
import css from './shelf.module.css';

type Entry = AnswerOf<typeof myMap>['entries'][number];
type Term = MapTerm<Entry>;

/** One's own work over three school years: a picture with its counts first, then every semester with what is in it. */
export function MyMap() {
  const { t } = useWords();
  const answer = useAnswer(myMap);
  return (
    <Page
      wide
      title={t('shelf.map.title')}
      lead={t('shelf.map.lead')}
      back={{ to: '/shelf', label: t('shelf.title') }}
      actions={
        <Button
          variant="default"
          leftSection={<IconPrinter size={18} stroke={1.8} aria-hidden />}
          onClick={() => print()}
        >
          {t('shelf.map.print')}
        </Button>
      }
    >
      <Answer of={answer}>
        {({ entries, firstYear, now }) => {
          const terms = termsOfMap(entries, firstYear, now);
          return (
            <>
              <Picture terms={terms} entries={entries} />
              {terms.map((term) => (
                <InTerm key={`${term.schoolYear}-${term.semester}`} term={term} />
              ))}
            </>
          );
        }}
      </Answer>
    </Page>
  );
}

function Picture({ terms, entries }: { terms: readonly Term[]; entries: readonly Entry[] }) {
  const { t } = useWords();
  const counts = countsOf(entries);
  return (
    <Section title={t('shelf.map.picture')} aside={t('shelf.map.sum', { count: entries.length })}>
      <ul className={css['legend']}>
        {mapKinds.map((kind) => (
          <li key={kind}>
            <span className={css['mark']} data-kind={kind} aria-hidden />
            {t(`shelf.map.kind.${kind}`)} <b>{counts[kind]}</b>
          </li>
        ))}
      </ul>
      <ol className={css['picture']}>
        {terms.map((term) => {
          const { schoolYear, semester, when } = term;
          return (
            <li key={`${schoolYear}-${semester}`} className={css['term']} data-when={when}>
              <div className={css['stack']} aria-hidden>
                {term.entries.map(({ kind, id }) => (
                  <span key={id} className={css['mark']} data-kind={kind} />
                ))}
              </div>
              <span className={css['label']}>
                <b>{term.entries.length}</b>
                <br />
                {t('shelf.map.short', { schoolYear, semester })}
              </span>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}

function InTerm({ term }: { term: Term }) {
  const { t } = useWords();
  const { schoolYear, semester, when, entries } = term;
  const title = t('shelf.map.term', { schoolYear, semester });
  return (
    <Section title={title} aside={when === 'now' ? t('shelf.map.now') : undefined}>
      {entries.length === 0 ? (
        <Quiet>
          {t(`shelf.map.empty.${when}`)} {when !== 'later' && <Go to="/shelf/new">{t('shelf.new')}</Go>}
        </Quiet>
      ) : (
        <Rows label={title}>
          {entries.map((entry) => (
            <Placed key={entry.id} entry={entry} />
          ))}
        </Rows>
      )}
    </Section>
  );
}

function Placed({ entry }: { entry: Entry }) {
  const { t, language } = useWords();
  const detail =
    entry.kind === 'outcome'
      ? entry.subject
      : entry.kind === 'performance'
        ? categoryOf(entry.category).title[language]
        : entry.kind === 'post'
          ? entry.unit
          : '';
  return (
    <Row
      title={<Go {...wayTo(entry)}>{entry.title}</Go>}
      detail={[t(`shelf.map.kind.${entry.kind}`), detail].filter(Boolean).join(' · ')}
      end={
        <>
          {entry.kind === 'outcome' && (
            <Status kind={signs[entry.state]}>{t(`outcomes.state.${entry.state}`)}</Status>
          )}
          {'selected' in entry && entry.selected && <Status kind="frozen">{t('shelf.map.selected')}</Status>}
        </>
      }
    />
  );
}

const signs: Record<'received' | 'returned' | 'certified', StatusKind> = {
  received: 'waiting',
  returned: 'returned',
  certified: 'done',
};

function wayTo({ kind, id }: Entry): Target {
  switch (kind) {
    case 'outcome':
      return { to: '/outcomes/$outcomeId', params: { outcomeId: id } };
    case 'performance':
      return { to: '/performances/$performanceId', params: { performanceId: id } };
    case 'item':
      return { to: '/shelf/$itemId', params: { itemId: id } };
    case 'post':
      return { to: '/my-cadre' };
  }
}
