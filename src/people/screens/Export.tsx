import { Button } from '@mantine/core';
import { IconDownload, IconEye } from '@tabler/icons-react';
import { useState } from 'react';
import { isReason, Reason } from '../../history/screens/Reason.tsx';
import { addressOf, type CallError, callForFile, type Input } from '../../platform/call.ts';
import { Ask } from '../../platform/ui/Ask.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { exportStudents, exportUnmasked } from '../contract.ts';

/** With whole ID numbers: our own workbook, and the one the central database takes. */
const layouts = ['school', 'national'] as const;
type Layout = (typeof layouts)[number];

interface ExportParts {
  query: Input<typeof exportStudents>['query'];
  may: readonly string[];
}

/** Exactly what is found, as a workbook. */
export function Export({ query, may }: ExportParts) {
  const { t } = useWords();
  const [asking, setAsking] = useState<Layout>();
  return (
    <>
      <Button
        component="a"
        href={addressOf(exportStudents, { query })}
        download
        size="sm"
        variant="default"
        leftSection={<IconDownload size={17} stroke={1.7} aria-hidden />}
      >
        {t('people.export.masked')}
      </Button>
      {may.includes('unmask') &&
        layouts.map((layout) => (
          <Button
            key={layout}
            size="sm"
            variant="default"
            leftSection={<IconEye size={17} stroke={1.7} aria-hidden />}
            onClick={() => setAsking(layout)}
          >
            {t(`people.export.${layout}.button`)}
          </Button>
        ))}
      {asking && <AskWhole layout={asking} query={query} onClose={() => setAsking(undefined)} />}
    </>
  );
}

interface AskWholeParts {
  layout: Layout;
  query: ExportParts['query'];
  onClose(): void;
}

function AskWhole({ layout, query, onClose }: AskWholeParts) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError>();
  const confirm = async () => {
    setBusy(true);
    setError(undefined);
    try {
      download(await callForFile(exportUnmasked, { body: { ...query, layout, reason } }));
      say(t('people.export.said'));
      onClose();
    } catch (thrown) {
      setError(thrown as CallError);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Ask
      opened
      title={t(`people.export.${layout}.button`)}
      confirm={t('people.export.confirm')}
      busy={busy}
      disabled={!isReason(reason)}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <p>{t(`people.export.${layout}.lead`)}</p>
      <Reason reason={reason} onReason={setReason} />
      {error && <Refused error={error} />}
    </Ask>
  );
}

function download(blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = 'register.xlsx';
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
