import { lazy, Suspense } from 'react';
import { useViewer } from '../../accounts/screens/viewer.ts';
import { dayOf } from '../../calendar/day.ts';
import { dayText } from '../../calendar/written.ts';
import { useNow } from '../../platform/ui/clock.tsx';
import { Page } from '../../platform/ui/Page.tsx';
import { Waiting } from '../../platform/ui/Waiting.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { StudentToday } from './StudentToday.tsx';

// A phone on the last evening fetches only what a student sees.
const TeacherToday = lazy(async () => ({ default: (await import('./TeacherToday.tsx')).TeacherToday }));
const OfficeToday = lazy(async () => ({ default: (await import('./OfficeToday.tsx')).OfficeToday }));
const Unread = lazy(async () => ({ default: (await import('../../notices/screens/Unread.tsx')).Unread }));
const KeeperToday = lazy(async () => ({ default: (await import('./KeeperToday.tsx')).KeeperToday }));

/** Where everybody lands: what is due, until when, what waits for me. */
export function Today() {
  const { t, language } = useWords();
  const { view } = useViewer();
  const now = useNow(60_000);
  return (
    <Page title={t('today.title')} lead={dayText(dayOf(now), language)}>
      <Suspense fallback={null}>
        <Unread />
      </Suspense>
      <Suspense fallback={<Waiting />}>
        {view.as === 'student' && <StudentToday />}
        {view.as === 'teacher' && <TeacherToday />}
        {view.as === 'office' && (view.office === 'system-keeper' ? <KeeperToday /> : <OfficeToday />)}
      </Suspense>
    </Page>
  );
}
