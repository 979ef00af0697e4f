import type { StudentSectionParts } from '../../people/screens/section.ts';
import { useAnswer } from '../../platform/call.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Quiet } from '../../platform/ui/Fields.tsx';
import { Go } from '../../platform/ui/place.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { selectionSummary } from '../contract.ts';

/** On a student's page: how many stand selected in each round, never what. */
export function SelectionSection({ registrationId, own }: StudentSectionParts) {
  const { t } = useWords();
  const answer = useAnswer(selectionSummary, { params: { registrationId } });
  return (
    <Answer of={answer} lines={2}>
      {({ rounds }) => (
        <>
          {rounds.length === 0 && <Quiet>{t('selection.section.none')}</Quiet>}
          {rounds.map((round) => (
            <Quiet key={`${round.schoolYear}-${round.batch}`}>{t('selection.section.round', round)}</Quiet>
          ))}
          {own && (
            <Go to="/selection" button="default">
              {t('selection.section.open')}
            </Go>
          )}
        </>
      )}
    </Answer>
  );
}
