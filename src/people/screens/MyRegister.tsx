import { useAnswer } from '../../platform/call.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Page, Section } from '../../platform/ui/Page.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { myRegister } from '../contract.ts';
import { AskField } from './AskField.tsx';
import { Courses } from './Courses.tsx';
import { Sections } from './Sections.tsx';
import { type OneStudent, StudentFacts } from './StudentFacts.tsx';
import { Whereabouts } from './Whereabouts.tsx';

/** What the school keeps of the student who looks, and what is still missing. */
export function MyRegister() {
  const { t } = useWords();
  const answer = useAnswer(myRegister);
  return (
    <Page title={t('people.mine.title')} lead={t('people.mine.lead')}>
      <Answer of={answer}>
        {({ registrations }) =>
          registrations.map((student) => <Mine key={student.registrationId} student={student} />)
        }
      </Answer>
    </Page>
  );
}

function Mine({ student }: { student: OneStudent }) {
  const { t } = useWords();
  const { registrationId, number, name, gaps, division } = student;
  return (
    <>
      <Section title={t('people.mine.missing')}>
        {gaps.length === 0 ? (
          <p>
            <Status kind="done">{t('people.mine.nothingMissing')}</Status>
          </p>
        ) : (
          <>
            <p>
              <Status kind="attention">{gaps.map((gap) => t(`field.register.${gap}`)).join('、')}</Status>
            </p>
            <p>{t('people.mine.whom', { office: t(`people.office.${division}`) })}</p>
          </>
        )}
      </Section>
      <Section title={t('people.facts')} aside={`${number} · ${t(`accounts.division.${division}`)}`}>
        <StudentFacts student={student} />
      </Section>
      <AskField student={student} />
      <Whereabouts student={student} />
      <Courses student={student} />
      <Sections registrationId={registrationId} own label={`${number} ${name}`} sees={student.sees} />
    </>
  );
}
