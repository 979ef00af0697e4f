import type { StudentSection } from './section.ts';

export const sections: StudentSection[] = [
  {
    words: 'status.title',
    order: 10,
    load: async () => (await import('./StatusSection.tsx')).StatusSection,
  },
];
