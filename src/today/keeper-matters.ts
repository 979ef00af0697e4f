/** The system keeper's day: people who cannot get in yet. */
import type { Matter } from './matter.ts';

export function accountMatters(withoutAccount: { students: number; staff: number }): Matter[] {
  return (['students', 'staff'] as const).flatMap((who) => {
    const count = withoutAccount[who];
    if (count === 0) return [];
    const open = { opens: null, closes: null, to: '/accounts' };
    return [
      { key: who, kind: `accounts-${who}`, urgency: 'due', facts: { count }, ...open } satisfies Matter,
    ];
  });
}
