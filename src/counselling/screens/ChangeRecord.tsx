import { useAnswer } from '../../platform/call.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Page } from '../../platform/ui/Page.tsx';
import { usePlace } from '../../platform/ui/place.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { counsellingForm, counsellingRecord } from '../contract.ts';
import type { Record } from './OneRecord.tsx';
import { RecordForm } from './RecordForm.tsx';

/** One's own conversation, mended while its window is open. */
export function ChangeRecord() {
  const { t } = useWords();
  const { params } = usePlace<{ recordId: string }>();
  const answer = useAnswer(counsellingRecord, { params });
  return (
    <Page
      title={t('counselling.form.changeTitle')}
      back={{ to: '/counselling/records/$recordId', params, label: t('counselling.to.record') }}
    >
      <Answer of={answer}>{(record) => <Change record={record} />}</Answer>
    </Page>
  );
}

function Change({ record }: { record: Record }) {
  const { schoolYear, semester } = record;
  const answer = useAnswer(counsellingForm, { query: { schoolYear, semester } });
  return (
    <Answer of={answer}>
      {(form) => {
        const { recordId, category, topic, place, heldOn, content, privateNote, followUp, files } = record;
        const start = {
          ...{ category, topic, place, heldOn, content, privateNote, followUp },
          heldFrom: record.heldFrom ?? '',
          heldTo: record.heldTo ?? '',
          followUpDue: record.followUpDue ?? '',
          registrationIds: record.students.map(({ registrationId }) => registrationId),
        };
        // Who took part and has left the class since stays on the list.
        const known = new Set(form.students.map(({ registrationId }) => registrationId));
        const gone = record.students
          .filter(({ registrationId }) => !known.has(registrationId))
          .map((student) => ({ ...student, classId: '', seen: true }));
        const whole = { ...form, students: [...form.students, ...gone] };
        return <RecordForm form={whole} start={start} changes={{ recordId, files }} />;
      }}
    </Answer>
  );
}
