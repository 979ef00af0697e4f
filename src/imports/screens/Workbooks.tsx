import { Button } from '@mantine/core';
import { useAct } from '../../platform/call.ts';
import { Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { takeWorkbookAway } from '../contract.ts';
import { BringWorkbooks } from './BringWorkbooks.tsx';
import type { Preview, Shown } from './OneImport.tsx';

/** The workbooks of an import: how their text was read, what each of their sheets holds. */
export function Workbooks({ shown }: { shown: Shown }) {
  const { t, language } = useWords();
  const takeAway = useAct(takeWorkbookAway);
  const mayBring = shown.may.includes('bring');
  const sheets = shown.preview?.sheets ?? [];
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
            >
              {sheets
                .filter(({ workbook }) => workbook === name)
                .map((one) => (
                  <SheetLine key={one.sheet} {...one} />
                ))}
            </Row>
          ))}
        </Rows>
      )}
      {takeAway.error && <Refused error={takeAway.error} />}
      {mayBring && <BringWorkbooks importId={shown.importId} />}
    </Section>
  );
}

function SheetLine({ sheet, holds, ignored }: Preview['sheets'][number]) {
  const { t } = useWords();
  if (holds.length === 0) return <div>{t('imports.workbooks.unknown', { sheet })}</div>;
  const kinds = holds.map((kind) => t(`imports.sheet.${kind}`)).join(t('imports.comma'));
  return (
    <>
      <div>{t('imports.workbooks.holds', { sheet, kinds })}</div>
      {ignored.length > 0 && (
        <div>{t('imports.workbooks.ignored', { columns: ignored.join(t('imports.comma')) })}</div>
      )}
    </>
  );
}
