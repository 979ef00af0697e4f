import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { AnswerOf } from '../../platform/contract.ts';
import { Fields } from '../../platform/ui/Fields.tsx';
import { usePlace } from '../../platform/ui/place.tsx';
import { useWords } from '../../platform/ui/words.ts';
import type { registerChoices } from '../contract.ts';
import { wanted } from '../register.ts';
import { standingFilters } from '../register-search.ts';

const names = ['division', 'grade', 'class', 'programme', 'identity', 'standing', 'missing'] as const;

export type Choices = AnswerOf<typeof registerChoices>;

/** What narrows the list; each choice stands in the address. */
export function Filters({ choices, disabled }: { choices: Choices; disabled: boolean }) {
  const { t } = useWords();
  const { query } = usePlace();
  const { classes, programmes, divisions, lists } = choices;
  const division = query['division'];
  const grade = query['grade'];
  const grades = [...new Set(classes.map((one) => one.grade))].sort();
  const shownClasses = classes.filter(
    (one) => (!division || one.division === division) && (!grade || String(one.grade) === grade),
  );
  const chosen = names.filter((name) => query[name]).length;
  // On a phone the list comes first; what is chosen is always seen.
  const [open] = useState(() => chosen > 0 || window.matchMedia('(min-width: 40em)').matches);
  return (
    <details open={open} className="no-print">
      <summary>
        {chosen > 0 ? t('people.list.filtersOn', { count: chosen }) : t('people.list.filters')}
      </summary>
      <Fields tight>
        {divisions.length > 1 && (
          <One
            name="division"
            disabled={disabled}
            also={['class']}
            data={divisions.map((value) => ({ value, label: t(`accounts.division.${value}`) }))}
          />
        )}
        <One
          name="grade"
          disabled={disabled}
          also={['class']}
          data={grades.map((value) => ({ value: String(value), label: t('people.grade', { grade: value }) }))}
        />
        <One
          name="class"
          disabled={disabled}
          data={shownClasses.map(({ classId, name }) => ({ value: classId, label: name }))}
        />
        <One
          name="programme"
          disabled={disabled}
          data={programmes.map((value) => ({ value, label: value.replace('/', ' / ') }))}
        />
        <One
          name="identity"
          disabled={disabled}
          data={(lists.identity?.codes ?? []).map(({ code, text }) => ({ value: code, label: text }))}
        />
        <One
          name="standing"
          disabled={disabled}
          data={standingFilters.map((value) => ({
            value,
            label:
              value === 'current' || value === 'ended'
                ? t(`people.standing.${value}`)
                : t(`status.standing.${value}`),
          }))}
        />
        <One
          name="missing"
          disabled={disabled}
          data={(['any', ...wanted] as const).map((value) => ({
            value,
            label: value === 'any' ? t('people.list.anyMissing') : t(`field.register.${value}`),
          }))}
        />
      </Fields>
    </details>
  );
}

interface OneParts {
  name: (typeof names)[number];
  disabled: boolean;
  /** Filters that lose their meaning when this one changes. */
  also?: string[];
  data: { value: string; label: string }[];
}

function One({ name, disabled, also = [], data }: OneParts) {
  const { t } = useWords();
  const { query, setQuery } = usePlace();
  return (
    <NativeSelect
      label={t(`people.filter.${name}`)}
      disabled={disabled}
      value={query[name] ?? ''}
      onChange={(event) =>
        setQuery({
          ...Object.fromEntries(also.map((key) => [key, undefined])),
          [name]: event.currentTarget.value,
          page: undefined,
        })
      }
      data={[{ value: '', label: t('people.filter.all') }, ...data]}
    />
  );
}
