import { useAnswer } from '../../platform/call.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Page, Section } from '../../platform/ui/Page.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { listImports } from '../contract.ts';
import { BringWorkbooks } from './BringWorkbooks.tsx';
import { History } from './History.tsx';
import { Templates } from './Templates.tsx';

/** Where workbooks come in, what may stand in them, and what came in before. */
export function Imports() {
  const { t } = useWords();
  const answer = useAnswer(listImports);
  return (
    <Page title={t('imports.title')} lead={t('imports.lead')} wide>
      <Answer of={answer}>
        {(listed) => (
          <>
            <Section title={t('imports.bring.title')}>
              <p>{t('imports.bring.about')}</p>
              <BringWorkbooks />
            </Section>
            <History imports={listed.imports} />
            <Templates sheets={listed.mayBring} />
          </>
        )}
      </Answer>
    </Page>
  );
}
