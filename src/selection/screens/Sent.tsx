import { Button } from '@mantine/core';
import { IconFileTypePdf } from '@tabler/icons-react';
import { categoryOf } from '../../performances/category.ts';
import { addressOf, useAct } from '../../platform/call.ts';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Section } from '../../platform/ui/Page.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { chooseOutcomes, choosePerformances, selectionSlip } from '../contract.ts';
import type { Round } from './Choose.tsx';
import { type Item, Ordered } from './Ordered.tsx';

/** Exactly what will be sent of this round, in the student's order: descriptions and the names of files. */
export function Sent({ round }: { round: Round }) {
  const { t, language } = useWords();
  const outcomes = useAct(chooseOutcomes);
  const performances = useAct(choosePerformances);
  const { roundId, schoolYear, batch, order } = round;
  const params = { roundId };
  const parts = { may: round.may.includes('select'), busy: outcomes.isPending || performances.isPending };
  const error = outcomes.error ?? performances.error;
  return (
    <Section
      title={t('selection.sent.title', { schoolYear, batch })}
      actions={
        <Button
          size="sm"
          variant="default"
          component="a"
          href={addressOf(selectionSlip, { params, query: { language } })}
          leftSection={<IconFileTypePdf size={18} stroke={1.7} aria-hidden />}
        >
          {t('selection.sent.slip')}
        </Button>
      }
    >
      {error && <Refused error={error} />}
      {order.outcomes.length + order.performances.length === 0 && (
        <Empty title={t('selection.sent.nothing')} next={t('selection.sent.nothingNext')} />
      )}
      <Ordered
        {...parts}
        title={t('selection.sent.outcomes')}
        items={order.outcomes.flatMap((id) => outcomeItem(round, id, t))}
        onOrder={(outcomeIds) => outcomes.mutate({ params, body: { outcomeIds } })}
      />
      <Ordered
        {...parts}
        title={t('selection.sent.performances')}
        items={order.performances.flatMap((id) => {
          const found = round.performances.listed.find(({ performanceId }) => performanceId === id);
          if (!found) return [];
          const { name, description, files, link } = found;
          const category = categoryOf(found.category).title[language];
          const parts = [...files, ...(link ? [link] : [])];
          return [{ id, title: t('selection.performance', { category, name }), description, parts }];
        })}
        onOrder={(performanceIds) => performances.mutate({ params, body: { performanceIds } })}
      />
    </Section>
  );
}

function outcomeItem(round: Round, id: string, t: ReturnType<typeof useWords>['t']): Item[] {
  const found = round.outcomes.find(({ outcomeId }) => outcomeId === id);
  if (!found) return [];
  const { subject, semester, description, files } = found;
  return [{ id, title: t('selection.line', { subject, semester }), description, parts: files }];
}
