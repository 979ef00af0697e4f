import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Refusal } from '../../../regulation/refusal.ts';
import { Refused } from '../Refused.tsx';
import { useWords } from '../words.ts';

interface DraftChangedParts {
  /** What the server says of a save that comes too late. */
  refusal: Refusal;
  onKeepMine(): void;
  onTakeOther(): void;
  /** What differs, where the refusal does not say it. */
  children?: ReactNode;
}

/** Another window saved this draft meanwhile: both are here, and the student chooses. */
export function DraftChanged({ refusal, onKeepMine, onTakeOther, children }: DraftChangedParts) {
  const { t } = useWords();
  return (
    <>
      <Refused error={refusal} />
      {children}
      <Group mt="xs">
        <Button size="sm" onClick={onKeepMine}>
          {t('ui.tray.keepMine')}
        </Button>
        <Button size="sm" variant="default" onClick={onTakeOther}>
          {t('ui.tray.takeOther')}
        </Button>
      </Group>
    </>
  );
}
