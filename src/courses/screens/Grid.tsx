import { useViewer } from '../../accounts/screens/viewer.ts';
import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { ClauseTag } from '../../platform/ui/ClauseTag.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Quiet } from '../../platform/ui/Fields.tsx';
import { Page } from '../../platform/ui/Page.tsx';
import { usePlace } from '../../platform/ui/place.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { offeringGrades } from '../grade-contract.ts';
import { useDraft } from './draft.ts';
import { ExportGrades } from './ExportGrades.tsx';
import { GradeTable } from './GradeTable.tsx';
import { SaveGrades } from './SaveGrades.tsx';

export type OfferingGrades = AnswerOf<typeof offeringGrades>;
export type GridRow = OfferingGrades['rows'][number];

/** The grades of one offering: entered by the office that keeps them, read by who may see them. */
export function Grid() {
  const { t } = useWords();
  const { params } = usePlace<{ offeringId: string }>();
  const answer = useAnswer(offeringGrades, { params });
  return (
    <Page
      wide
      title={answer.data ? t('courses.grid.title', answer.data) : t('courses.grades.title')}
      lead={answer.data && <Lead found={answer.data} />}
      back={{ to: '/grades', label: t('courses.grid.back') }}
      actions={answer.data && answer.data.rows.length > 0 && <ExportGrades found={answer.data} />}
    >
      <Answer of={answer} lines={8}>
        {(found) =>
          found.rows.length === 0 ? (
            <Empty title={t('courses.grid.none')} next={t('courses.grid.noneNext')} />
          ) : (
            <Entry key={found.offeringId} found={found} />
          )
        }
      </Answer>
    </Page>
  );
}

function Lead({ found }: { found: OfferingGrades }) {
  const { t } = useWords();
  const may = found.may.includes('grade');
  return (
    <>
      <div>
        {t('courses.semesterOption', { schoolYear: found.schoolYear, semester: found.semester })} ·{' '}
        {found.code}
      </div>
      <div>{t(may ? 'courses.grid.lead' : 'courses.grid.readOnly')}</div>
    </>
  );
}

function Entry({ found }: { found: OfferingGrades }) {
  const { t } = useWords();
  const { person } = useViewer();
  const draft = useDraft(`licheng.grades.${person?.id}.${found.offeringId}`, found.rows, found.division);
  return (
    <>
      <Quiet>
        {t('courses.grid.passMark', { passMark: found.passMark.mark })}{' '}
        <ClauseTag clause={found.passMark.clause} />
      </Quiet>
      <GradeTable found={found} draft={draft} />
      {found.may.includes('grade') && <SaveGrades found={found} draft={draft} />}
    </>
  );
}
