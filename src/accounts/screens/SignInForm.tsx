import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../platform/call.ts';
import { Refused } from '../../platform/ui/Refused.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { signIn } from '../contract.ts';
import css from './sign-in.module.css';

export function SignInForm({ username: known, onDone }: { username?: string; onDone(): Promise<void> }) {
  const { t } = useWords();
  const [username, setUsername] = useState(known ?? '');
  const [password, setPassword] = useState('');
  const act = useAct(signIn);
  return (
    <form
      className={css['form']}
      onSubmit={(event) => {
        event.preventDefault();
        act.mutate({ body: { username, password } }, { onSuccess: () => void onDone() });
      }}
    >
      <TextInput
        label={t('accounts.signIn.username')}
        description={t('accounts.signIn.usernameHint')}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        withAsterisk={false}
        value={username}
        onChange={(event) => setUsername(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('accounts.signIn.password')}
        description={t('accounts.signIn.passwordHint')}
        name="password"
        autoComplete="current-password"
        required
        withAsterisk={false}
        visibilityToggleButtonProps={{ 'aria-label': t('accounts.signIn.showPassword'), tabIndex: 0 }}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {act.error && <Refused error={act.error} />}
      <Button type="submit" fullWidth loading={act.isPending}>
        {t('accounts.signIn.submit')}
      </Button>
    </form>
  );
}
