import { useAnswer } from '../../platform/call.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Quiet } from '../../platform/ui/Fields.tsx';
import { Go } from '../../platform/ui/place.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { studentStatus } from '../status-contract.ts';
import { StatusEvents } from './Status.tsx';
import type { StudentSectionParts } from './section.ts';

/** How a student stands, on the student's own page: read by whoever sees it, entered by the office. */
export function StatusSection({ registrationId }: StudentSectionParts) {
  const { t } = useWords();
  const answer = useAnswer(studentStatus, { params: { registrationId } });
  return (
    <Answer of={answer}>
      {(known) => (
        <>
          <Quiet>{t(`status.standing.${known.standing}`)}</Quiet>
          {known.events.length > 0 && <StatusEvents known={known} />}
          {known.kinds.length > 0 && (
            <Go to="/register/$registrationId/status" params={{ registrationId }} button="default">
              {t('status.now')}
            </Go>
          )}
        </>
      )}
    </Answer>
  );
}
