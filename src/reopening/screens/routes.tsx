import { IconClockHour4 } from '@tabler/icons-react';
import { office, type Page } from '../../accounts/screens/page.ts';

export const pages: Page[] = [
  {
    path: '/reopenings',
    load: async () => (await import('./Reopenings.tsx')).Reopenings,
    nav: {
      words: 'reopening.nav',
      icon: IconClockHour4,
      order: 59,
      seenBy: [office('registrar', 'continuing-academic')],
    },
  },
  {
    path: '/reopenings/new',
    load: async () => (await import('./NewReopening.tsx')).NewReopening,
  },
];
