/**
 * What other topics show on a student's page. A topic lists its sections in `screens/student-sections.ts`; the page
 * finds them by their place in the tree and loads each when it is shown.
 */
import type { ComponentType } from 'react';
import type { SectionRight } from '../section-right.ts';

export interface StudentSectionParts {
  registrationId: string;
  /** The student looks at the own record. */
  own: boolean;
  /** `1140101 林育安` */
  label: string;
}

export interface StudentSection {
  /** Key of the heading's words. */
  words: string;
  order: number;
  /** Without it the section is not there; shown to everybody who opens the page where left out. */
  right?: SectionRight;
  load(): Promise<ComponentType<StudentSectionParts>>;
}
