import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../platform/call.ts';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { changePassword } from '../contract.ts';
import css from './sign-in.module.css';

export function PasswordForm({ asksCurrent, onDone }: { asksCurrent: boolean; onDone(): void }) {
  const { t } = useWords();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const act = useAct(changePassword);
  const differs = again !== '' && next !== again;
  const toggle = { 'aria-label': t('accounts.signIn.showPassword'), tabIndex: 0 };
  return (
    <form
      className={css['form']}
      onSubmit={(event) => {
        event.preventDefault();
        act.mutate(
          { body: asksCurrent ? { current, next } : { next } },
          {
            onSuccess: ({ endedSessions }) => {
              say(
                t(endedSessions > 0 ? 'accounts.password.changedEnded' : 'accounts.password.changed', {
                  endedSessions,
                }),
              );
              setCurrent('');
              setNext('');
              setAgain('');
              onDone();
            },
          },
        );
      }}
    >
      {asksCurrent && (
        <PasswordInput
          label={t('accounts.password.current')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          visibilityToggleButtonProps={toggle}
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
      )}
      <PasswordInput
        label={t('accounts.password.next')}
        description={t('accounts.password.nextHint')}
        autoComplete="new-password"
        required
        withAsterisk={false}
        visibilityToggleButtonProps={toggle}
        value={next}
        onChange={(event) => setNext(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('accounts.password.again')}
        autoComplete="new-password"
        required
        withAsterisk={false}
        error={differs && t('accounts.password.differs')}
        visibilityToggleButtonProps={toggle}
        value={again}
        onChange={(event) => setAgain(event.currentTarget.value)}
      />
      {act.error && <Refused error={act.error} />}
      <Button type="submit" loading={act.isPending} disabled={next === '' || next !== again}>
        {t('accounts.password.submit')}
      </Button>
    </form>
  );
}
