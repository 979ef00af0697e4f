import { useViewer } from '../../accounts/screens/viewer.ts';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Page } from '../../platform/ui/Page.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { ClassGlance } from './ClassGlance.tsx';

/** The homeroom teacher's own class; whoever has two sees both. */
export function MyClass() {
  const { t } = useWords();
  const { appointments } = useViewer();
  const classIds = appointments.flatMap(({ office, classId }) =>
    office === 'homeroom' && classId ? [classId] : [],
  );
  return (
    <Page wide title={t('glance.mine')} lead={t('glance.lead')}>
      {classIds.length === 0 && <Empty title={t('glance.noClass')} next={t('glance.noClassNext')} />}
      {classIds.map((classId) => (
        <ClassGlance key={classId} classId={classId} />
      ))}
    </Page>
  );
}
