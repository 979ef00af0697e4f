import type { StudentSection } from '../../people/screens/section.ts';

export const sections: StudentSection[] = [
  {
    words: 'selection.section.title',
    order: 37,
    right: 'selection.count',
    load: async () => (await import('./SelectionSection.tsx')).SelectionSection,
  },
];
