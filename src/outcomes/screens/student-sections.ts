import type { StudentSection } from '../../people/screens/section.ts';

export const sections: StudentSection[] = [
  {
    words: 'outcomes.section.title',
    order: 30,
    right: 'portfolio.see',
    load: async () => (await import('./PortfolioSection.tsx')).PortfolioSection,
  },
];
