import type { Page } from '../../accounts/screens/page.ts';

export const pages: Page[] = [
  { path: '/students/$registrationId/status', load: async () => (await import('./Status.tsx')).Status },
];
