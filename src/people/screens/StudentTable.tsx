import type { AnswerOf } from '../../platform/contract.ts';
import { PagedTable } from '../../platform/ui/PagedTable.tsx';
import { Person } from '../../platform/ui/Person.tsx';
import { Go, usePlace } from '../../platform/ui/place.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import type { countStudents, findStudents } from '../contract.ts';

type Listed = AnswerOf<typeof findStudents>['students'][number];

interface StudentTableParts {
  students: readonly Listed[];
  more: boolean;
  sort: string;
  count?: AnswerOf<typeof countStudents> | undefined;
  /** Registration to what the student is called. */
  picking?:
    | { picked: ReadonlyMap<string, string>; setPicked(picked: ReadonlyMap<string, string>): void }
    | undefined;
}

/** As many as one change may name. */
const mostPicked = 500;

export function StudentTable({ students, more, sort, count, picking }: StudentTableParts) {
  const { t } = useWords();
  const { query, setQuery } = usePlace();
  const labelOf = ({ number, name }: Listed) => `${number} ${name}`;
  const pick = (keys: string[], on: boolean) => {
    if (!picking) return;
    const picked = new Map(picking.picked);
    for (const one of students.filter(({ registrationId }) => keys.includes(registrationId))) {
      if (!on) picked.delete(one.registrationId);
      else if (picked.size < mostPicked) picked.set(one.registrationId, labelOf(one));
    }
    picking.setPicked(picked);
  };
  return (
    <PagedTable
      name={t('people.list.title')}
      rows={students}
      rowKey={({ registrationId }) => registrationId}
      picking={
        picking && {
          picked: new Set(picking.picked.keys()),
          pick,
          nameOf: (row) => t('people.list.pick', { student: labelOf(row) }),
        }
      }
      sort={sort}
      onSort={(chosen) => setQuery({ sort: chosen || undefined, page: undefined })}
      page={Math.max(1, Number(query['page']) || 1)}
      more={more}
      onPage={(page) => setQuery({ page: page > 1 ? String(page) : undefined })}
      count={
        count && t(count.atLeast ? 'people.list.countAtLeast' : 'people.list.count', { count: count.count })
      }
      empty={t('people.list.none')}
      emptyNext={t('people.list.noneNext')}
      columns={[
        { key: 'number', title: t('people.number'), sortable: true, cell: ({ number }) => number },
        {
          key: 'name',
          title: t('field.register.name'),
          cell: ({ registrationId, name }) => (
            <Go to="/register/$registrationId" params={{ registrationId }}>
              <Person name={name} />
            </Go>
          ),
        },
        {
          key: 'class',
          title: t('field.register.class'),
          sortable: true,
          cell: ({ className }) => className || t('people.unplaced'),
        },
        { key: 'seat', title: t('field.register.seat'), align: 'end', cell: ({ seat }) => seat },
        {
          key: 'programme',
          title: t('people.filter.programme'),
          cell: ({ fieldGroup, programme }) => `${fieldGroup} / ${programme}`,
        },
        {
          key: 'missing',
          title: t('people.filter.missing'),
          cell: ({ status, ended, gaps }) =>
            ended || status !== 'enrolled' ? (
              <Status kind="frozen">
                {status === 'enrolled' ? t('people.standing.ended') : t(`status.standing.${status}`)}
              </Status>
            ) : gaps.length === 0 ? (
              <Status kind="done">{t('people.list.whole')}</Status>
            ) : (
              <Status kind="attention">
                {gaps.length > 3
                  ? t('people.list.gaps', { count: gaps.length })
                  : gaps.map((gap) => t(`field.register.${gap}`)).join('、')}
              </Status>
            ),
        },
      ]}
    />
  );
}
