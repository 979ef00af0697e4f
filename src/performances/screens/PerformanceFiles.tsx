import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useAct } from '../../platform/call.ts';
import { Row, Rows } from '../../platform/ui/Page.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { sizeText } from '../../platform/ui/size.ts';
import { useWords } from '../../platform/ui/words.ts';
import { openPerformanceFile } from '../contract.ts';

interface PerformanceFilesParts {
  performanceId: string;
  versionId: string;
  files: readonly { slot: 'document' | 'media'; name: string; size: number; detail?: ReactNode }[];
}

/** The files of a version, each to be opened. */
export function PerformanceFiles({ performanceId, versionId, files }: PerformanceFilesParts) {
  const { t } = useWords();
  const open = useAct(openPerformanceFile);
  if (files.length === 0) return null;
  return (
    <>
      <Rows>
        {files.map(({ slot, name, size, detail }) => (
          <Row
            key={slot}
            title={name}
            detail={detail ?? sizeText(size)}
            end={
              <Button
                size="sm"
                variant="default"
                loading={open.isPending}
                aria-label={t('performances.openNamed', { name })}
                onClick={() =>
                  open.mutate(
                    { params: { performanceId, versionId, slot }, body: { disposition: 'inline' } },
                    { onSuccess: ({ url }) => globalThis.open(url, '_blank', 'noopener') },
                  )
                }
              >
                {t('performances.open')}
              </Button>
            }
          />
        ))}
      </Rows>
      {open.error && <Refused error={open.error} />}
    </>
  );
}
