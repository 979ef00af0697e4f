import { hasWords, useWords } from '../../platform/ui/words.ts';

interface Problem {
  problem: string;
  facts: Record<string, string | number>;
}

/** What is wrong with a cell, row or sheet, as a sentence; a topic's own refusal says it in its own words. */
export function useProblem(): (problem: Problem) => string {
  const { t } = useWords();
  return ({ problem, facts }) => {
    if (hasWords(`imports.problem.${problem}`)) return t(`imports.problem.${problem}`, facts);
    if (hasWords(`refusal.${problem}.what`)) return t(`refusal.${problem}.what`, facts);
    return t('imports.problemUnknown', { problem });
  };
}
