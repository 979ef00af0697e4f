import type { ReactNode } from 'react';
import css from './small.module.css';

/** A person's name as it is written, and what tells them apart: class, seat, office. */
export function Person({ name, detail }: { name: string; detail?: ReactNode }) {
  return (
    <span className={css['person']}>
      <bdi>{name}</bdi>
      {detail && <span className={css['personDetail']}>{detail}</span>}
    </span>
  );
}
