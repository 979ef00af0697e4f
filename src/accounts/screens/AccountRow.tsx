import { Button } from '@mantine/core';
import { useState } from 'react';
import { instantText } from '../../calendar/written.ts';
import { useAct } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Ask } from '../../platform/ui/Ask.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Row } from '../../platform/ui/Page.tsx';
import { Person } from '../../platform/ui/Person.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import {
  disableAccount,
  enableAccount,
  type findAccounts,
  resetPassword,
  unlockAccount,
} from '../account-contract.ts';
import type { PrintedCodes } from './Codes.tsx';

type Account = AnswerOf<typeof findAccounts>['accounts'][number];
type Act = Account['may'][number];

export function AccountRow({ account, onCode }: { account: Account; onCode(codes: PrintedCodes): void }) {
  const { t, language } = useWords();
  const [asking, setAsking] = useState<'reset' | 'disable'>();
  const reset = useAct(resetPassword);
  const acts = {
    unlock: useAct(unlockAccount),
    disable: useAct(disableAccount),
    enable: useAct(enableAccount),
  };
  const error = reset.error ?? acts.unlock.error ?? acts.disable.error ?? acts.enable.error;
  const input = { params: { accountId: account.id } };
  const carryOut = (act: Act) => {
    setAsking(undefined);
    if (act === 'reset') {
      reset.mutate(input, {
        onSuccess: ({ expiresAt, ...printed }) => {
          onCode({ printed: [printed], skipped: [], expiresAt });
          scrollTo({ top: 0 });
        },
      });
    } else acts[act].mutate(input, { onSuccess: () => say(t(`accounts.people.done.${act}`)) });
  };
  return (
    <Row
      title={<Person name={account.name} detail={account.username} />}
      detail={
        <>
          {[t(`accounts.people.kind.${account.kind}`), account.place].filter(Boolean).join(' · ')}
          {' · '}
          {account.lastSignedInAt ? (
            <>
              {t('accounts.people.lastSignIn')} <DateLine at={account.lastSignedInAt} />
            </>
          ) : (
            t('accounts.people.never')
          )}
        </>
      }
      end={account.may.map((act) => (
        <Button
          key={act}
          size="sm"
          variant="default"
          onClick={() => (act === 'reset' || act === 'disable' ? setAsking(act) : carryOut(act))}
        >
          {t(`accounts.people.may.${act}`)}
        </Button>
      ))}
    >
      {account.disabledAt && <Status kind="frozen">{t('accounts.people.disabled')}</Status>}
      {account.lockedUntil && (
        <Status kind="attention">
          {t('accounts.people.locked', { at: instantText(new Date(account.lockedUntil), language) })}
        </Status>
      )}
      {account.passwordDue && !account.disabledAt && (
        <Status kind="waiting">{t('accounts.people.passwordDue')}</Status>
      )}
      {error && <Refused error={error} />}
      {asking && (
        <Ask
          opened
          danger={asking === 'disable'}
          title={t(`accounts.people.may.${asking}`)}
          confirm={t(`accounts.people.may.${asking}`)}
          onConfirm={() => carryOut(asking)}
          onClose={() => setAsking(undefined)}
        >
          {t(`accounts.people.${asking}Ask`, { name: account.name })}
        </Ask>
      )}
    </Row>
  );
}
