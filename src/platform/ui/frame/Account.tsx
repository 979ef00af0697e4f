import { Button, NativeSelect, SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { IconLogout, IconUserCircle } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import { type Language, speak, useWords } from '../words.ts';
import css from './frame.module.css';

export interface AccountParts {
  /** Absent for somebody who has not signed in. */
  name?: string;
  /** Links of the account: password, sessions. */
  links?: ReactNode;
  /** Views of this person; a choice stands only where there are several. */
  views: { key: string; label: string }[];
  view: string;
  onView(key: string): void;
  onSignOut(): void;
  /** For who is not signed in. */
  signIn?: ReactNode;
}

/** Who one is and how one wants it: view, language, light or dark, out. */
export function Account(parts: AccountParts) {
  const { t } = useWords();
  if (!parts.name) {
    return (
      <div className={`${css['account']} no-print`}>
        <LanguageSwitch />
        {parts.signIn}
      </div>
    );
  }
  return (
    <div className={`${css['account']} no-print`}>
      {parts.views.length > 1 && (
        <div className={css['wideOnly']}>
          <ViewSwitch {...parts} />
        </div>
      )}
      <button
        type="button"
        className={css['who']}
        popoverTarget="account-menu"
        aria-label={`${parts.name} · ${t('ui.frame.menu')}`}
      >
        <IconUserCircle size={24} stroke={1.5} aria-hidden />
        <bdi>{parts.name}</bdi>
      </button>
      <div id="account-menu" popover="auto" className={css['menu']}>
        {parts.views.length > 1 && (
          <div className={css['narrowOnly']}>
            <ViewSwitch {...parts} />
          </div>
        )}
        <div className={css['setting']}>
          <span>{t('ui.frame.language')}</span>
          <LanguageSwitch />
        </div>
        <div className={css['setting']}>
          <span>{t('ui.frame.scheme')}</span>
          <SchemeSwitch />
        </div>
        {parts.links && <Links>{parts.links}</Links>}
        <Button
          fullWidth
          variant="default"
          leftSection={<IconLogout size={18} stroke={1.7} aria-hidden />}
          onClick={parts.onSignOut}
        >
          {t('ui.frame.signOut')}
        </Button>
      </div>
    </div>
  );
}

/** The menu has done its work once it has led somewhere. */
function Links({ children }: { children: ReactNode }) {
  const links = useRef<HTMLDivElement>(null);
  const close = () => links.current?.closest<HTMLElement>('[popover]')?.hidePopover();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the links inside are what is pressed, by key too
    <div ref={links} className={css['links']} onClick={close}>
      {children}
    </div>
  );
}

function ViewSwitch({ views, view, onView }: AccountParts) {
  const { t } = useWords();
  return (
    <NativeSelect
      size="sm"
      aria-label={t('ui.frame.view')}
      title={t('ui.frame.viewHint')}
      value={view}
      onChange={(event) => onView(event.currentTarget.value)}
      data={views.map(({ key, label }) => ({ value: key, label }))}
    />
  );
}

function LanguageSwitch() {
  const { t, language } = useWords();
  const other: Language = language === 'en' ? 'zh-TW' : 'en';
  return (
    <Button
      size="sm"
      variant="subtle"
      color="gray"
      lang={other === 'en' ? 'en' : 'zh-Hant-TW'}
      onClick={() => void speak(other)}
    >
      {t('ui.frame.otherLanguage')}
    </Button>
  );
}

function SchemeSwitch() {
  const { t } = useWords();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      size="sm"
      aria-label={t('ui.frame.scheme')}
      value={colorScheme}
      onChange={(value) => setColorScheme(value as typeof colorScheme)}
      data={[
        { value: 'light', label: t('ui.frame.light') },
        { value: 'dark', label: t('ui.frame.dark') },
        { value: 'auto', label: t('ui.frame.auto') },
      ]}
    />
  );
}
