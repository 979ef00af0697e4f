import { Status, type StatusKind } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';

type State = 'draft' | 'received' | 'certified' | 'returned' | 'withdrawn';

const kinds: Record<State, StatusKind> = {
  draft: 'draft',
  received: 'waiting',
  certified: 'done',
  returned: 'returned',
  withdrawn: 'wrong',
};

/** Where an outcome stands, in words and sign. */
export function OutcomeStatus({ state }: { state: State }) {
  const { t } = useWords();
  return <Status kind={kinds[state]}>{t(`outcomes.state.${state}`)}</Status>;
}
