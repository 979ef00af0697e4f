import { Page } from '../../platform/ui/Page.tsx';
import { usePlace } from '../../platform/ui/place.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { ClassGlance } from './ClassGlance.tsx';

/** A class opened from the overview. */
export function OneClass() {
  const { t } = useWords();
  const { params } = usePlace();
  return (
    <Page
      wide
      title={t('glance.title')}
      lead={t('glance.lead')}
      back={{ to: '/overview', label: t('overview.title') }}
    >
      <ClassGlance classId={params['classId'] ?? ''} />
    </Page>
  );
}
