import type { StudentSection } from '../../people/screens/section.ts';

export const sections: StudentSection[] = [
  {
    words: 'performances.title',
    order: 35,
    right: 'performance.count',
    load: async () => (await import('./StudentPerformances.tsx')).StudentPerformances,
  },
];
