import type { Page } from '../../accounts/screens/page.ts';

export const pages: Page[] = [
  {
    path: '/letters/stop/$token',
    load: async () => (await import('./StopLetters.tsx')).StopLetters,
    open: true,
  },
  { path: '/notices', load: async () => (await import('./Notices.tsx')).Notices },
];
