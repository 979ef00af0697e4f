import type { Page } from '../../accounts/screens/page.ts';

export const pages: Page[] = [
  { path: '/notices', load: async () => (await import('./Notices.tsx')).Notices },
];
