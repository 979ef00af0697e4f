import { useEffect, useState } from 'react';
import type { CallError } from '../../platform/call.ts';
import { Preview } from '../../platform/ui/Preview.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { Waiting } from '../../platform/ui/Waiting.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { fileAddress } from './file-address.ts';

interface FileViewParts {
  outcomeId: string;
  versionId: string;
  file: { slot: 'document' | 'media'; name: string; size: number; mediaType: string; findings: string[] };
}

/** A handed-in file, fetched by a link of this session's own, with what inspection found inside. */
export function FileView({ outcomeId, versionId, file }: FileViewParts) {
  const { t } = useWords();
  const [url, setUrl] = useState<string>();
  const [error, setError] = useState<CallError>();
  const { slot } = file;
  useEffect(() => {
    let gone = false;
    fileAddress({ outcomeId, versionId, slot }).then(
      (address) => gone || setUrl(address),
      (failed: CallError) => gone || setError(failed),
    );
    return () => {
      gone = true;
    };
  }, [outcomeId, versionId, slot]);
  const named = file.findings.map((finding) => t(`fact.finding.${finding}`));
  return (
    <section aria-label={file.name}>
      {file.findings.length > 0 && (
        <p>
          <Status kind="attention">
            {t('certification.findings', { list: named.join(t('certification.between')) })}
          </Status>
        </p>
      )}
      {error && <Refused error={error} />}
      {url && <Preview url={url} mediaType={file.mediaType} name={file.name} />}
      {!url && !error && <Waiting lines={6} />}
    </section>
  );
}
