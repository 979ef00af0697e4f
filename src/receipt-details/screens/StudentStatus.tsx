import { Status, type StatusKind } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import type { StudentState } from '../answer.ts';

const kinds: Record<StudentState, StatusKind> = {
  'no-answer': 'waiting',
  correct: 'done',
  'doubt-open': 'attention',
  'doubt-resolved': 'returned',
};

export function StudentStatus({ state }: { state: StudentState }) {
  const { t } = useWords();
  return <Status kind={kinds[state]}>{t(`receiptDetails.answer.state.${state}`)}</Status>;
}
