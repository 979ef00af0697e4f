import { IconDots } from '@tabler/icons-react';
import { useRef } from 'react';
import { useWords } from '../words.ts';
import { type Entry, EntryLink } from './Frame.tsx';
import css from './frame.module.css';

const room = 5;

/** The bar under a thumb: up to five entries, the others behind "more". */
export function Tabs({ entries }: { entries: Entry[] }) {
  const { t } = useWords();
  const more = useRef<HTMLDivElement>(null);
  const fits = entries.length <= room;
  const shown = fits ? entries : entries.slice(0, room - 1);
  const rest = fits ? [] : entries.slice(room - 1);
  return (
    <nav className={`${css['tabs']} no-print`} aria-label={t('ui.frame.navigation')}>
      <ul>
        {shown.map((entry) => (
          <li key={entry.to}>
            <EntryLink entry={entry} size={22} />
          </li>
        ))}
        {rest.length > 0 && (
          <li>
            <button type="button" className={css['entry']} popoverTarget="more-entries">
              <IconDots size={22} stroke={1.6} aria-hidden />
              <span>{t('ui.frame.more')}</span>
            </button>
          </li>
        )}
      </ul>
      {rest.length > 0 && (
        <div ref={more} id="more-entries" popover="auto" className={css['more']}>
          <ul>
            {rest.map((entry) => (
              <li key={entry.to}>
                <EntryLink entry={entry} size={20} onClick={() => more.current?.hidePopover()} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </nav>
  );
}
