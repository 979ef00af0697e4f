import { IconAddressBook, IconIdBadge2 } from '@tabler/icons-react';
import { office, type Page, student } from '../../accounts/screens/page.ts';

export const pages: Page[] = [
  {
    path: '/register',
    load: async () => (await import('./Register.tsx')).Register,
    nav: {
      words: 'people.nav',
      icon: IconAddressBook,
      order: 52,
      seenBy: [office('registrar', 'continuing-academic', 'academic-director', 'homeroom')],
    },
  },
  {
    path: '/register/new',
    load: async () => (await import('./NewStudent.tsx')).NewStudent,
  },
  {
    path: '/register/$registrationId',
    load: async () => (await import('./Student.tsx')).Student,
  },
  {
    path: '/register/$registrationId/status',
    load: async () => (await import('./Status.tsx')).Status,
  },
  {
    path: '/my-register',
    load: async () => (await import('./MyRegister.tsx')).MyRegister,
    nav: { words: 'people.mine.nav', icon: IconIdBadge2, order: 52, seenBy: [student] },
  },
];
