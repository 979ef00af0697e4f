/** Composes the browser part: look, clock, session, router. */
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, useEffect, useMemo, useState } from 'react';
import { type View, ViewerContext, viewsOf } from '../../accounts/screens/viewer.ts';
import type { CallError } from '../../platform/call.ts';
import { ServerClock } from '../../platform/ui/clock.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { type Accent, paperVariables, themeOf } from '../../platform/ui/theme.ts';
import { allWords } from '../../platform/ui/words.ts';
import { router } from './router.tsx';
import { askWhoIsHere, type Session } from './session.ts';

const client = new QueryClient({
  defaultOptions: {
    queries: { retry: false, staleTime: 5_000, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});
const themes: Record<Accent, ReturnType<typeof themeOf>> = { teal: themeOf('teal'), plum: themeOf('plum') };
const schemes = localStorageColorSchemeManager({ key: 'licheng.scheme' });
const styleNonce = () => document.querySelector<HTMLStyleElement>('style#first-paint')?.nonce ?? '';
// An open dialog keeps the page behind it still by a style of its own, which asks for the nonce by this name.
Object.assign(globalThis, { __webpack_nonce__: styleNonce() });

export function App() {
  return (
    <StrictMode>
      <QueryClientProvider client={client}>
        <Here />
      </QueryClientProvider>
    </StrictMode>
  );
}

function Here() {
  const session = useQuery<Session, CallError>({
    queryKey: ['who is here'],
    queryFn: async () => {
      const here = await askWhoIsHere();
      // Staff find every topic in their frame.
      if (here.who.isStaff) await allWords();
      return here;
    },
    staleTime: 60_000,
  });
  const [chosen, setChosen] = useState(() => localStorage.getItem('licheng.view'));
  const who = session.data?.who;
  const viewer = useMemo(() => {
    if (!who) return null;
    const views = viewsOf(who);
    const view = views.find(({ key }) => key === chosen) ?? (views[0] as View);
    const choose = ({ key }: View) => {
      localStorage.setItem('licheng.view', key);
      setChosen(key);
    };
    return { ...who, views, view, choose };
  }, [who, chosen]);
  useEffect(() => {
    if (who) document.body.dataset['school'] = who.school.name;
  }, [who]);

  const accent: Accent = viewer?.view.division === 'continuing' ? 'plum' : 'teal';
  return (
    <MantineProvider
      theme={themes[accent]}
      cssVariablesResolver={paperVariables}
      colorSchemeManager={schemes}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      {session.error && !viewer && <Refused error={session.error} again={() => void session.refetch()} />}
      {viewer && session.data && (
        <ServerClock now={viewer.clock.now} askedAt={session.data.askedAt}>
          <ViewerContext value={{ ...viewer, refresh: async () => void (await session.refetch()) }}>
            <RouterProvider router={router} />
          </ViewerContext>
        </ServerClock>
      )}
    </MantineProvider>
  );
}
