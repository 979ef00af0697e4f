import { Button, FileButton } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { type CallError, send } from '../../platform/call.ts';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Progress } from '../../platform/ui/Progress.tsx';
import { Go, useGo } from '../../platform/ui/place.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { uploadReceiptDetails } from '../contract.ts';
import type { OneTask } from './Task.tsx';

/** Brings the file of the central database; files that wait for their columns can be taken up again. */
export function BringFile({ task }: { task: OneTask }) {
  const { t } = useWords();
  const go = useGo();
  const [sent, setSent] = useState<number>();
  const [error, setError] = useState<CallError>();
  if (!task.may.includes('import')) return null;

  const bring = async (file: File | null) => {
    if (!file) return;
    setError(undefined);
    setSent(0);
    try {
      const { importId } = await send(uploadReceiptDetails, {
        params: { taskId: task.taskId },
        query: { name: file.name },
        blob: file,
        onProgress: (done, total) => setSent(total === 0 ? 0 : done / total),
      });
      go({ to: '/receipt-details/imports/$importId', params: { importId } });
    } catch (thrown) {
      setError(thrown as CallError);
    } finally {
      setSent(undefined);
    }
  };
  return (
    <Section title={t('receiptDetails.file.title')}>
      <p>{t(task.applied ? 'receiptDetails.file.leadAgain' : 'receiptDetails.file.lead')}</p>
      <FileButton accept=".xlsx,.csv" onChange={(file) => void bring(file)}>
        {(props) => (
          <Button
            {...props}
            variant={task.applied ? 'default' : 'filled'}
            loading={sent !== undefined}
            leftSection={<IconFileUpload size={18} stroke={1.7} aria-hidden />}
          >
            {t('receiptDetails.file.choose')}
          </Button>
        )}
      </FileButton>
      {sent !== undefined && (
        <Progress label={t('receiptDetails.file.sending')} value={sent < 1 ? sent : null} />
      )}
      {error && <Refused error={error} />}
      {task.waiting.length > 0 && (
        <Rows label={t('receiptDetails.file.waiting')}>
          {task.waiting.map((file) => (
            <Row
              key={file.importId}
              title={
                <Go to="/receipt-details/imports/$importId" params={{ importId: file.importId }}>
                  {file.fileName}
                </Go>
              }
              detail={t('receiptDetails.file.waitingRows', { rows: file.rows })}
              end={<DateLine at={file.uploadedAt} />}
            />
          ))}
        </Rows>
      )}
    </Section>
  );
}
