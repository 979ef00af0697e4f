import { IconSun } from '@tabler/icons-react';
import { everyone, type Page } from '../../accounts/screens/page.ts';

export const pages: Page[] = [
  {
    path: '/',
    load: async () => (await import('./Today.tsx')).Today,
    nav: { words: 'today.nav', icon: IconSun, order: 0, seenBy: [everyone] },
  },
];
