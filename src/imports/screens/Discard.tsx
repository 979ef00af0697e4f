import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../platform/call.ts';
import { Ask } from '../../platform/ui/Ask.tsx';
import { useGo } from '../../platform/ui/place.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { discardImport } from '../contract.ts';

export function Discard({ importId }: { importId: string }) {
  const { t } = useWords();
  const go = useGo();
  const [asking, setAsking] = useState(false);
  const act = useAct(discardImport);
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('imports.discard.act')}
      </Button>
      <Ask
        opened={asking}
        title={t('imports.discard.title')}
        confirm={t('imports.discard.act')}
        busy={act.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => act.mutate({ params: { importId } }, { onSuccess: () => go({ to: '/imports' }) })}
      >
        <p>{t('imports.discard.about')}</p>
        {act.error && <Refused error={act.error} />}
      </Ask>
    </>
  );
}
