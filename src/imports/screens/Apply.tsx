import { Button, NumberInput, Radio } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../platform/call.ts';
import { Section } from '../../platform/ui/Page.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { applyImport } from '../contract.ts';
import type { Preview } from './OneImport.tsx';

interface ApplyParts {
  importId: string;
  preview: Preview;
  /** How many rows are wrong. */
  bad: number;
}

/** What happens to wrong and to vanishing rows is said before the button does anything. */
export function Apply({ importId, preview, bad }: ApplyParts) {
  const { t } = useWords();
  const [badRows, setBadRows] = useState<'refuse' | 'leave-out'>('refuse');
  const [vanishing, setVanishing] = useState<'keep' | 'remove'>('keep');
  const [confirmed, setConfirmed] = useState<number | null>(null);
  const act = useAct(applyImport);
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
        onClick={() =>
          act.mutate(
            { params: { importId }, body: { seen: preview.seen, badRows, vanishing, confirmed } },
            { onSuccess: ({ changed }) => say(t(changed ? 'imports.apply.done' : 'imports.apply.nothing')) },
          )
        }
      >
        {t('imports.apply.act')}
      </Button>
      {act.error && <Refused error={act.error} />}
    </Section>
  );
}
