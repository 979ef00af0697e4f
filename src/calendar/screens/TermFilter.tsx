import { NativeSelect } from '@mantine/core';
import { Filter } from '../../platform/ui/Fields.tsx';
import { usePlace } from '../../platform/ui/place.tsx';
import { useWords } from '../../platform/ui/words.ts';
import type { Term } from '../term.ts';

/** The semester of a page lives in its address as `term=114-1`; without it the present one. */
export function useTerm(): { schoolYear?: number; semester?: 1 | 2 } {
  const { query } = usePlace();
  const [, year, semester] = /^(\d{2,3})-([12])$/.exec(query['term'] ?? '') ?? [];
  return year ? { schoolYear: Number(year), semester: semester === '2' ? 2 : 1 } : {};
}

export function termKey({ schoolYear, semester }: Term): string {
  return `${schoolYear}-${semester}`;
}

export function TermFilter({ term, semesters }: { term: Term; semesters: readonly Term[] }) {
  const { t } = useWords();
  const { setQuery } = usePlace();
  const known = semesters.some((one) => termKey(one) === termKey(term)) ? semesters : [term, ...semesters];
  return (
    <Filter>
      <NativeSelect
        label={t('calendar.term.label')}
        value={termKey(term)}
        onChange={(event) => setQuery({ term: event.currentTarget.value })}
        data={known.map((one) => ({ value: termKey(one), label: t('calendar.term.option', { ...one }) }))}
      />
    </Filter>
  );
}
