import { IconListCheck } from '@tabler/icons-react';
import { office, type Page, student } from '../../accounts/screens/page.ts';

export const pages: Page[] = [
  {
    path: '/selection',
    load: async () => (await import('./Choose.tsx')).Choose,
    nav: { words: 'selection.nav', icon: IconListCheck, order: 30, seenBy: [student] },
  },
  {
    path: '/selection/classes',
    load: async () => (await import('./Classes.tsx')).Classes,
    nav: {
      words: 'selection.watch.title',
      icon: IconListCheck,
      order: 59,
      seenBy: [office('registrar', 'continuing-academic', 'homeroom')],
    },
  },
  {
    path: '/selection/$roundId/classes/$classId',
    load: async () => (await import('./OneClass.tsx')).OneClass,
  },
];
