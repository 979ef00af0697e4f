/** Every topic's pages, found by their place in the tree; each is fetched when it is first visited. */

import { Button } from '@mantine/core';
import {
  createRootRoute,
  createRoute,
  createRouter,
  type ErrorComponentProps,
  lazyRouteComponent,
} from '@tanstack/react-router';
import type { Page as Listed } from '../../accounts/screens/page.ts';
import { Page } from '../../platform/ui/Page.tsx';
import { Go } from '../../platform/ui/place.tsx';
import { Waiting } from '../../platform/ui/Waiting.tsx';
import { allWords, useWords } from '../../platform/ui/words.ts';
import { Shell } from './Shell.tsx';

const listed = import.meta.glob<{ pages: Listed[] }>('../../*/screens/routes.tsx', { eager: true });
const pages: Listed[] = Object.values(listed).flatMap((topic) => topic.pages);

const root = createRootRoute({ component: () => <Shell pages={pages} />, notFoundComponent: NoSuchPage });
const routes = pages.map((page) =>
  createRoute({
    getParentRoute: () => root,
    path: page.path,
    component: lazyRouteComponent(async () => {
      const [loaded] = await Promise.all([page.load(), page.path !== '/' && allWords()]);
      return { default: loaded };
    }),
  }),
);

export const router = createRouter({
  routeTree: root.addChildren(routes),
  defaultPreload: 'intent',
  defaultPendingComponent: Waiting,
  defaultErrorComponent: Broken,
  scrollRestoration: true,
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (query) => {
    const text = new URLSearchParams(query as Record<string, string>).toString();
    return text === '' ? '' : `?${text}`;
  },
});

function NoSuchPage() {
  const { t } = useWords();
  return (
    <Page title={t('ui.frame.notFound')} lead={t('ui.frame.notFoundNext')}>
      <Go to="/">{t('ui.frame.toToday')}</Go>
    </Page>
  );
}

function Broken({ error }: ErrorComponentProps) {
  const { t } = useWords();
  return (
    <Page title={t('ui.frame.broken')} lead={t('ui.frame.brokenNext')}>
      <p role="alert">{String(error)}</p>
      <Button onClick={() => location.reload()}>{t('ui.frame.reload')}</Button>
    </Page>
  );
}
