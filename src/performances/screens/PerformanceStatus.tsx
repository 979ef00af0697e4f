import { Status, type StatusKind } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import type { PerformanceState } from '../performance.ts';

const kinds: Record<PerformanceState, StatusKind> = {
  draft: 'draft',
  'handed-in': 'done',
  withdrawn: 'wrong',
};

/** Where a performance stands, in words and sign. */
export function PerformanceStatus({ state }: { state: PerformanceState }) {
  const { t } = useWords();
  return <Status kind={kinds[state]}>{t(`performances.state.${state}`)}</Status>;
}
