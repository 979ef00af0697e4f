import type { StudentSection } from '../../people/screens/section.ts';

export const sections: StudentSection[] = [
  {
    words: 'history.title',
    order: 90,
    load: async () => (await import('./RegisterHistory.tsx')).RegisterHistory,
  },
];
