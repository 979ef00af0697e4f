import { IconId, IconKey, IconUserCheck, IconUsers } from '@tabler/icons-react';
import { anyOffice, office, type Page, teacher } from './page.ts';

const academic = office('academic-director', 'registrar', 'continuing-academic');

export const pages: Page[] = [
  { path: '/account', load: async () => (await import('./OwnAccount.tsx')).OwnAccount },
  {
    path: '/deputies',
    load: async () => (await import('./Deputies.tsx')).Deputies,
    nav: { words: 'accounts.deputies.nav', icon: IconUserCheck, order: 65, seenBy: [academic, teacher] },
  },
  {
    path: '/offices',
    load: async () => (await import('./Offices.tsx')).Offices,
    nav: {
      words: 'accounts.offices.nav',
      icon: IconId,
      order: 66,
      seenBy: [office('academic-director', 'system-keeper')],
    },
  },
  {
    path: '/accounts',
    load: async () => (await import('./Accounts.tsx')).Accounts,
    nav: {
      words: 'accounts.people.nav',
      icon: IconUsers,
      order: 70,
      seenBy: [office('system-keeper')],
    },
  },
  {
    path: '/rights',
    load: async () => (await import('./Rights.tsx')).Rights,
    nav: { words: 'rights.nav', icon: IconKey, order: 85, seenBy: [anyOffice] },
  },
];
