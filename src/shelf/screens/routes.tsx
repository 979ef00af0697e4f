import { IconBookmarks } from '@tabler/icons-react';
import { type Page, student } from '../../accounts/screens/page.ts';

export const pages: Page[] = [
  {
    path: '/shelf',
    load: async () => (await import('./MyShelf.tsx')).MyShelf,
    nav: { words: 'shelf.nav', icon: IconBookmarks, order: 35, seenBy: [student] },
  },
  { path: '/shelf/new', load: async () => (await import('./NewItem.tsx')).NewItem },
  { path: '/shelf/map', load: async () => (await import('./MyMap.tsx')).MyMap },
  { path: '/shelf/$itemId', load: async () => (await import('./OneItem.tsx')).OneItem },
  { path: '/shelf/$itemId/make', load: async () => (await import('./MakeOfIt.tsx')).MakeOfIt },
];
