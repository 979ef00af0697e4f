import { IconPackageExport } from '@tabler/icons-react';
import { office, type Page } from '../../accounts/screens/page.ts';

export const pages: Page[] = [
  {
    path: '/submission',
    load: async () => (await import('./Rounds.tsx')).Rounds,
    nav: {
      words: 'submission.nav',
      icon: IconPackageExport,
      order: 30,
      seenBy: [office('registrar', 'continuing-academic', 'academic-director')],
    },
  },
  {
    path: '/submission/tasks/$taskId',
    load: async () => (await import('./Task.tsx')).Task,
  },
];
