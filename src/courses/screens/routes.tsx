import { IconAbc, IconBooks, IconReportAnalytics, IconSchool } from '@tabler/icons-react';
import { office, type Page, student } from '../../accounts/screens/page.ts';

const keepers = office('registrar', 'continuing-academic', 'academic-director');

export const pages: Page[] = [
  {
    path: '/courses',
    load: async () => (await import('./Offerings.tsx')).Offerings,
    nav: { words: 'courses.nav', icon: IconBooks, order: 54, seenBy: [keepers] },
  },
  { path: '/courses/$offeringId', load: async () => (await import('./Offering.tsx')).Offering },
  { path: '/course-codes', load: async () => (await import('./Code.tsx')).Code },
  { path: '/course-plan', load: async () => (await import('./Plan.tsx')).Plan },
  { path: '/course-check', load: async () => (await import('./Health.tsx')).Health },
  {
    path: '/grades',
    load: async () => (await import('./Grades.tsx')).Grades,
    nav: { words: 'courses.gradesNav', icon: IconAbc, order: 55, seenBy: [keepers] },
  },
  { path: '/grades/$offeringId', load: async () => (await import('./Grid.tsx')).Grid },
  {
    path: '/grades/students/$registrationId',
    load: async () => (await import('./StudentGrades.tsx')).StudentGrades,
  },
  {
    path: '/class-grades',
    load: async () => (await import('./ClassGrades.tsx')).ClassGrades,
    nav: { words: 'courses.classNav', icon: IconSchool, order: 55, seenBy: [office('homeroom')] },
  },
  {
    path: '/my-grades',
    load: async () => (await import('./MyGrades.tsx')).MyGrades,
    nav: { words: 'courses.gradesNav', icon: IconReportAnalytics, order: 55, seenBy: [student] },
  },
];
