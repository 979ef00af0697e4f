import { IconStars } from '@tabler/icons-react';
import { office, type Page, student } from '../../accounts/screens/page.ts';

export const pages: Page[] = [
  {
    path: '/performances',
    load: async () => (await import('./MyPerformances.tsx')).MyPerformances,
    nav: { words: 'performances.nav', icon: IconStars, order: 25, seenBy: [student] },
  },
  { path: '/performances/new', load: async () => (await import('./NewPerformance.tsx')).NewPerformance },
  {
    path: '/performances/classes',
    load: async () => (await import('./Classes.tsx')).Classes,
    nav: {
      words: 'performances.nav',
      icon: IconStars,
      order: 58,
      seenBy: [office('registrar', 'continuing-academic', 'homeroom')],
    },
  },
  {
    path: '/performances/classes/$classId',
    load: async () => (await import('./OneClass.tsx')).OneClass,
  },
  { path: '/performances/list', load: async () => (await import('./PerformanceList.tsx')).PerformanceList },
  {
    path: '/performances/students/$registrationId',
    load: async () => (await import('./OneStudent.tsx')).OneStudent,
  },
  {
    path: '/performances/$performanceId',
    load: async () => (await import('./OnePerformance.tsx')).OnePerformance,
  },
];
