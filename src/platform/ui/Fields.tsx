import type { ReactNode } from 'react';
import css from './page.module.css';

/** Fields that are filled in together, side by side where there is room; `tight` for short choices. */
export function Fields({ tight, children }: { tight?: boolean; children: ReactNode }) {
  return <div className={`${css['fields']} ${tight ? css['tight'] : ''}`}>{children}</div>;
}

/** A choice at the head of a page of what it shows: a semester, a school year. */
export function Filter({ children }: { children: ReactNode }) {
  return <div className={`${css['filter']} no-print`}>{children}</div>;
}

/** Said softly within a section: that there is nothing, what to know. */
export function Quiet({ children }: { children: ReactNode }) {
  return <p className={css['quiet']}>{children}</p>;
}
