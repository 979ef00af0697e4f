import { useEffect } from 'react';
import { openFile } from '../../outcomes/contract.ts';
import { useAct } from '../../platform/call.ts';
import { Preview } from '../../platform/ui/Preview.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { Waiting } from '../../platform/ui/Waiting.tsx';
import { useWords } from '../../platform/ui/words.ts';

interface FileViewParts {
  outcomeId: string;
  versionId: string;
  file: { slot: 'document' | 'media'; name: string; size: number; mediaType: string; findings: string[] };
}

/** A handed-in file, fetched by a link of this session's own, with what inspection found inside. */
export function FileView({ outcomeId, versionId, file }: FileViewParts) {
  const { t } = useWords();
  const link = useAct(openFile);
  const { mutate } = link;
  useEffect(() => {
    mutate({ params: { outcomeId, versionId, slot: file.slot }, body: { disposition: 'inline' } });
  }, [mutate, outcomeId, versionId, file.slot]);
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
      {link.error && <Refused error={link.error} />}
      {link.data ? (
        <Preview url={link.data.url} mediaType={file.mediaType} name={file.name} />
      ) : (
        <Waiting lines={6} />
      )}
    </section>
  );
}
