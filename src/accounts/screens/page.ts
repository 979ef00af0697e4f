/** One page of the product, as a topic's `screens/routes.tsx` lists it. See docs/screens.md. */
import type { ComponentType } from 'react';
import type { View } from './viewer.ts';

export interface Page {
  /** Router path, parameters as `$name`. */
  path: string;
  load(): Promise<ComponentType>;
  /** Seen without signing in. */
  open?: true;
  nav?: {
    /** Key of the entry's words. */
    words: string;
    icon: ComponentType<{ size?: number | string; stroke?: number | string }>;
    order: number;
    /** In which views the entry stands: any of these. */
    seenBy: ((view: View) => boolean)[];
  };
}

export const student = (view: View): boolean => view.as === 'student' && view.key !== 'nobody';

export const teacher = (view: View): boolean => view.as === 'teacher';

export const everyone = (): boolean => true;

export const anyOffice = (view: View): boolean => view.as === 'office';

export const office =
  (...offices: string[]) =>
  (view: View): boolean =>
    view.as === 'office' && view.office !== null && offices.includes(view.office);
