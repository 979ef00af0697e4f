/** Who looks, and in which of their views. Rights are the union of all; a view only chooses what is shown. */
import { createContext, useContext } from 'react';
import type { AnswerOf } from '../../platform/contract.ts';
import type { Division } from '../actor.ts';
import type { whoAmI } from '../contract.ts';

export type WhoIsHere = AnswerOf<typeof whoAmI>;

export interface View {
  /** Stable in the browser's storage: `student`, `teacher`, or the appointment's id. */
  key: string;
  as: 'student' | 'teacher' | 'office';
  /** For `as: 'office'`: the key of the regulation's list of offices. */
  office: string | null;
  division: Division | null;
}

export interface Viewer extends WhoIsHere {
  view: View;
  views: View[];
  choose(view: View): void;
  /** Asks the server again who is here. */
  refresh(): Promise<void>;
}

export const ViewerContext = createContext<Viewer | null>(null);

export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error('useViewer stands outside the frame');
  return viewer;
}

const nobody: View = { key: 'nobody', as: 'student', office: null, division: null };

/**
 * A person's views, the first being where they land: as student, by the offices they run, as teacher (certifies,
 * also in somebody's place), as homeroom teacher. An office held twice in a division, for two classes, is one view.
 */
export function viewsOf(who: Pick<WhoIsHere, 'registrations' | 'appointments' | 'isStaff'>): View[] {
  const views: View[] = [];
  const [registration] = who.registrations;
  if (registration) {
    views.push({ key: 'student', as: 'student', office: null, division: registration.division });
  }
  const held = who.appointments.filter(
    ({ office, division }, at, all) =>
      office !== 'deputy' &&
      all.findIndex((one) => one.office === office && one.division === division) === at,
  );
  const asOffice = ({ id, office, division }: (typeof held)[number]): View => ({
    key: id,
    as: 'office',
    office,
    division,
  });
  views.push(...held.filter(({ office }) => office !== 'homeroom').map(asOffice));
  if (who.isStaff) views.push({ key: 'teacher', as: 'teacher', office: null, division: null });
  views.push(...held.filter(({ office }) => office === 'homeroom').map(asOffice));
  return views.length > 0 ? views : [nobody];
}
