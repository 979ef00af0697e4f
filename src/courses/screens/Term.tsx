import { NativeSelect } from '@mantine/core';
import { Filter } from '../../platform/ui/Fields.tsx';
import { usePlace } from '../../platform/ui/place.tsx';
import { useWords } from '../../platform/ui/words.ts';

interface Semester {
  schoolYear: number;
  semester: number;
}

/** The semester in the address, for the question to the server; none is asked for at first. */
export function useTerm(): { schoolYear?: number; semester?: number } {
  const { query } = usePlace();
  const [schoolYear, semester] = (query['term'] ?? '').split('-').map(Number);
  return schoolYear && semester ? { schoolYear, semester } : {};
}

/** Which semester a page shows. */
export function Term({ shown, semesters }: { shown: Semester; semesters: readonly Semester[] }) {
  const { t } = useWords();
  const { setQuery } = usePlace();
  const keyOf = ({ schoolYear, semester }: Semester) => `${schoolYear}-${semester}`;
  const all = semesters.some((one) => keyOf(one) === keyOf(shown)) ? semesters : [shown, ...semesters];
  return (
    <Filter>
      <NativeSelect
        label={t('courses.semester')}
        value={keyOf(shown)}
        onChange={(event) => setQuery({ term: event.currentTarget.value })}
        data={all.map((one) => ({
          value: keyOf(one),
          label: t('courses.semesterOption', { schoolYear: one.schoolYear, semester: one.semester }),
        }))}
      />
    </Filter>
  );
}
