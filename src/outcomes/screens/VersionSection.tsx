import { Button, Group } from '@mantine/core';
import { addressOf, useAct } from '../../platform/call.ts';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { openFile, uploadReceipt, uploadReceiptPdf } from '../contract.ts';
import { LateMark } from './LateMark.tsx';
import type { Detail } from './OneOutcome.tsx';
import { Restore } from './Restore.tsx';

interface VersionParts {
  outcomeId: string;
  version: Detail['versions'][number];
  latest: boolean;
}

/** What was received, that it is safe, and the receipt that proves it. Earlier versions stay openable. */
export function VersionSection({ outcomeId, version, latest }: VersionParts) {
  const { t } = useWords();
  const open = useAct(openFile);
  const params = { outcomeId, versionId: version.versionId };
  return (
    <Section
      title={t(latest ? 'outcomes.version.latest' : 'outcomes.version.earlier', { number: version.number })}
      aside={
        <>
          {t('outcomes.version.received')} <DateLine at={version.handedInAt} />
        </>
      }
    >
      {version.late && <LateMark reason={version.late.reason} />}
      <p>{version.description}</p>
      <Rows>
        {version.files.map((file) => (
          <Row
            key={file.slot}
            title={file.name}
            detail={
              file.copies === 'lost' ? (
                <Status kind="wrong">{t('outcomes.lost.mark')}</Status>
              ) : (
                <Status kind={file.copies === 'received' ? 'waiting' : 'done'}>
                  {t(`outcomes.copies.${file.copies}`)}
                </Status>
              )
            }
            end={
              file.copies !== 'lost' && (
                <Button
                  size="sm"
                  variant="default"
                  loading={open.isPending}
                  onClick={() =>
                    open.mutate(
                      { params: { ...params, slot: file.slot }, body: { disposition: 'inline' } },
                      { onSuccess: ({ url }) => globalThis.open(url, '_blank', 'noopener') },
                    )
                  }
                >
                  {t('outcomes.version.open')}
                </Button>
              )
            }
          />
        ))}
      </Rows>
      {open.error && <Refused error={open.error} />}
      {version.files.some(({ copies }) => copies === 'lost') && (
        <Restore outcomeId={outcomeId} version={version} />
      )}
      <Group>
        <Button component="a" variant="light" href={addressOf(uploadReceiptPdf, { params })} target="_blank">
          {t('outcomes.version.receiptPdf')}
        </Button>
        <Button component="a" variant="subtle" href={addressOf(uploadReceipt, { params })} download>
          {t('outcomes.version.receiptJson')}
        </Button>
      </Group>
      {version.decisions.map((decision) => (
        <p key={decision.at}>
          <Status kind={decision.decision === 'certified' ? 'done' : 'returned'}>
            {t(`outcomes.version.${decision.decision}`, { by: decision.by })}
          </Status>{' '}
          <DateLine at={decision.at} /> {decision.reason}
        </p>
      ))}
    </Section>
  );
}
