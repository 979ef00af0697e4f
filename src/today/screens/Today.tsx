import { Page } from '../../platform/ui/Page.tsx';
import { useWords } from '../../platform/ui/words.ts';

export function Today() {
  const { t } = useWords();
  return <Page title={t('today.title')}>{null}</Page>;
}
