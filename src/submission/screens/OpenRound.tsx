import { Button, Group, Select } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../platform/call.ts';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { openRound } from '../contract.ts';
import type { RoundKey } from '../round.ts';
import { roundText } from './roundText.ts';

/** Opens a round that the layouts know and nobody has opened: selection and submission begin with it. */
export function OpenRound({ openable }: { openable: readonly RoundKey[] }) {
  const { t } = useWords();
  const [chosen, setChosen] = useState('0');
  const open = useAct(openRound);
  const key = openable[Number(chosen)] ?? openable[0];
  if (!key) return null;
  return (
    <>
      <Group align="end" my="md" className="no-print">
        <Select
          label={t('submission.round.open')}
          description={t('submission.round.openHint')}
          allowDeselect={false}
          value={chosen}
          onChange={(value) => setChosen(value ?? '0')}
          data={openable.map((one, index) => ({ value: String(index), label: roundText(t, one) }))}
        />
        <Button
          variant="default"
          loading={open.isPending}
          onClick={() =>
            open.mutate(
              { body: { schoolYear: key.schoolYear, gradeBand: key.gradeBand, batch: key.batch } },
              {
                onSuccess: () => {
                  setChosen('0');
                  say(t('submission.round.opened', { round: roundText(t, key) }));
                },
              },
            )
          }
        >
          {t('submission.round.openButton')}
        </Button>
      </Group>
      {open.error && <Refused error={open.error} />}
    </>
  );
}
