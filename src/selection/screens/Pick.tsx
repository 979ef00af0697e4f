import { Checkbox } from '@mantine/core';
import { categoryOf } from '../../performances/category.ts';
import { useAct } from '../../platform/call.ts';
import { Count } from '../../platform/ui/Count.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { chooseOutcomes, choosePerformances } from '../contract.ts';
import type { Round } from './Choose.tsx';

type Outcome = Round['outcomes'][number];

/** What may be ticked and what is not certified yet, with who has it. */
export function PickOutcomes({ round }: { round: Round }) {
  const { t } = useWords();
  const choose = useAct(chooseOutcomes);
  const { roundId, schoolYear, batch, used, max } = round;
  const title = t('selection.outcomes', { schoolYear, batch });
  const change = (outcomeId: string, wished: boolean) =>
    choose.mutate(
      { params: { roundId }, body: { outcomeIds: wish(round.order.outcomes, outcomeId, wished) } },
      { onSuccess: () => say(t(wished ? 'selection.said.chosen' : 'selection.said.unchosen')) },
    );
  return (
    <Section title={title} aside={<Count of={used} max={max} label={t('selection.chosen')} />}>
      <Left used={used} max={max} />
      {choose.error && <Refused error={choose.error} />}
      {round.outcomes.length === 0 ? (
        <Empty title={t('selection.nothing')} next={t('selection.nothingNext')} />
      ) : (
        <Rows label={title}>
          {round.outcomes.map((outcome) => (
            <Row
              key={outcome.outcomeId}
              title={
                <Checkbox
                  size="md"
                  label={t('selection.line', { subject: outcome.subject, semester: outcome.semester })}
                  checked={outcome.selected}
                  disabled={
                    !round.may.includes('select') || !outcome.certified || outcome.frozen || choose.isPending
                  }
                  onChange={(event) => change(outcome.outcomeId, event.currentTarget.checked)}
                />
              }
              detail={outcome.description}
              end={<Standing outcome={outcome} />}
            />
          ))}
        </Rows>
      )}
    </Section>
  );
}

/** Diverse performance needs no certification: whatever was handed in may be ticked. */
export function PickPerformances({ round }: { round: Round }) {
  const { t, language } = useWords();
  const choose = useAct(choosePerformances);
  const { roundId, schoolYear, batch } = round;
  const { listed, used, max } = round.performances;
  const title = t('selection.performances', { schoolYear, batch });
  const change = (performanceId: string, wished: boolean) =>
    choose.mutate(
      {
        params: { roundId },
        body: { performanceIds: wish(round.order.performances, performanceId, wished) },
      },
      { onSuccess: () => say(t(wished ? 'selection.said.chosen' : 'selection.said.unchosen')) },
    );
  return (
    <Section title={title} aside={<Count of={used} max={max} label={t('selection.chosen')} />}>
      <Left used={used} max={max} />
      {choose.error && <Refused error={choose.error} />}
      {listed.length === 0 ? (
        <Empty title={t('selection.noPerformance')} next={t('selection.noPerformanceNext')} />
      ) : (
        <Rows label={title}>
          {listed.map(({ performanceId, category, name, description, selected, frozen }) => (
            <Row
              key={performanceId}
              title={
                <Checkbox
                  size="md"
                  label={t('selection.performance', {
                    category: categoryOf(category).title[language],
                    name,
                  })}
                  checked={selected}
                  disabled={!round.may.includes('select') || frozen || choose.isPending}
                  onChange={(event) => change(performanceId, event.currentTarget.checked)}
                />
              }
              detail={description}
              end={frozen && <Status kind="frozen">{t('selection.state.frozen')}</Status>}
            />
          ))}
        </Rows>
      )}
    </Section>
  );
}

/** What is ticked comes last in the student's order. */
function wish(order: readonly string[], id: string, wished: boolean): string[] {
  const others = order.filter((one) => one !== id);
  return wished ? [...others, id] : others;
}

function Left({ used, max }: { used: number; max: number | null }) {
  const { t } = useWords();
  if (max === null) return null;
  return <p>{t('selection.left', { left: Math.max(0, max - used), max })}</p>;
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
