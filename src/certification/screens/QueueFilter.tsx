import { NativeSelect, SegmentedControl } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useNow } from '../../platform/ui/clock.tsx';
import { Fields } from '../../platform/ui/Fields.tsx';
import { usePlace } from '../../platform/ui/place.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { ages, type Chosen, countsOf, deciders, type Facet, type WorkState, workStates } from '../filter.ts';
import { type Course, courseName, type Work } from './works.ts';

interface QueueFilterParts {
  courses: readonly Course[];
  works: readonly Work[];
  chosen: Chosen & { state: WorkState };
}

/** State, course, class, age and who decided; beside each choice how many works it would show. */
export function QueueFilter({ courses, works, chosen }: QueueFilterParts) {
  const { t } = useWords();
  const { setQuery } = usePlace();
  const now = useNow(60_000);
  const counts = (facet: Facet, values: readonly string[]) => countsOf(works, chosen, facet, values, now);
  const set = (facet: Facet, value: string) => setQuery({ [facet]: value || undefined, page: undefined });
  const states = counts('state', workStates);
  const others = selects(t, courses, works, chosen.state);
  return (
    <div className="no-print">
      <SegmentedControl
        fullWidth
        aria-label={t('certification.queue.filter')}
        value={chosen.state}
        onChange={(state) => setQuery({ state, by: undefined, page: undefined })}
        data={workStates.map((state) => ({
          value: state,
          label: t('certification.queue.filterOption', {
            state: t(`certification.state.${state}`),
            count: states.get(state) ?? 0,
          }),
        }))}
      />
      <Fields tight>
        {others.map(({ facet, choices }) => {
          const found = counts(
            facet,
            choices.map(({ value }) => value),
          );
          return (
            <NativeSelect
              key={facet}
              label={t(`certification.facet.${facet}`)}
              value={chosen[facet] ?? ''}
              onChange={(event) => set(facet, event.currentTarget.value)}
              data={[
                { value: '', label: t('certification.facet.all') },
                ...choices.map(({ value, label }) => ({
                  value,
                  label: t('certification.facet.option', { label, count: found.get(value) ?? 0 }),
                })),
              ]}
            />
          );
        })}
      </Fields>
    </div>
  );
}

interface Select {
  facet: Exclude<Facet, 'state'>;
  choices: { value: string; label: string }[];
}

function selects(
  t: TFunction,
  courses: readonly Course[],
  works: readonly Work[],
  state: WorkState,
): Select[] {
  const classes = [...new Set(works.map(({ student }) => student.className))].filter(Boolean).sort();
  const decided = state === 'certified' || state === 'returned';
  return [
    {
      facet: 'course',
      choices: courses
        .filter(({ items }) => items.length > 0)
        .map((course) => ({ value: course.offeringId, label: courseName(t, course) })),
    },
    { facet: 'class', choices: classes.map((name) => ({ value: name, label: name })) },
    {
      facet: 'age',
      choices: ages.map((days) => ({
        value: String(days),
        label: t('certification.facet.days', { count: days }),
      })),
    },
    ...(decided
      ? [
          {
            facet: 'by' as const,
            choices: deciders.map((who) => ({ value: who, label: t(`certification.whose.${who}`) })),
          },
        ]
      : []),
  ];
}
