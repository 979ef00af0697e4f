import { useState } from 'react';
import { isReason, Reason } from '../../history/screens/Reason.tsx';
import { useAct } from '../../platform/call.ts';
import { Ask } from '../../platform/ui/Ask.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { unmaskId } from '../contract.ts';

interface UnmaskParts {
  registrationId: string;
  onNumber(nationalId: string): void;
  onClose(): void;
}

/** The whole ID number for this view only. */
export function Unmask({ registrationId, onNumber, onClose }: UnmaskParts) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const unmask = useAct(unmaskId);
  const confirm = () =>
    unmask.mutate(
      { params: { registrationId }, body: { reason } },
      {
        onSuccess: ({ nationalId }) => {
          onNumber(nationalId);
          onClose();
        },
      },
    );
  return (
    <Ask
      opened
      title={t('people.unmask.title')}
      confirm={t('people.unmask.button')}
      busy={unmask.isPending}
      disabled={!isReason(reason)}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t('people.unmask.lead')}</p>
      <Reason reason={reason} onReason={setReason} />
      {unmask.error && <Refused error={unmask.error} />}
    </Ask>
  );
}
