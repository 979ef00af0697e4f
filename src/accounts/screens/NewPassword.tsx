import { Page } from '../../platform/ui/Page.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { PasswordForm } from './PasswordForm.tsx';
import { useViewer } from './viewer.ts';

/** After an initial password or a one-time code: nothing else is open until a password of one's own is set. */
export function NewPassword() {
  const { t } = useWords();
  const viewer = useViewer();
  return (
    <Page title={t('accounts.password.dueTitle')} lead={t('accounts.password.dueLead')}>
      <PasswordForm asksCurrent={false} onDone={() => void viewer.refresh()} />
    </Page>
  );
}
