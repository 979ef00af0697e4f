import { useAnswer } from '../../platform/call.ts';
import { Go } from '../../platform/ui/place.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { myNotices } from '../contract.ts';

/** One line above the day's matters, only while something is unread; what fails here is told on the page itself. */
export function Unread() {
  const { t } = useWords();
  const { data } = useAnswer(myNotices);
  if (!data || data.unread === 0) return null;
  return (
    <p>
      <Status kind="attention">
        <Go to="/notices">{t('notices.waiting', { count: data.unread })}</Go>
      </Status>
    </p>
  );
}
