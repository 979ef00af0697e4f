import { Button, FileButton } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type CallError, call, RefusedError, send } from '../../platform/call.ts';
import { Progress } from '../../platform/ui/Progress.tsx';
import { useGo } from '../../platform/ui/place.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { beginImport, bringWorkbook, workbookMaxBytes } from '../contract.ts';

interface Sending {
  name: string;
  share: number;
}

/** Chooses workbooks and brings them one after the other; without `importId` a new import is opened for them. */
export function BringWorkbooks({ importId }: { importId?: string }) {
  const { t } = useWords();
  const go = useGo();
  const client = useQueryClient();
  const [sending, setSending] = useState<Sending>();
  const [failed, setFailed] = useState<{ name: string; error: CallError }>();

  const bring = async (files: File[]) => {
    setFailed(undefined);
    const large = files.find(({ size }) => size > workbookMaxBytes);
    if (large) return setFailed({ name: large.name, error: tooLarge() });
    const target = importId ?? (await opened(setFailed));
    if (!target) return;
    for (const file of files) {
      setSending({ name: file.name, share: 0 });
      try {
        await send(bringWorkbook, {
          params: { importId: target },
          query: { name: file.name },
          // Without a type of its own, so that no one between reads a .csv as text.
          blob: new Blob([file]),
          onProgress: (done, total) => setSending({ name: file.name, share: total === 0 ? 0 : done / total }),
        });
      } catch (thrown) {
        setSending(undefined);
        return setFailed({ name: file.name, error: thrown as CallError });
      }
    }
    setSending(undefined);
    await client.invalidateQueries();
    if (!importId) go({ to: '/imports/$importId', params: { importId: target } });
  };
  return (
    <>
      <FileButton multiple accept=".xlsx,.csv" onChange={(files) => void bring(files)}>
        {(props) => (
          <Button
            {...props}
            mt="md"
            variant={importId ? 'default' : 'filled'}
            loading={sending !== undefined}
            leftSection={<IconFileSpreadsheet size={18} stroke={1.7} aria-hidden />}
          >
            {t(importId ? 'imports.bring.more' : 'imports.bring.choose')}
          </Button>
        )}
      </FileButton>
      {sending && (
        <Progress
          label={t(sending.share < 1 ? 'imports.bring.sending' : 'imports.bring.reading', {
            name: sending.name,
          })}
          value={sending.share < 1 ? sending.share : null}
        />
      )}
      {failed && (
        <>
          {failed.name && <p>{t('imports.bring.failed', { name: failed.name })}</p>}
          <Refused error={failed.error} />
        </>
      )}
    </>
  );
}

async function opened(
  fail: (failed: { name: string; error: CallError }) => void,
): Promise<string | undefined> {
  try {
    return (await call(beginImport)).importId;
  } catch (thrown) {
    fail({ name: '', error: thrown as CallError });
    return undefined;
  }
}

/** What the server would say, before two hundred megabytes are sent to hear it. */
function tooLarge(): RefusedError {
  return new RefusedError({
    refused: 'workbook-too-large',
    clause: '產7',
    facts: { maxBytes: workbookMaxBytes },
  });
}
