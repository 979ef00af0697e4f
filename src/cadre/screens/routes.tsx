import { IconId, IconUsersGroup } from '@tabler/icons-react';
import { office, type Page, student } from '../../accounts/screens/page.ts';

export const pages: Page[] = [
  {
    path: '/cadre',
    load: async () => (await import('./Overview.tsx')).Overview,
    nav: {
      words: 'cadre.nav',
      icon: IconUsersGroup,
      order: 56,
      seenBy: [
        office('student-activities', 'continuing-student-affairs', 'student-affairs-director', 'homeroom'),
      ],
    },
  },
  { path: '/cadre/posts', load: async () => (await import('./PostList.tsx')).PostList },
  { path: '/cadre/carry-over', load: async () => (await import('./CarryOver.tsx')).CarryOver },
  { path: '/cadre/lists', load: async () => (await import('./Lists.tsx')).Lists },
  { path: '/cadre/units/$level/$unitId', load: async () => (await import('./Grid.tsx')).Grid },
  {
    path: '/my-cadre',
    load: async () => (await import('./MyCadre.tsx')).MyCadre,
    nav: { words: 'cadre.mine.nav', icon: IconId, order: 56, seenBy: [student] },
  },
];
