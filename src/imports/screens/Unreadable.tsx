import { Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import type { Preview } from './OneImport.tsx';
import { useProblem } from './problem.ts';

/** Sheets that stop the whole import. */
export function Unreadable({ preview }: { preview: Preview }) {
  const { t } = useWords();
  const problem = useProblem();
  if (preview.badSheets.length === 0) return null;
  return (
    <Section title={t('imports.badSheets.title')}>
      <p>{t('imports.badSheets.lead')}</p>
      <Rows label={t('imports.badSheets.title')}>
        {preview.badSheets.map((bad) => (
          <Row
            key={`${bad.workbook}/${bad.sheet}/${bad.problem}/${JSON.stringify(bad.facts)}`}
            title={t('imports.sheetOf', bad)}
            end={<Status kind="wrong">{problem(bad)}</Status>}
          />
        ))}
      </Rows>
    </Section>
  );
}
