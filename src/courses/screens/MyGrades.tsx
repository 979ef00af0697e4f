import { useAnswer } from '../../platform/call.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Quiet } from '../../platform/ui/Fields.tsx';
import { Page } from '../../platform/ui/Page.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { AskAbout } from '../../questions/screens/AskAbout.tsx';
import { myGrades } from '../grade-contract.ts';
import { GradeRows, type OneGrade } from './GradeRows.tsx';

/** A student's own grades; each of them can be questioned. */
export function MyGrades() {
  const { t } = useWords();
  const answer = useAnswer(myGrades);
  const labelOf = ({ schoolYear, semester, name }: OneGrade) =>
    t('courses.mine.askLabel', { schoolYear, semester, name });
  return (
    <Page title={t('courses.mine.title')} lead={t('courses.mine.lead')}>
      <Answer of={answer} lines={8}>
        {({ records }) =>
          records.map((record) => (
            <div key={record.registrationId}>
              {records.length > 1 && (
                <Quiet>
                  {t('courses.mine.record', {
                    ...record,
                    division: t(`courses.division.${record.division}`),
                  })}
                </Quiet>
              )}
              <GradeRows
                record={record}
                beside={(grade) => (
                  <AskAbout
                    topic="grades"
                    recordId={grade.enrolmentId}
                    label={labelOf(grade)}
                    registrationId={record.registrationId}
                  />
                )}
              />
            </div>
          ))
        }
      </Answer>
    </Page>
  );
}
