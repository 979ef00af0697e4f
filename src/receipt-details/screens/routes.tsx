import { IconClipboardCheck, IconFileCheck } from '@tabler/icons-react';
import { office, type Page, student } from '../../accounts/screens/page.ts';

export const pages: Page[] = [
  {
    path: '/receipt-details',
    load: async () => (await import('./Tasks.tsx')).Tasks,
    nav: {
      words: 'receiptDetails.nav',
      icon: IconFileCheck,
      order: 40,
      seenBy: [office('registrar', 'continuing-academic', 'academic-director')],
    },
  },
  {
    path: '/receipt-details/tasks/$taskId',
    load: async () => (await import('./Task.tsx')).Task,
  },
  {
    path: '/receipt-details/imports/$importId',
    load: async () => (await import('./Import.tsx')).Import,
  },
  {
    path: '/my-receipt-details',
    load: async () => (await import('./Mine.tsx')).Mine,
    nav: { words: 'receiptDetails.mine.nav', icon: IconClipboardCheck, order: 40, seenBy: [student] },
  },
];
