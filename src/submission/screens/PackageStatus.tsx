import { Status, type StatusKind } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import type { PackageState } from '../package.ts';

const kinds: Record<PackageState, StatusKind> = {
  building: 'waiting',
  ready: 'attention',
  failed: 'wrong',
  'handed-over': 'done',
  replaced: 'frozen',
};

export function PackageStatus({ state }: { state: PackageState }) {
  const { t } = useWords();
  return <Status kind={kinds[state]}>{t(`submission.package.state.${state}`)}</Status>;
}
