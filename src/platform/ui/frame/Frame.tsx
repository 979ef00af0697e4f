/** What stands around every page: who the school is, where one can go, who one is. Knows nothing of schools' work. */
import { Link } from '@tanstack/react-router';
import type { ComponentType, ReactNode } from 'react';
import { instantText } from '../../../calendar/written.ts';
import { useNow } from '../clock.tsx';
import { Sayings } from '../say.tsx';
import { useWords } from '../words.ts';
import { Account, type AccountParts } from './Account.tsx';
import css from './frame.module.css';
import { Tabs } from './Tabs.tsx';

export interface Entry {
  to: string;
  label: string;
  icon: ComponentType<{ size?: number | string; stroke?: number | string }>;
}

interface FrameParts {
  school: string;
  /** The division or office this view belongs to, under the school's name. */
  standing: string;
  entries: Entry[];
  account: AccountParts;
  banners: ReactNode;
  children: ReactNode;
}

export function Frame({ school, standing, entries, account, banners, children }: FrameParts) {
  const { t, language } = useWords();
  const now = useNow();
  return (
    <div className={css['frame']} data-navigation={entries.length > 0}>
      <a className={`${css['skip']} no-print`} href="#main">
        {t('ui.frame.skip')}
      </a>
      <header className={css['header']}>
        <Link to="/" className={css['school']}>
          <Mark />
          <span>
            <span className={css['schoolName']}>{school}</span>
            {standing && <span className={css['standing']}>{standing}</span>}
          </span>
        </Link>
        <Account {...account} />
      </header>
      {entries.length > 0 && (
        <nav className={`${css['side']} no-print`} aria-label={t('ui.frame.navigation')}>
          <ul>
            {entries.map((entry) => (
              <li key={entry.to}>
                <EntryLink entry={entry} size={20} />
              </li>
            ))}
          </ul>
        </nav>
      )}
      <main id="main" className={css['main']} tabIndex={-1}>
        {banners}
        {children}
        <p className="print-only">{t('ui.frame.printedAt', { at: instantText(now, language) })}</p>
      </main>
      {entries.length > 0 && <Tabs entries={entries} />}
      <Sayings />
    </div>
  );
}

export function EntryLink({ entry, size, onClick }: { entry: Entry; size: number; onClick?: () => void }) {
  return (
    <Link
      to={entry.to}
      activeOptions={{ exact: entry.to === '/' }}
      className={css['entry']}
      onClick={onClick}
    >
      <entry.icon size={size} stroke={1.6} aria-hidden />
      <span>{entry.label}</span>
    </Link>
  );
}

/** The product's mark: a road with three stations. */
function Mark() {
  return (
    <svg
      className={css['mark']}
      viewBox="0 0 32 32"
      width="34"
      height="34"
      aria-hidden="true"
      focusable="false"
    >
      <rect width="32" height="32" rx="7" />
      <path d="M7 24.5c6.5 0 5-8 10-8s3.5-9 8-9" />
      <circle cx="7" cy="24.5" r="2.7" />
      <circle cx="17" cy="16.5" r="2.7" />
      <circle cx="25" cy="7.5" r="2.7" />
    </svg>
  );
}

/** One line across the page that everybody here should know. */
export function Banner({ kind, children }: { kind: 'calm' | 'warn'; children: ReactNode }) {
  return (
    <p className={css['banner']} data-kind={kind}>
      {children}
    </p>
  );
}
