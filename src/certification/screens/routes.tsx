import { IconChecklist, IconHourglass } from '@tabler/icons-react';
import { office, type Page, teacher } from '../../accounts/screens/page.ts';

export const pages: Page[] = [
  {
    path: '/certification',
    load: async () => (await import('./Queue.tsx')).Queue,
    nav: { words: 'certification.nav', icon: IconChecklist, order: 20, seenBy: [teacher] },
  },
  {
    path: '/certification/reasons',
    load: async () => (await import('./Reasons.tsx')).Reasons,
  },
  {
    path: '/certification/long-waiting',
    load: async () => (await import('./WaitingLong.tsx')).WaitingLong,
    nav: {
      words: 'certification.long.nav',
      icon: IconHourglass,
      order: 59,
      seenBy: [office('registrar', 'continuing-academic', 'academic-director')],
    },
  },
  {
    path: '/certification/$outcomeId',
    load: async () => (await import('./Decide.tsx')).Decide,
  },
];
