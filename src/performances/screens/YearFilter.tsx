import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { Fields, Filter } from '../../platform/ui/Fields.tsx';
import { usePlace } from '../../platform/ui/place.tsx';
import { useWords } from '../../platform/ui/words.ts';

/** The school year of a page lives in its address as `year=114`; without it the present one. */
export function useYear(): { schoolYear?: number } {
  const { query } = usePlace();
  const [year] = /^\d{2,3}$/.exec(query['year'] ?? '') ?? [];
  return year ? { schoolYear: Number(year) } : {};
}

interface YearFilterParts {
  schoolYear: number;
  known: readonly number[];
  /** What else the page is filtered by. */
  children?: ReactNode;
}

export function YearFilter({ schoolYear, known, children }: YearFilterParts) {
  const { t } = useWords();
  const { setQuery } = usePlace();
  const years = known.includes(schoolYear) ? known : [schoolYear, ...known];
  const select = (
    <NativeSelect
      label={t('performances.yearLabel')}
      value={String(schoolYear)}
      onChange={(event) => setQuery({ year: event.currentTarget.value })}
      data={years.map((one) => ({
        value: String(one),
        label: t('performances.schoolYear', { schoolYear: one }),
      }))}
    />
  );
  return children ? (
    <Fields>
      {children}
      {select}
    </Fields>
  ) : (
    <Filter>{select}</Filter>
  );
}
