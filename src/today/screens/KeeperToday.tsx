import { findAccounts } from '../../accounts/account-contract.ts';
import { instantText } from '../../calendar/written.ts';
import { mailHealth } from '../../notices/contract.ts';
import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { type Language, useWords } from '../../platform/ui/words.ts';
import { accountMatters } from '../keeper-matters.ts';
import type { Matter } from '../matter.ts';
import { Matters } from './Matters.tsx';

/** The system keeper's day: people who cannot get in yet, accounts that locked themselves, mail that does not leave. */
export function KeeperToday() {
  const { t, language } = useWords();
  const mail = useAnswer(mailHealth);
  const found = useAnswer(findAccounts);
  return (
    <Answer of={found}>
      {({ withoutAccount }) => (
        <>
          {mail.error && <Refused error={mail.error} again={() => void mail.refetch()} />}
          <Matters
            matters={[
              ...(mail.data ? mailMatters(mail.data, language) : []),
              ...accountMatters(withoutAccount),
            ]}
            nothing={t('today.keeper.nothing')}
            next={t('today.keeper.nothingNext')}
          />
        </>
      )}
    </Answer>
  );
}

function mailMatters({ trouble }: AnswerOf<typeof mailHealth>, language: Language): Matter[] {
  if (!trouble) return [];
  const facts = { since: instantText(new Date(trouble.since), language), error: trouble.error };
  const open = { opens: null, closes: null, to: '/account' };
  return [{ key: 'mail', kind: 'mail-fails', urgency: 'overdue', facts, ...open }];
}
