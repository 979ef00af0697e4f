import { findAccounts } from '../../accounts/account-contract.ts';
import { useAnswer } from '../../platform/call.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { Matters } from './Matters.tsx';
import type { Matter } from './matter.ts';

/** The system keeper's day: people who cannot get in yet, accounts that locked themselves. */
export function KeeperToday() {
  const { t } = useWords();
  const found = useAnswer(findAccounts);
  return (
    <Answer of={found}>
      {({ withoutAccount }) => (
        <Matters
          matters={[
            ...missing('students', withoutAccount.students),
            ...missing('staff', withoutAccount.staff),
          ]}
          nothing={t('today.keeper.nothing')}
          next={t('today.keeper.nothingNext')}
        />
      )}
    </Answer>
  );
}

function missing(who: 'students' | 'staff', count: number): Matter[] {
  if (count === 0) return [];
  const open = { opens: null, closes: null, to: '/accounts' };
  return [{ key: who, kind: `accounts-${who}`, urgency: 'due', facts: { count }, ...open }];
}
