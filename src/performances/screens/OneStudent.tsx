import { History } from '../../history/screens/History.tsx';
import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Quiet } from '../../platform/ui/Fields.tsx';
import { Page, Section } from '../../platform/ui/Page.tsx';
import { usePlace } from '../../platform/ui/place.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { categoryOf } from '../category.ts';
import { performancesOfStudent } from '../office-contract.ts';
import { PerformanceFacts } from './PerformanceFacts.tsx';
import { PerformanceFiles } from './PerformanceFiles.tsx';

type Found = AnswerOf<typeof performancesOfStudent>;

/** Everything that stands of one student, for the office: read, not changed. */
export function OneStudent() {
  const { t } = useWords();
  const { params } = usePlace<{ registrationId: string }>();
  const { registrationId } = params;
  const answer = useAnswer(performancesOfStudent, { params: { registrationId } });
  return (
    <Answer of={answer}>
      {(found) => (
        <Page
          title={t('performances.student.title', { ...found.student })}
          lead={t('performances.student.lead')}
          back={{ to: '/performances/classes', label: t('performances.classes.title') }}
        >
          {found.performances.length === 0 && <Empty title={t('performances.student.none')} />}
          {found.performances.map((one) => (
            <One key={one.performanceId} one={one} licences={found.licences} />
          ))}
          <Section title={t('history.title')}>
            <History registrationId={registrationId} topic="performances" />
          </Section>
        </Page>
      )}
    </Answer>
  );
}

function One({ one, licences }: { one: Found['performances'][number]; licences: Found['licences'] }) {
  const { t, language } = useWords();
  const { performanceId, versionId, files } = one;
  return (
    <Section
      title={t('performances.student.one', {
        name: one.name,
        category: categoryOf(one.category).title[language],
      })}
      aside={
        <>
          {t('performances.schoolYear', { schoolYear: one.schoolYear })} · <DateLine at={one.handedInAt} />
        </>
      }
    >
      {one.fromCadre && <Quiet>{t('performances.fromSchool')}</Quiet>}
      <PerformanceFacts {...one} licences={licences} />
      <PerformanceFiles performanceId={performanceId} versionId={versionId} files={files} />
    </Section>
  );
}
