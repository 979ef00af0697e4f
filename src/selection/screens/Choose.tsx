import { Checkbox } from '@mantine/core';
import { useAct, useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Count } from '../../platform/ui/Count.tsx';
import { Due } from '../../platform/ui/Due.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Page, Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { chooseOutcomes, mySelections } from '../contract.ts';

type Round = AnswerOf<typeof mySelections>['rounds'][number];
type Outcome = Round['outcomes'][number];

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
            rounds.map((round) => <RoundSection key={round.roundId} round={round} />)
          )
        }
      </Answer>
    </Page>
  );
}

function RoundSection({ round }: { round: Round }) {
  const { t } = useWords();
  const choose = useAct(chooseOutcomes);
  const chosen = round.outcomes.filter((outcome) => outcome.selected && !outcome.frozen);
  const mayChoose = round.may.includes('select');
  const change = (outcome: Outcome, wished: boolean) => {
    const others = chosen.map((one) => one.outcomeId).filter((id) => id !== outcome.outcomeId);
    choose.mutate(
      {
        params: { roundId: round.roundId },
        body: { outcomeIds: wished ? [...others, outcome.outcomeId] : others },
      },
      { onSuccess: () => say(t(wished ? 'selection.said.chosen' : 'selection.said.unchosen')) },
    );
  };
  return (
    <Section
      title={t('selection.round', { schoolYear: round.schoolYear, batch: round.batch })}
      aside={<Count of={round.used} max={round.max} label={t('selection.chosen')} />}
    >
      <Due opens={round.opens} closes={round.closes} clause={round.clause} />
      {choose.error && <Refused error={choose.error} />}
      {round.outcomes.length === 0 ? (
        <Empty title={t('selection.nothing')} next={t('selection.nothingNext')} />
      ) : (
        <Rows label={t('selection.round', { schoolYear: round.schoolYear, batch: round.batch })}>
          {round.outcomes.map((outcome) => (
            <Row
              key={outcome.outcomeId}
              title={
                <Checkbox
                  size="md"
                  label={t('selection.line', { subject: outcome.subject, semester: outcome.semester })}
                  checked={outcome.selected}
                  disabled={!mayChoose || !outcome.certified || outcome.frozen || choose.isPending}
                  onChange={(event) => change(outcome, event.currentTarget.checked)}
                />
              }
              detail={outcome.description}
              end={<Standing outcome={outcome} />}
            />
          ))}
        </Rows>
      )}
      <p>{t('selection.voluntary')}</p>
    </Section>
  );
}

function Standing({ outcome }: { outcome: Outcome }) {
  const { t } = useWords();
  if (outcome.frozen) return <Status kind="frozen">{t('selection.state.frozen')}</Status>;
  if (outcome.certified) return <Status kind="done">{t('selection.state.certified')}</Status>;
  if (outcome.returned) return <Status kind="returned">{t('selection.state.returned')}</Status>;
  return (
    <Status kind="waiting">
      {t('selection.state.waiting', { teachers: outcome.waitingFor.join('、') })}
    </Status>
  );
}
