import type { StudentSectionParts } from '../../people/screens/section.ts';
import { Go } from '../../platform/ui/place.tsx';
import { useWords } from '../../platform/ui/words.ts';

/** The way from a student's page to the grades, for the student and for whoever sees them. */
export function GradesSection({ registrationId, own }: StudentSectionParts) {
  const { t } = useWords();
  const open = t('courses.section.open');
  return own ? (
    <Go to="/my-grades" button="default">
      {open}
    </Go>
  ) : (
    <Go to="/grades/students/$registrationId" params={{ registrationId }} button="default">
      {open}
    </Go>
  );
}
