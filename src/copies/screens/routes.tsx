import { IconPackageExport } from '@tabler/icons-react';
import { type Page, student } from '../../accounts/screens/page.ts';

export const pages: Page[] = [
  {
    path: '/my-copy',
    load: async () => (await import('./MyCopy.tsx')).MyCopy,
    nav: { words: 'copies.nav', icon: IconPackageExport, order: 80, seenBy: [student] },
  },
];
