import { Modal } from '@mantine/core';
import { useWords } from '../../platform/ui/words.ts';
import { SignInForm } from './SignInForm.tsx';
import { useViewer } from './viewer.ts';

/** Over the open page, so that nothing half-written is lost when a session has run out. */
export function SignInAgain({ onDone }: { onDone(): void }) {
  const { t } = useWords();
  const viewer = useViewer();
  return (
    <Modal
      opened
      onClose={onDone}
      withCloseButton={false}
      closeOnClickOutside={false}
      title={t('ui.frame.ended')}
    >
      <p>{t('ui.frame.endedHint')}</p>
      <SignInForm
        onDone={async () => {
          await viewer.refresh();
          onDone();
        }}
      />
    </Modal>
  );
}
