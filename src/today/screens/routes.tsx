import { IconChartBar, IconChartLine, IconSun, IconUsersGroup } from '@tabler/icons-react';
import { everyone, office, type Page, teacher } from '../../accounts/screens/page.ts';

/** Whoever answers for something in every class. */
const overviewers = office(
  'academic-director',
  'registrar',
  'continuing-academic',
  'student-activities',
  'continuing-student-affairs',
  'counselling-teacher',
  'counselling-convener',
  'student-affairs-director',
  'counselling-director',
  'continuing-director',
  'principal',
);

export const pages: Page[] = [
  {
    path: '/',
    load: async () => (await import('./Today.tsx')).Today,
    nav: { words: 'today.nav', icon: IconSun, order: 0, seenBy: [everyone] },
  },
  {
    path: '/class',
    load: async () => (await import('./MyClass.tsx')).MyClass,
    nav: { words: 'glance.nav', icon: IconUsersGroup, order: 10, seenBy: [office('homeroom')] },
  },
  {
    path: '/overview',
    load: async () => (await import('./Overview.tsx')).Overview,
    nav: { words: 'overview.nav', icon: IconChartBar, order: 12, seenBy: [overviewers] },
  },
  {
    path: '/progress',
    load: async () => (await import('./ProgressPage.tsx')).ProgressPage,
    nav: {
      words: 'progress.nav',
      icon: IconChartLine,
      order: 25,
      seenBy: [overviewers, teacher, office('homeroom')],
    },
  },
  { path: '/classes/$classId', load: async () => (await import('./OneClass.tsx')).OneClass },
];
