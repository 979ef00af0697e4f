import { IconListCheck } from '@tabler/icons-react';
import { type Page, student } from '../../accounts/screens/page.ts';

export const pages: Page[] = [
  {
    path: '/selection',
    load: async () => (await import('./Choose.tsx')).Choose,
    nav: { words: 'selection.nav', icon: IconListCheck, order: 30, seenBy: [student] },
  },
];
