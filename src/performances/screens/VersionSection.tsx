import { Button, Group } from '@mantine/core';
import { addressOf } from '../../platform/call.ts';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Section } from '../../platform/ui/Page.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { performanceReceipt, performanceReceiptPdf } from '../contract.ts';
import type { Detail } from './OnePerformance.tsx';
import { PerformanceFacts } from './PerformanceFacts.tsx';
import { PerformanceFiles } from './PerformanceFiles.tsx';

interface VersionParts {
  detail: Detail;
  version: Detail['versions'][number];
  latest: boolean;
}

/** What was received, that it is safe, and the receipt that proves it. Earlier versions stay openable. */
export function VersionSection({ detail, version, latest }: VersionParts) {
  const { t } = useWords();
  const { performanceId, category, licences } = detail;
  const params = { performanceId, versionId: version.versionId };
  return (
    <Section
      title={t(latest ? 'performances.version.latest' : 'performances.version.earlier', {
        number: version.number,
      })}
      aside={
        <>
          {t('performances.version.received')} <DateLine at={version.handedInAt} />
        </>
      }
    >
      <PerformanceFacts {...version} category={category} licences={licences} />
      <PerformanceFiles
        {...params}
        files={version.files.map((file) => ({
          ...file,
          detail: (
            <Status kind={file.copies === 'received' ? 'waiting' : 'done'}>
              {t(`outcomes.copies.${file.copies}`)}
            </Status>
          ),
        }))}
      />
      <Group mt="sm">
        <Button
          component="a"
          variant="light"
          href={addressOf(performanceReceiptPdf, { params })}
          target="_blank"
        >
          {t('performances.version.receiptPdf')}
        </Button>
        <Button component="a" variant="subtle" href={addressOf(performanceReceipt, { params })} download>
          {t('performances.version.receiptJson')}
        </Button>
      </Group>
    </Section>
  );
}
