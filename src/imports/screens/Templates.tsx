import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { addressOf } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { downloadTemplate, type listImports } from '../contract.ts';

type MayBring = AnswerOf<typeof listImports>['mayBring'];

/** The sheets this office may bring, the columns they need, and an empty workbook for each. */
export function Templates({ sheets }: { sheets: MayBring }) {
  const { t } = useWords();
  const byTemplate = Map.groupBy(sheets, ({ template }) => template);
  return (
    <Section title={t('imports.templates.title')}>
      <p>{t('imports.templates.about')}</p>
      <Rows label={t('imports.templates.title')}>
        {[...byTemplate].map(([template, kinds]) => {
          const name = kinds.map(({ sheet }) => t(`imports.sheet.${sheet}`)).join(t('imports.comma'));
          return (
            <Row
              key={template}
              title={name}
              detail={<ColumnNames kinds={kinds} />}
              end={
                <Button
                  component="a"
                  size="sm"
                  variant="default"
                  href={addressOf(downloadTemplate, { params: { sheet: template } })}
                  download
                  leftSection={<IconDownload size={17} stroke={1.7} aria-hidden />}
                  aria-label={t('imports.templates.downloadNamed', { name })}
                >
                  {t('imports.templates.download')}
                </Button>
              }
            />
          );
        })}
      </Rows>
    </Section>
  );
}

function ColumnNames({ kinds }: { kinds: MayBring }) {
  const { t } = useWords();
  const columns = new Map(kinds.flatMap((kind) => kind.columns).map((column) => [column.header, column]));
  const named = (needed: boolean) =>
    [...columns.values()]
      .filter((column) => column.needed === needed)
      .map(({ header }) => header)
      .join(t('imports.comma'));
  const [division, ...more] = new Set(kinds.flatMap((kind) => kind.divisions));
  return (
    <>
      {division && more.length === 0 && <div>{t(`imports.ofDivision.${division}`)}</div>}
      <div>{t('imports.templates.needed', { columns: named(true) })}</div>
      {named(false) && <div>{t('imports.templates.optional', { columns: named(false) })}</div>}
    </>
  );
}
