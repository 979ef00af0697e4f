import { useViewer } from '../../accounts/screens/viewer.ts';
import { dayOf } from '../../calendar/day.ts';
import { useNow } from '../../platform/ui/clock.tsx';
import { dayText } from '../../platform/ui/dates.ts';
import { Page } from '../../platform/ui/Page.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { KeeperToday } from './KeeperToday.tsx';
import { OfficeToday } from './OfficeToday.tsx';
import { StudentToday } from './StudentToday.tsx';
import { TeacherToday } from './TeacherToday.tsx';

/** Where everybody lands: what is due, until when, what waits for me. */
export function Today() {
  const { t, language } = useWords();
  const { view } = useViewer();
  const now = useNow(60_000);
  return (
    <Page title={t('today.title')} lead={dayText(dayOf(now), language)}>
      {view.as === 'student' && <StudentToday />}
      {view.as === 'teacher' && <TeacherToday />}
      {view.as === 'office' && (view.office === 'system-keeper' ? <KeeperToday /> : <OfficeToday />)}
    </Page>
  );
}
