import { IconHelpCircle } from '@tabler/icons-react';
import { office, type Page, student } from '../../accounts/screens/page.ts';

export const pages: Page[] = [
  {
    path: '/questions',
    load: async () => (await import('./Questions.tsx')).Questions,
    nav: {
      words: 'questions.nav',
      icon: IconHelpCircle,
      order: 58,
      seenBy: [
        office(
          'registrar',
          'continuing-academic',
          'student-activities',
          'continuing-student-affairs',
          'counselling-teacher',
        ),
      ],
    },
  },
  {
    path: '/my-questions',
    load: async () => (await import('./MyQuestions.tsx')).MyQuestions,
    nav: { words: 'questions.mine.nav', icon: IconHelpCircle, order: 58, seenBy: [student] },
  },
];
