import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { type CallError, call, useAct, useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Quiet } from '../../platform/ui/Fields.tsx';
import { Go, useGo } from '../../platform/ui/place.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import type { WhereParts } from '../../platform/ui/tray/destination.ts';
import { isOpen } from '../../platform/ui/tray/useEntryOf.ts';
import { useWords } from '../../platform/ui/words.ts';
import { categories, categoryOf } from '../category.ts';
import { myPerformances, performanceDetail, startPerformance } from '../contract.ts';
import { isWhole, labelOf, standing, targetOf } from './written.ts';

type Mine = AnswerOf<typeof myPerformances>;

/** Which performance a file of the tray is for. What its category asks is filled in on its own page, the file beside it. */
export function Where({ entry, onChange }: WhereParts) {
  const { t, language } = useWords();
  const go = useGo();
  const { data } = useAnswer(myPerformances);
  const start = useAct(startPerformance);
  const [error, setError] = useState<CallError | null>(null);
  const { target } = entry;
  const { performanceId, category } = target;
  if (!isOpen(entry)) return <Quiet>{labelOf(target)}</Quiet>;

  const choose = async (value: string) => {
    setError(null);
    if (categories.some(({ key }) => key === value)) return onChange({ category: value });
    try {
      const detail = await call(performanceDetail, { params: { performanceId: value } });
      onChange(targetOf(detail, standing(detail)));
    } catch (failed) {
      setError(failed as CallError);
    }
  };
  const begin = (chosen: string) =>
    start.mutate(
      { body: { category: chosen } },
      {
        onSuccess: (made) => {
          onChange({ ...made, category: chosen });
          go({ to: '/performances/$performanceId', params: made });
        },
      },
    );
  return (
    <>
      <NativeSelect
        required
        mt="xs"
        label={t('performances.where.one')}
        value={performanceId ?? category ?? ''}
        onChange={(event) => void choose(event.currentTarget.value)}
        data={[
          {
            value: '',
            label: t(data?.window.open === false ? 'performances.where.none' : 'performances.where.choose'),
          },
          ...(data ? placesOf(data, target['performanceId']) : []).map(
            ({ performanceId: value, ...one }) => ({
              value,
              label: t(`performances.where.${one.state}`, {
                category: categoryOf(one.category).title[language],
                name: one.name || t('performances.unnamed'),
              }),
            }),
          ),
          ...(data && hasRoom(data) ? categories : []).map(({ key, title }) => ({
            value: key,
            label: t('performances.where.fresh', { category: title[language] }),
          })),
        ]}
      />
      {error && <Refused error={error} />}
      {start.error && <Refused error={start.error} />}
      {category && !performanceId && (
        <Button mt="xs" size="sm" variant="light" loading={start.isPending} onClick={() => begin(category)}>
          {t('performances.where.begin')}
        </Button>
      )}
      {performanceId && (
        <Quiet>
          {t(isWhole(target) ? 'performances.where.whole' : 'performances.where.unfinished')}{' '}
          <Go to="/performances/$performanceId" params={{ performanceId }}>
            {t('performances.where.fill')}
          </Go>
        </Quiet>
      )}
    </>
  );
}

const hasRoom = ({ window, quotas }: Mine) => window.open && quotas.every(({ remaining }) => remaining > 0);

/** Drafts that find a place, and what counts in the year whose window is open; whatever is chosen stays to be seen. */
function placesOf(mine: Mine, chosen: string | undefined): Mine['performances'] {
  return mine.performances.filter(
    ({ performanceId, state, schoolYear, selected }) =>
      performanceId === chosen ||
      (state === 'draft' && hasRoom(mine)) ||
      (state === 'handed-in' && mine.window.open && schoolYear === mine.schoolYear && !selected),
  );
}
