import type { ReactNode } from 'react';
import css from './small.module.css';

interface EmptyParts {
  /** What is not here, as a plain sentence. */
  title: string;
  /** What to do next, or when there will be something. */
  next?: ReactNode;
  action?: ReactNode;
}

/** Nothing here, said kindly, with what comes next. */
export function Empty({ title, next, action }: EmptyParts) {
  return (
    <div className={css['empty']}>
      <svg viewBox="0 0 64 48" width="64" height="48" aria-hidden="true" focusable="false">
        <path d="M14 6h26l10 10v26H14z" />
        <path d="M40 6v10h10M22 24h20M22 31h13" />
      </svg>
      <p className={css['emptyTitle']}>{title}</p>
      {next && <div className={css['emptyNext']}>{next}</div>}
      {action && <div className="no-print">{action}</div>}
    </div>
  );
}
