import { IconChecklist } from '@tabler/icons-react';
import { type Page, teacher } from '../../accounts/screens/page.ts';

export const pages: Page[] = [
  {
    path: '/certification',
    load: async () => (await import('./Queue.tsx')).Queue,
    nav: { words: 'certification.nav', icon: IconChecklist, order: 20, seenBy: [teacher] },
  },
  {
    path: '/certification/$outcomeId',
    load: async () => (await import('./Decide.tsx')).Decide,
  },
];
