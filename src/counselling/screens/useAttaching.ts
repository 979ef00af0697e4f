/** Sends attachments one after the other; what was sent is not sent again when one of them has to be tried anew. */
import { useState } from 'react';
import { type CallError, send } from '../../platform/call.ts';
import { hashOf } from '../../platform/ui/hash.ts';
import { attachFile } from '../contract.ts';

interface Attaching {
  /** The record that was made, so that a second try adds to it instead of making another. */
  recordId: string | undefined;
  sending: { name: string; share: number } | null;
  error: CallError | null;
  /** @returns whether everything arrived */
  attach(recordId: string, files: readonly File[]): Promise<boolean>;
}

export function useAttaching(): Attaching {
  const [recordId, setRecordId] = useState<string>();
  const [sending, setSending] = useState<Attaching['sending']>(null);
  const [error, setError] = useState<CallError | null>(null);
  return {
    recordId,
    sending,
    error,
    async attach(record, files) {
      setRecordId(record);
      setError(null);
      try {
        for (const file of files) await sendOne(record, file, setSending);
        return true;
      } catch (failed) {
        setError(failed as CallError);
        return false;
      } finally {
        setSending(null);
      }
    },
  };
}

async function sendOne(
  recordId: string,
  file: File,
  tell: (sending: { name: string; share: number }) => void,
): Promise<void> {
  const { name, size } = file;
  tell({ name, share: 0 });
  await send(attachFile, {
    params: { recordId, sha256: await hashOf(file) },
    query: { name, size },
    blob: file,
    onProgress: (sent, total) => tell({ name, share: total > 0 ? sent / total : 1 }),
  });
}
