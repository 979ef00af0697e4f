import { useAnswer } from '../../platform/call.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Page } from '../../platform/ui/Page.tsx';
import { usePlace } from '../../platform/ui/place.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { counsellingForm } from '../contract.ts';
import { blankRecord, RecordForm } from './RecordForm.tsx';

/** A new conversation; `?class=…&who=missing` begins with the students of a class who were not seen yet. */
export function NewRecord() {
  const { t } = useWords();
  const { query } = usePlace();
  const answer = useAnswer(counsellingForm);
  return (
    <Page
      title={t('counselling.form.newTitle')}
      back={{ to: '/counselling', label: t('counselling.to.overview') }}
    >
      <Answer of={answer}>
        {(form) => {
          const ids = form.students
            .filter(
              ({ classId, seen }) => classId === query['class'] && (query['who'] !== 'missing' || !seen),
            )
            .map(({ registrationId }) => registrationId);
          return <RecordForm form={form} start={{ ...blankRecord(form.today), registrationIds: ids }} />;
        }}
      </Answer>
    </Page>
  );
}
