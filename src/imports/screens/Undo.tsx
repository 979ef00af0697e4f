import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../platform/call.ts';
import { Ask } from '../../platform/ui/Ask.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { undoImport } from '../contract.ts';

/** Takes the last applied import back; what was built on it meanwhile is named, and then nothing happens. */
export function Undo({ importId }: { importId: string }) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const act = useAct(undoImport);
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('imports.undo.act')}
      </Button>
      <Ask
        opened={asking}
        title={t('imports.undo.title')}
        confirm={t('imports.undo.act')}
        danger
        busy={act.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() =>
          act.mutate({ params: { importId } }, { onSuccess: () => say(t('imports.undo.done')) })
        }
      >
        <p>{t('imports.undo.about')}</p>
        {act.error && <Refused error={act.error} />}
      </Ask>
    </>
  );
}
