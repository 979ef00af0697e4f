import { useQueryClient } from '@tanstack/react-query';
import { Banner } from '../../platform/ui/frame/Frame.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { SignInForm } from './SignInForm.tsx';
import css from './sign-in.module.css';
import { useViewer } from './viewer.ts';

/** The door. It stands in place of whatever page was asked for, which is there once one is in. */
export function SignIn() {
  const { t } = useWords();
  const viewer = useViewer();
  const client = useQueryClient();
  return (
    <article className={css['door']}>
      <div className={css['sheet']}>
        <header className={css['head']}>
          <h1>{t('accounts.signIn.title')}</h1>
          <p>{viewer.school.name}</p>
        </header>
        <SignInForm
          onDone={async () => {
            await viewer.refresh();
            await client.invalidateQueries();
          }}
        />
        {viewer.school.demo && <Banner kind="calm">{t('accounts.signIn.demoHint')}</Banner>}
      </div>
      <p className={css['foot']}>{t('accounts.signIn.foot')}</p>
    </article>
  );
}
