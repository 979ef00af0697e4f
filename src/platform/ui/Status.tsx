import {
  IconAlertTriangle,
  IconCalendarTime,
  IconCircleCheck,
  IconCircleDashed,
  IconCornerDownLeft,
  IconLock,
  IconPencil,
  IconX,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import css from './small.module.css';

const icons = {
  done: IconCircleCheck,
  waiting: IconCircleDashed,
  returned: IconCornerDownLeft,
  attention: IconAlertTriangle,
  wrong: IconX,
  frozen: IconLock,
  draft: IconPencil,
  later: IconCalendarTime,
};

export type StatusKind = keyof typeof icons;

/** A state in words with its sign; never by colour alone. */
export function Status({ kind, children }: { kind: StatusKind; children: ReactNode }) {
  const Icon = icons[kind];
  return (
    <span className={css['status']} data-kind={kind}>
      <Icon size={17} stroke={1.9} aria-hidden />
      {children}
    </span>
  );
}
