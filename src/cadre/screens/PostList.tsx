import { TermFilter, termKey, useTerm } from '../../calendar/screens/TermFilter.tsx';
import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Page } from '../../platform/ui/Page.tsx';
import type { Column } from '../../platform/ui/table.ts';
import { useWords } from '../../platform/ui/words.ts';
import { cadrePosts } from '../contract.ts';

type Post = AnswerOf<typeof cadrePosts>['posts'][number];

/** Only exported: with these the workbook can be imported again. */
function forImport(t: ReturnType<typeof useWords>['t']): Column<Post>[] {
  return [
    { key: 'schoolYear', title: t('cadre.list.schoolYear'), value: (post) => post.schoolYear, hidden: true },
    { key: 'semester', title: t('cadre.list.semester'), value: (post) => post.semester, hidden: true },
    {
      key: 'division',
      title: t('cadre.list.division'),
      value: ({ division }) => t(`cadre.division.${division}`),
      hidden: true,
    },
  ];
}

/** Everybody who holds a post this semester, searched and filtered, exported exactly so. */
export function PostList() {
  const { t } = useWords();
  const term = useTerm();
  const answer = useAnswer(cadrePosts, { query: term });
  const query = answer.data ? { term: termKey(answer.data) } : undefined;
  return (
    <Page
      wide
      title={t('cadre.list.title')}
      lead={t('cadre.list.lead')}
      back={{ to: '/cadre', query, label: t('cadre.to.overview') }}
    >
      <Answer of={answer}>
        {({ posts, semesters, schoolYear, semester }) => (
          <>
            <TermFilter term={{ schoolYear, semester }} semesters={semesters} />
            <DataTable<Post>
              name={t('cadre.list.title')}
              rows={posts}
              rowKey={({ postId }) => postId}
              empty={t('cadre.list.none')}
              emptyNext={t('cadre.list.noneNext')}
              columns={[
                ...forImport(t),
                {
                  key: 'level',
                  title: t('cadre.list.level'),
                  value: ({ level }) => t(`cadre.level.${level}`),
                  filter: true,
                },
                { key: 'unit', title: t('cadre.list.unit'), value: ({ unit }) => unit, filter: true },
                { key: 'post', title: t('cadre.list.post'), value: ({ post }) => post, filter: true },
                { key: 'name', title: t('cadre.list.name'), value: ({ name }) => name },
                { key: 'class', title: t('cadre.list.class'), value: ({ className }) => className },
                { key: 'seat', title: t('cadre.list.seat'), value: ({ seat }) => seat, align: 'end' },
                { key: 'number', title: t('cadre.list.number'), value: ({ number }) => number },
                {
                  key: 'startsOn',
                  title: t('cadre.list.startsOn'),
                  value: ({ startsOn }) => startsOn,
                  cell: ({ startsOn }) => <DateLine day={startsOn} />,
                },
                {
                  key: 'endsOn',
                  title: t('cadre.list.endsOn'),
                  value: ({ endsOn }) => endsOn,
                  cell: ({ endsOn }) => <DateLine day={endsOn} />,
                },
              ]}
            />
          </>
        )}
      </Answer>
    </Page>
  );
}
