import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../platform/call.ts';
import { Ask } from '../../platform/ui/Ask.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { reasonLength } from '../certification.ts';
import { returnOutcome, withdrawCertification } from '../contract.ts';
import type { Item } from './Decide.tsx';
import { ReturnReason } from './ReturnReason.tsx';

interface ReturnDialogParts {
  item: Item;
  onReturned(): void;
  onClose(): void;
}

/** Until when the student could still react, and the words they will read. */
export function ReturnDialog({ item, onReturned, onClose }: ReturnDialogParts) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const giving = useAct(returnOutcome);
  const params = { outcomeId: item.outcomeId };
  const versionId = item.versions[0]?.versionId ?? '';
  return (
    <Ask
      opened
      title={t('certification.return.title')}
      confirm={t('certification.decide.return')}
      busy={giving.isPending}
      disabled={reason.trim() === ''}
      onClose={onClose}
      onConfirm={() =>
        giving.mutate(
          { params, body: { versionId, reason } },
          {
            onSuccess: () => {
              say(t('certification.said.returned'));
              onClose();
              onReturned();
            },
          },
        )
      }
    >
      {giving.error && <Refused error={giving.error} />}
      <p>
        {item.canReactUntil ? (
          <>
            {t('certification.return.until')} <DateLine closes={item.canReactUntil} />
          </>
        ) : (
          t('certification.return.tooLate')
        )}
      </p>
      <ReturnReason reason={reason} onReason={setReason} />
    </Ask>
  );
}

/** A decision to be taken back, and whose work it was on. */
export interface Taken {
  outcomeId: string;
  name: string;
}

interface WithdrawDialogParts {
  taken: Taken;
  onWithdrawn(): void;
  onClose(): void;
}

/** Says which decision is taken back; a reason stands there already, so that Enter is enough for a slip. */
export function WithdrawDialog({ taken, onWithdrawn, onClose }: WithdrawDialogParts) {
  const { t } = useWords();
  const [reason, setReason] = useState<string>(t('certification.withdraw.slip'));
  const taking = useAct(withdrawCertification);
  return (
    <Ask
      opened
      title={t('certification.withdraw.title')}
      confirm={t('certification.withdraw.confirm')}
      busy={taking.isPending}
      disabled={reason.trim() === ''}
      onClose={onClose}
      onConfirm={() =>
        taking.mutate(
          { params: { outcomeId: taken.outcomeId }, query: { reason } },
          {
            onSuccess: () => {
              say(t('certification.said.withdrawn'));
              onWithdrawn();
            },
          },
        )
      }
    >
      {taking.error && <Refused error={taking.error} />}
      <p>{t('certification.withdraw.effect', { name: taken.name })}</p>
      <TextInput
        data-autofocus
        maxLength={reasonLength.max}
        label={t('certification.withdraw.reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Ask>
  );
}
