import { Button } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../platform/ui/words.ts';
import type { Decision } from '../batch.ts';
import { BatchDialog } from './BatchDialog.tsx';
import css from './certification.module.css';
import type { Work } from './works.ts';

/** What can be done with the works picked: certify them, return them with one reason. */
export function BatchBar({ works, onDone }: { works: readonly Work[]; onDone(): void }) {
  const { t } = useWords();
  const [asking, setAsking] = useState<{ decision: Decision; works: readonly Work[] }>();
  return (
    <>
      <section className={`${css['bar']} no-print`} aria-label={t('certification.batch.bar')}>
        <span role="status">{t('certification.batch.picked', { count: works.length })}</span>
        <Button onClick={() => setAsking({ decision: 'certified', works })}>
          {t('certification.batch.certify')}
        </Button>
        <Button variant="default" onClick={() => setAsking({ decision: 'returned', works })}>
          {t('certification.batch.return')}
        </Button>
        <Button variant="subtle" onClick={onDone}>
          {t('certification.batch.none')}
        </Button>
      </section>
      {asking && (
        <BatchDialog
          {...asking}
          onClose={(decided) => {
            setAsking(undefined);
            if (decided) onDone();
          }}
        />
      )}
    </>
  );
}
