import type { Page } from './page.ts';

export const pages: Page[] = [
  { path: '/account', load: async () => (await import('./OwnAccount.tsx')).OwnAccount },
];
