/** The frame filled with this school's, this person's and this view's things; the page inside it. */

import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useMatches } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { signOut } from '../../accounts/contract.ts';
import type { Page as Listed } from '../../accounts/screens/page.ts';
import { useViewer, type View } from '../../accounts/screens/viewer.ts';
import { instantText, spanOf } from '../../calendar/written.ts';
import { call, onSessionEnd } from '../../platform/call.ts';
import { useNow } from '../../platform/ui/clock.tsx';
import { Banner, Frame } from '../../platform/ui/frame/Frame.tsx';
import { Go } from '../../platform/ui/place.tsx';
import { useTrayWanted } from '../../platform/ui/tray/wanted.ts';
import { Waiting } from '../../platform/ui/Waiting.tsx';
import { useWords } from '../../platform/ui/words.ts';

const SignIn = lazy(async () => ({ default: (await import('../../accounts/screens/SignIn.tsx')).SignIn }));
const SignInAgain = lazy(async () => ({
  default: (await import('../../accounts/screens/SignInAgain.tsx')).SignInAgain,
}));
const TrayLine = lazy(async () => ({ default: (await import('./TrayLine.tsx')).TrayLine }));
const Leave = lazy(async () => ({ default: (await import('./Leave.tsx')).Leave }));
const NewPassword = lazy(async () => ({
  default: (await import('../../accounts/screens/NewPassword.tsx')).NewPassword,
}));

export function Shell({ pages }: { pages: Listed[] }) {
  const viewer = useViewer();
  const { t } = useWords();
  const client = useQueryClient();
  const path = useMatches().at(-1)?.fullPath as string | undefined;
  const [ended, setEnded] = useState(false);
  useEffect(() => onSessionEnd(() => setEnded(viewer.signedIn)), [viewer.signedIn]);

  const open = pages.find((page) => page.path === path)?.open ?? false;
  const entries = useMemo(
    () =>
      pages
        .flatMap(({ path, nav, open }) => (nav && (viewer.signedIn || open) ? [{ path, nav }] : []))
        .filter(({ nav }) => nav.seenBy.some((sees) => sees(viewer.view)))
        .sort((one, other) => one.nav.order - other.nav.order)
        .map(({ path, nav }) => ({ to: path, label: t(nav.words), icon: nav.icon })),
    [pages, viewer, t],
  );
  const hasTray = useTrayWanted(viewer.person?.id) && viewer.signedIn && viewer.registrations.length > 0;
  const [unsent, setUnsent] = useState(0);
  const askToLeave = async () => {
    if (!hasTray) return leave();
    const { clearTray, unsentHere } = await import('../../platform/ui/tray/tray.ts');
    const waiting = unsentHere();
    if (waiting > 0) return setUnsent(waiting);
    await clearTray();
    await leave();
  };
  const leave = async () => {
    setUnsent(0);
    await call(signOut);
    client.clear();
    await viewer.refresh();
  };
  const within = () => {
    if (!viewer.signedIn) return open ? <Outlet /> : <SignIn />;
    return viewer.mustChangePassword ? <NewPassword /> : <Outlet />;
  };
  return (
    <Frame
      school={viewer.school.name}
      standing={viewer.signedIn ? nameOf(viewer.view) : t('accounts.product')}
      entries={viewer.mustChangePassword || !viewer.signedIn ? [] : entries}
      account={{
        name: viewer.person?.name,
        views: viewer.views.map((view) => ({ key: view.key, label: nameOf(view) })),
        view: viewer.view.key,
        onView: (key) => {
          const view = viewer.views.find((one) => one.key === key);
          if (view) viewer.choose(view);
        },
        onSignOut: () => void askToLeave(),
        links: (
          <>
            <Go to="/notices">{t('notices.nav')}</Go>
            <Go to="/account">{t('accounts.own.nav')}</Go>
          </>
        ),
        signIn: open && <Go to="/">{t('ui.frame.signIn')}</Go>,
      }}
      banners={
        <>
          <Banners atDoor={!viewer.signedIn && !open} />
          {hasTray && !ended && viewer.person && (
            <Suspense>
              <TrayLine account={viewer.person.id} />
            </Suspense>
          )}
        </>
      }
    >
      <Suspense fallback={<Waiting />}>
        {within()}
        {unsent > 0 && <Leave unsent={unsent} onStay={() => setUnsent(0)} onLeave={() => void leave()} />}
        {ended && (
          <SignInAgain
            onDone={() => {
              setEnded(false);
              void client.invalidateQueries();
            }}
          />
        )}
      </Suspense>
    </Frame>
  );

  function nameOf(view: View): string {
    const division = view.division ? t(`accounts.division.${view.division}`) : '';
    if (view.as !== 'office') return [division, t(`accounts.view.${view.as}`)].filter(Boolean).join(' · ');
    return [division, t(`accounts.office.${view.office}`)].filter(Boolean).join(' · ');
  }
}

/** What must be seen on every page: a demo, a clock that was moved, files that are not as safe as they should be. */
function Banners({ atDoor }: { atDoor: boolean }) {
  const viewer = useViewer();
  const { t, language } = useWords();
  const now = useNow();
  const { offsetMs } = viewer.clock;
  const { days, hours, minutes } = spanOf(Math.abs(offsetMs));
  const span = t(days > 0 ? 'ui.due.daysHours' : 'ui.due.hoursMinutes', { days, hours, minutes });
  return (
    <>
      {viewer.notices.includes('second-home-same-disk') && (
        <Banner kind="warn">{t('ui.frame.sameDisk')}</Banner>
      )}
      {offsetMs !== 0 && (
        <Banner kind="warn">
          {t(offsetMs > 0 ? 'ui.frame.clockAhead' : 'ui.frame.clockBehind', {
            span,
            now: instantText(now, language),
          })}
        </Banner>
      )}
      {viewer.school.demo && !atDoor && <Banner kind="calm">{t('ui.frame.demo')}</Banner>}
    </>
  );
}
