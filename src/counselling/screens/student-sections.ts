import type { StudentSection } from '../../people/screens/section.ts';

export const sections: StudentSection[] = [
  {
    words: 'counselling.section.title',
    order: 50,
    right: 'counselling.see',
    load: async () => (await import('./CounsellingSection.tsx')).CounsellingSection,
  },
];
