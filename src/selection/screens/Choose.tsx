import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Due } from '../../platform/ui/Due.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Page, Section } from '../../platform/ui/Page.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { mySelections } from '../contract.ts';
import { PickOutcomes, PickPerformances } from './Pick.tsx';
import { Sent } from './Sent.tsx';

export type Round = AnswerOf<typeof mySelections>['rounds'][number];

/** What goes to the central database: every tick is kept at once, until the window ends. */
export function Choose() {
  const { t } = useWords();
  const answer = useAnswer(mySelections);
  return (
    <Page title={t('selection.title')} lead={t('selection.lead')}>
      <Answer of={answer}>
        {({ rounds }) =>
          rounds.length === 0 ? (
            <Empty title={t('selection.noRound')} next={t('selection.noRoundNext')} />
          ) : (
            rounds.map((round) => <OneRound key={round.roundId} round={round} />)
          )
        }
      </Answer>
    </Page>
  );
}

function OneRound({ round }: { round: Round }) {
  const { t } = useWords();
  const { schoolYear, batch } = round;
  return (
    <>
      <Section title={t('selection.round', { schoolYear, batch })}>
        <Due opens={round.opens} closes={round.closes} clause={round.clause} />
        <p>{t('selection.voluntary')}</p>
      </Section>
      <PickOutcomes round={round} />
      <PickPerformances round={round} />
      <Sent round={round} />
    </>
  );
}
