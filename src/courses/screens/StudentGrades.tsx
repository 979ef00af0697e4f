import { History } from '../../history/screens/History.tsx';
import { useAnswer } from '../../platform/call.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Page, Section } from '../../platform/ui/Page.tsx';
import { usePlace } from '../../platform/ui/place.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { studentGrades } from '../grade-contract.ts';
import { GradeRows } from './GradeRows.tsx';

/** One student's grades and everything that was changed in them. */
export function StudentGrades() {
  const { t } = useWords();
  const { params } = usePlace<{ registrationId: string }>();
  const answer = useAnswer(studentGrades, { params });
  return (
    <Page
      title={answer.data ? t('courses.student.title', answer.data) : t('courses.grades.title')}
      lead={answer.data && `${answer.data.number}　${t(`courses.division.${answer.data.division}`)}`}
    >
      <Answer of={answer} lines={8}>
        {(record) => (
          <>
            <GradeRows record={record} />
            <Section title={t('courses.student.history')}>
              <History registrationId={record.registrationId} topic="grades" />
            </Section>
          </>
        )}
      </Answer>
    </Page>
  );
}
