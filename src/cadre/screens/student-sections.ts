import type { StudentSection } from '../../people/screens/section.ts';

export const sections: StudentSection[] = [
  {
    words: 'cadre.section.title',
    order: 40,
    right: 'cadre.see',
    load: async () => (await import('./CadreSection.tsx')).CadreSection,
  },
];
