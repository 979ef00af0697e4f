import { Button } from '@mantine/core';
import { useAct } from '../../platform/call.ts';
import { Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { takeWorkbookAway } from '../contract.ts';
import { BringWorkbooks } from './BringWorkbooks.tsx';
import type { Shown } from './OneImport.tsx';

/** The workbooks of an import, and how their text was read. */
export function Workbooks({ shown }: { shown: Shown }) {
  const { t, language } = useWords();
  const takeAway = useAct(takeWorkbookAway);
  const mayBring = shown.may.includes('bring');
  return (
    <Section title={t('imports.workbooks.title')}>
      {shown.workbooks.length > 0 && (
        <Rows label={t('imports.workbooks.title')}>
          {shown.workbooks.map(({ sha256, name, size, kind, encoding }) => (
            <Row
              key={sha256}
              title={name}
              detail={t(`imports.workbooks.${kind}`, {
                size: Math.ceil(size / 1024).toLocaleString(language),
                encoding: encoding ?? '',
              })}
              end={
                mayBring && (
                  <Button
                    size="sm"
                    variant="default"
                    loading={takeAway.isPending}
                    aria-label={t('imports.workbooks.takeAwayNamed', { name })}
                    onClick={() => takeAway.mutate({ params: { importId: shown.importId, sha256 } })}
                  >
                    {t('imports.workbooks.takeAway')}
                  </Button>
                )
              }
            />
          ))}
        </Rows>
      )}
      {takeAway.error && <Refused error={takeAway.error} />}
      {mayBring && <BringWorkbooks importId={shown.importId} />}
    </Section>
  );
}
