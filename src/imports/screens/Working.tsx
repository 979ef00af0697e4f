import { useAnswer } from '../../platform/call.ts';
import { Progress } from '../../platform/ui/Progress.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { previewImport } from '../contract.ts';

/** How far reading or applying is: asked again every second, so that it is seen from any window and after a reload. */
export function Working({ importId }: { importId: string }) {
  const { t, language } = useWords();
  const answer = useAnswer(previewImport, { params: { importId } }, { everyMs: 1000 });
  const progress = answer.data?.progress;
  if (!progress) return <Progress label={t('imports.working.applying')} value={null} />;
  const { step, name, done, total } = progress;
  return (
    <Progress
      label={t(`imports.working.${step}`, { name: name ?? '' })}
      value={total ? done / total : null}
      detail={done > 0 ? t('imports.working.rows', { rows: done.toLocaleString(language) }) : undefined}
    />
  );
}
