import { SegmentedControl } from '@mantine/core';
import type { AnswerOf } from '../../platform/contract.ts';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { Quiet } from '../../platform/ui/Fields.tsx';
import { Meter } from '../../platform/ui/Meter.tsx';
import { Section } from '../../platform/ui/Page.tsx';
import { Go, usePlace } from '../../platform/ui/place.tsx';
import { useWords } from '../../platform/ui/words.ts';
import type { Progress } from '../overview.ts';
import { type Act, groupings } from '../progress.ts';
import type { courseProgress, divisionProgress } from '../progress-contract.ts';

type Known = AnswerOf<typeof divisionProgress>;
type Group = Known['groups'][number];
type Course = AnswerOf<typeof courseProgress>['courses'][number];

/** The same by class, department or teacher: bars with their numbers, in the order of names. */
export function ProgressGroups({ known }: { known: Known }) {
  const { t } = useWords();
  const { setQuery } = usePlace();
  const { by } = known;
  const acts = useActs<Group>(known.groups.some(({ selection }) => selection !== null));
  return (
    <Section
      title={t(`progress.group.${by}`)}
      actions={
        <SegmentedControl
          aria-label={t('progress.by')}
          value={by}
          onChange={(chosen) => setQuery({ by: chosen, page: undefined, sort: undefined, q: undefined })}
          data={groupings.map((value) => ({ value, label: t(`progress.one.${value}`) }))}
        />
      }
    >
      <Quiet>{t(by === 'teacher' ? 'progress.countedByCourse' : 'progress.countedByStudent')}</Quiet>
      <DataTable
        name={t(`progress.group.${by}`)}
        rows={known.groups}
        rowKey={({ key }) => key}
        empty={t('overview.empty')}
        emptyNext={t('overview.emptyNext')}
        columns={[
          {
            key: 'name',
            title: t(`progress.one.${by}`),
            value: ({ name }) => name,
            cell: ({ key, name, may }) =>
              may.includes('open') ? (
                <Go
                  to="/classes/$classId"
                  params={{ classId: key }}
                  query={{ semester: String(known.semester) }}
                >
                  {name}
                </Go>
              ) : (
                name
              ),
          },
          ...(by === 'class'
            ? [
                {
                  key: 'division',
                  title: t('overview.division'),
                  value: ({ division }: Group) => division && t(`today.division.${division}`),
                  filter: true as const,
                },
                {
                  key: 'grade',
                  title: t('overview.grade'),
                  value: ({ grade }: Group) => grade,
                  filter: true as const,
                },
              ]
            : []),
          ...(by === 'teacher'
            ? [{ key: 'code', title: t('progress.code'), value: ({ code }: Group) => code }]
            : []),
          ...acts,
        ]}
      />
    </Section>
  );
}

export function ProgressCourses({ courses }: { courses: Course[] }) {
  const { t } = useWords();
  const acts = useActs<Course>(false);
  return (
    <Section title={t('progress.courses')}>
      <Quiet>{t('progress.countedByCourse')}</Quiet>
      <DataTable
        name={t('progress.courses')}
        rows={courses}
        rowKey={({ offeringId }) => offeringId}
        empty={t('progress.noCourses')}
        columns={[
          { key: 'subject', title: t('progress.subject'), value: ({ subject }) => subject },
          { key: 'group', title: t('progress.inGroup'), value: ({ group }) => group },
          ...acts,
        ]}
      />
    </Section>
  );
}

type Row = Record<'upload' | 'certification', Progress> & { selection?: Progress | null };

/** A bar for each act, and beside it, for the export, how many there could be. */
function useActs<Counted extends Row>(withSelection: boolean) {
  const { t } = useWords();
  const shown: Act[] = ['upload', 'certification', ...(withSelection ? (['selection'] as const) : [])];
  return shown.flatMap((act) => {
    const title = t(`progress.act.${act}`);
    const of = (row: Counted) => row[act] ?? { done: 0, of: 0 };
    return [
      {
        key: act,
        title,
        value: (row: Counted) => of(row).done,
        // Of nothing there is no bar to draw: a full one would look done.
        cell: (row: Counted) => (of(row).of === 0 ? t('ui.meter.none') : <Meter {...of(row)} />),
      },
      {
        key: `${act}-of`,
        title: t('overview.outOf', { measure: title }),
        value: (row: Counted) => of(row).of,
        hidden: true as const,
      },
    ];
  });
}
