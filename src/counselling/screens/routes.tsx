import { IconMessages } from '@tabler/icons-react';
import { office, type Page, student } from '../../accounts/screens/page.ts';

export const pages: Page[] = [
  {
    path: '/counselling',
    load: async () => (await import('./Coverage.tsx')).Coverage,
    nav: {
      words: 'counselling.nav',
      icon: IconMessages,
      order: 57,
      seenBy: [office('counselling-teacher', 'counselling-convener', 'academic-director', 'homeroom')],
    },
  },
  {
    path: '/counselling/classes/$classId',
    load: async () => (await import('./ClassReport.tsx')).ClassReport,
  },
  { path: '/counselling/records', load: async () => (await import('./Records.tsx')).Records },
  { path: '/counselling/records/$recordId', load: async () => (await import('./OneRecord.tsx')).OneRecord },
  {
    path: '/counselling/records/$recordId/change',
    load: async () => (await import('./ChangeRecord.tsx')).ChangeRecord,
  },
  { path: '/counselling/new', load: async () => (await import('./NewRecord.tsx')).NewRecord },
  {
    path: '/my-counselling',
    load: async () => (await import('./MyCounselling.tsx')).MyCounselling,
    nav: { words: 'counselling.mine.nav', icon: IconMessages, order: 57, seenBy: [student] },
  },
];
