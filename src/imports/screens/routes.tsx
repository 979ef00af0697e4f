import { IconTableImport } from '@tabler/icons-react';
import { office, type Page } from '../../accounts/screens/page.ts';

export const pages: Page[] = [
  {
    path: '/imports',
    load: async () => (await import('./Imports.tsx')).Imports,
    nav: {
      words: 'imports.nav',
      icon: IconTableImport,
      order: 50,
      seenBy: [
        office(
          'registrar',
          'continuing-academic',
          'student-activities',
          'continuing-student-affairs',
          'counselling-teacher',
          'system-keeper',
        ),
      ],
    },
  },
  {
    path: '/imports/$importId',
    load: async () => (await import('./OneImport.tsx')).OneImport,
  },
];
