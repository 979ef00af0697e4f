import type { AnswerOf } from '../../platform/contract.ts';
import { useWords } from '../../platform/ui/words.ts';
import type { selectionClasses } from '../contract.ts';

type Round = AnswerOf<typeof selectionClasses>['rounds'][number];

/** How people call a round: `114 學年度 一、二年級 第 1 梯次`. */
export function useRoundName(): (round: Round) => string {
  const { t } = useWords();
  return ({ schoolYear, gradeBand, batch }) =>
    t('selection.watch.roundOf', { schoolYear, band: t(`selection.watch.band.${gradeBand}`), batch });
}
