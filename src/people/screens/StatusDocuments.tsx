import { Button, FileInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type CallError, send } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { hashOf } from '../../platform/ui/hash.ts';
import { Refused } from '../../platform/ui/Refused.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { keepStatusDocument, type studentStatus } from '../status-contract.ts';

/** The documents of one change of status; sending the same one twice keeps it once. */
export function StatusDocuments({ event }: { event: AnswerOf<typeof studentStatus>['events'][number] }) {
  const { t } = useWords();
  return (
    <>
      {event.documents.map(({ documentId, name }) => (
        <div key={documentId}>
          <a href={`/api/status-documents/${documentId}`} download={name}>
            {t('status.document', { name })}
          </a>
        </div>
      ))}
      {event.may.includes('keepDocument') && <AddDocument eventId={event.eventId} />}
    </>
  );
}

function AddDocument({ eventId }: { eventId: string }) {
  const { t } = useWords();
  const [file, setFile] = useState<File | null>(null);
  const client = useQueryClient();
  const sending = useMutation<unknown, CallError, File>({
    mutationFn: async (blob) => {
      const query = { name: blob.name, size: blob.size, sha256: await hashOf(blob) };
      return send(keepStatusDocument, { params: { eventId }, query, blob });
    },
    onSuccess: () => {
      setFile(null);
      return client.invalidateQueries();
    },
  });
  return (
    <div className="no-print">
      <FileInput
        size="sm"
        clearable
        clearButtonProps={{ 'aria-label': t('status.clear') }}
        label={t('status.addDocument')}
        placeholder={t('status.chooseDocument')}
        accept=".pdf,.jpg,.jpeg,.png"
        value={file}
        onChange={setFile}
      />
      {file && (
        <Button size="sm" variant="default" loading={sending.isPending} onClick={() => sending.mutate(file)}>
          {t('status.keepDocument')}
        </Button>
      )}
      {sending.error && <Refused error={sending.error} />}
    </div>
  );
}
