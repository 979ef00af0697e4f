import { IconBook } from '@tabler/icons-react';
import { type Page, student } from '../../accounts/screens/page.ts';

export const pages: Page[] = [
  {
    path: '/outcomes',
    load: async () => (await import('./MyCourses.tsx')).MyCourses,
    nav: { words: 'outcomes.nav', icon: IconBook, order: 20, seenBy: [student] },
  },
  {
    path: '/tray',
    load: async () => (await import('../../platform/ui/tray/TrayPage.tsx')).TrayPage,
  },
  {
    path: '/outcomes/$outcomeId',
    load: async () => (await import('./OneOutcome.tsx')).OneOutcome,
  },
];
