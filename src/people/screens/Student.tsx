import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useAnswer } from '../../platform/call.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Page, Section } from '../../platform/ui/Page.tsx';
import { usePlace } from '../../platform/ui/place.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { oneStudent, registerChoices } from '../contract.ts';
import { ChangeStudents } from './ChangeStudents.tsx';
import { Courses } from './Courses.tsx';
import { Sections } from './Sections.tsx';
import { type OneStudent, StudentFacts } from './StudentFacts.tsx';
import { Unmask } from './Unmask.tsx';
import { Whereabouts } from './Whereabouts.tsx';

/** Everything about one student. */
export function Student() {
  const { registrationId } = usePlace<{ registrationId: string }>().params;
  const answer = useAnswer(oneStudent, { params: { registrationId } });
  return <Answer of={answer}>{(student) => <Shown key={registrationId} student={student} />}</Answer>;
}

function Shown({ student }: { student: OneStudent }) {
  const { t } = useWords();
  const { registrationId, number, name, may, gaps } = student;
  const [nationalId, setNationalId] = useState<string>();
  const [asking, setAsking] = useState<'change' | 'unmask'>();
  const choices = useAnswer(registerChoices, {}, { enabled: asking === 'change' });
  const label = `${number} ${name}`;
  return (
    <Page
      title={name}
      lead={leadOf()}
      back={{ to: '/register', label: t('people.list.title') }}
      actions={
        may.includes('change') && (
          <Button
            leftSection={<IconPencil size={18} stroke={1.7} aria-hidden />}
            onClick={() => setAsking('change')}
          >
            {t('people.change.one')}
          </Button>
        )
      }
    >
      <Section
        title={t('people.facts')}
        aside={gaps.length > 0 ? t('people.list.gaps', { count: gaps.length }) : t('people.list.whole')}
      >
        <StudentFacts
          student={student}
          nationalId={nationalId}
          onUnmask={may.includes('unmask') ? () => setAsking('unmask') : undefined}
        />
      </Section>
      <Whereabouts student={student} />
      <Courses student={student} />
      <Sections registrationId={registrationId} own={false} label={label} sees={student.sees} />
      {asking === 'unmask' && (
        <Unmask
          registrationId={registrationId}
          onNumber={setNationalId}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking === 'change' && choices.data && (
        <ChangeStudents
          students={[{ registrationId, label }]}
          standing={student}
          choices={choices.data}
          onClose={() => setAsking(undefined)}
        />
      )}
    </Page>
  );

  function leadOf(): string {
    const { division, values, endsOn } = student;
    const place = values.class
      ? t('people.placements.place', { className: values.class, seat: values.seat || t('people.empty') })
      : t('people.unplaced');
    const ended = endsOn ? t('people.endedOn', { day: endsOn }) : '';
    return [number, t(`accounts.division.${division}`), place, ended].filter(Boolean).join(' · ');
  }
}
