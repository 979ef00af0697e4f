import { History } from '../../history/screens/History.tsx';
import type { StudentSectionParts } from '../../people/screens/section.ts';
import { useAnswer } from '../../platform/call.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Quiet } from '../../platform/ui/Fields.tsx';
import { Go } from '../../platform/ui/place.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { performanceSummary } from '../office-contract.ts';

/** On a student's page: how many there are, and the way to them for whoever may open them. */
export function StudentPerformances({ registrationId, own }: StudentSectionParts) {
  const { t } = useWords();
  const answer = useAnswer(performanceSummary, { params: { registrationId } });
  return (
    <Answer of={answer} lines={2}>
      {({ years, may }) => (
        <>
          <Quiet>
            {years.length === 0
              ? t('performances.section.none')
              : years
                  .map((one) => t('performances.section.year', { ...one }))
                  .join(t('performances.choose.between'))}
          </Quiet>
          {own ? (
            <>
              <Go to="/performances" button="default">
                {t('performances.section.open')}
              </Go>
              <History registrationId={registrationId} topic="performances" />
            </>
          ) : (
            may.includes('open') && (
              <Go to="/performances/students/$registrationId" params={{ registrationId }} button="default">
                {t('performances.section.open')}
              </Go>
            )
          )}
        </>
      )}
    </Answer>
  );
}
