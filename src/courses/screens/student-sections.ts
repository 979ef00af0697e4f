import type { StudentSection } from '../../people/screens/section.ts';

export const sections: StudentSection[] = [
  {
    words: 'courses.section.title',
    order: 20,
    right: 'grades.see',
    load: async () => (await import('./GradesSection.tsx')).GradesSection,
  },
];
