import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Ask } from '../../platform/ui/Ask.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Section } from '../../platform/ui/Page.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import type { Mapping } from '../columns.ts';
import { applyReceipt, type previewReceipt } from '../contract.ts';
import { Differences } from './Differences.tsx';
import { SetAsideRows } from './SetAsideRows.tsx';

interface PreviewParts {
  found: AnswerOf<typeof previewReceipt>;
  importId: string;
  mapping: Mapping;
  onApplied(): void;
}

/** What the file says against what was handed over; kept only when the office says so. */
export function Preview({ found, importId, mapping, onApplied }: PreviewParts) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const apply = useAct(applyReceipt);
  return (
    <>
      <Section title={t('receiptDetails.preview.title')}>
        <p>{t('receiptDetails.countsLine', found.counts)}</p>
        <Button onClick={() => setAsking(true)}>{t('receiptDetails.preview.apply')}</Button>
      </Section>
      <Differences
        rows={found.differences}
        rowKey={(row) =>
          `${row.result} ${row.sheet} ${row.row} ${row.student.studentNumber} ${row.courseCode} ${row.submitted?.description}`
        }
        title={t('receiptDetails.difference.title')}
      />
      <SetAsideRows rows={found.setAside} />
      <Ask
        opened={asking}
        title={t('receiptDetails.preview.apply')}
        confirm={t('receiptDetails.preview.apply')}
        busy={apply.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() =>
          apply.mutate(
            { params: { importId }, body: { mapping } },
            {
              onSuccess: () => {
                say(t('receiptDetails.preview.applied'));
                onApplied();
              },
            },
          )
        }
      >
        <p>
          {t('receiptDetails.preview.opens')} <DateLine closes={found.confirmationCloses} />
        </p>
        {apply.error && <Refused error={apply.error} />}
      </Ask>
    </>
  );
}
