import { IconCalendarEvent, IconCalendarPin } from '@tabler/icons-react';
import { everyone, office, type Page } from '../../accounts/screens/page.ts';

export const pages: Page[] = [
  {
    path: '/schedule',
    open: true,
    load: async () => (await import('./Schedule.tsx')).Schedule,
    nav: { words: 'calendar.nav.schedule', icon: IconCalendarEvent, order: 80, seenBy: [everyone] },
  },
  {
    path: '/dates',
    load: async () => (await import('./Dates.tsx')).Dates,
    nav: {
      words: 'calendar.nav.dates',
      icon: IconCalendarPin,
      order: 60,
      seenBy: [office('academic-director')],
    },
  },
];
