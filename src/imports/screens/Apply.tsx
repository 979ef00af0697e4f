import { Button, NumberInput, Radio } from '@mantine/core';
import { useState } from 'react';
import type { CallError } from '../../platform/call.ts';
import type { BodyOf } from '../../platform/contract.ts';
import { Section } from '../../platform/ui/Page.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { useWords } from '../../platform/ui/words.ts';
import type { applyImport } from '../contract.ts';
import type { Preview } from './OneImport.tsx';

export interface ApplyAct {
  isPending: boolean;
  error: CallError | null;
  start(body: BodyOf<typeof applyImport>): void;
}

interface ApplyParts {
  preview: Preview;
  /** How many rows are wrong. */
  bad: number;
  act: ApplyAct;
}

/** What happens to wrong and to vanishing rows is said before the button does anything. */
export function Apply({ preview, bad, act }: ApplyParts) {
  const { t } = useWords();
  const [badRows, setBadRows] = useState<'refuse' | 'leave-out'>('refuse');
  const [vanishing, setVanishing] = useState<'keep' | 'remove'>('keep');
  const [confirmed, setConfirmed] = useState<number | null>(null);
  const asks = vanishing === 'remove' && preview.alarm;
  const waits = (bad > 0 && badRows === 'refuse') || (asks && confirmed !== preview.vanishing);
  return (
    <Section title={t('imports.apply.title')}>
      {bad > 0 && (
        <Radio.Group
          label={t('imports.apply.badRows', { count: bad })}
          value={badRows}
          onChange={(value) => setBadRows(value as typeof badRows)}
        >
          <Radio mt="xs" value="refuse" label={t('imports.apply.refuse')} />
          <Radio mt="xs" value="leave-out" label={t('imports.apply.leaveOut')} />
        </Radio.Group>
      )}
      {preview.vanishing > 0 && (
        <Radio.Group
          mt="md"
          label={t('imports.apply.vanishing', { count: preview.vanishing })}
          value={vanishing}
          onChange={(value) => setVanishing(value as typeof vanishing)}
        >
          <Radio mt="xs" value="keep" label={t('imports.apply.keep')} />
          <Radio mt="xs" value="remove" label={t('imports.apply.remove')} />
        </Radio.Group>
      )}
      {asks && (
        <NumberInput
          mt="md"
          maw={320}
          hideControls
          label={t('imports.apply.confirm', { count: preview.vanishing })}
          description={t('imports.apply.confirmWhy')}
          value={confirmed ?? ''}
          onChange={(value) => setConfirmed(typeof value === 'number' ? value : null)}
        />
      )}
      <Button
        mt="lg"
        disabled={waits}
        loading={act.isPending}
        onClick={() => act.start({ seen: preview.seen, badRows, vanishing, confirmed })}
      >
        {t('imports.apply.act')}
      </Button>
      {act.error && <Refused error={act.error} />}
    </Section>
  );
}
