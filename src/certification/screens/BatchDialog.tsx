import { useState } from 'react';
import { useAct, useAnswer } from '../../platform/call.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Ask } from '../../platform/ui/Ask.tsx';
import { Quiet } from '../../platform/ui/Fields.tsx';
import { Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { hasWords, useWords } from '../../platform/ui/words.ts';
import type { Refusal } from '../../regulation/refusal.ts';
import { type Decision, mostAtOnce } from '../batch.ts';
import { decideBatch, previewBatch } from '../batch-contract.ts';
import { ReturnReason } from './ReturnReason.tsx';
import { courseName, studentName, type Work } from './works.ts';

interface BatchDialogParts {
  decision: Decision;
  works: readonly Work[];
  /** @param decided whether anything was */
  onClose(decided: boolean): void;
}

interface LeftOut {
  work: Work;
  refusal: Refusal;
}

/** First what would happen to each, then one confirmation, then what was left out meanwhile and why. */
export function BatchDialog({ decision, works: given, onClose }: BatchDialogParts) {
  const { t } = useWords();
  const [works] = useState(() => given.slice(0, mostAtOnce));
  const [reason, setReason] = useState('');
  const [leftOut, setLeftOut] = useState<LeftOut[]>();
  const items = works.map(({ outcomeId, versionId }) => ({ outcomeId, versionId }));
  const preview = useAnswer(previewBatch, { body: { items } }, { enabled: leftOut === undefined });
  const deciding = useAct(decideBatch);
  const refusedOf = (answers: readonly { outcomeId: string; refusal: Refusal | null }[]): LeftOut[] =>
    answers.flatMap(({ outcomeId, refusal }) => {
      const work = works.find((one) => one.outcomeId === outcomeId);
      return work && refusal ? [{ work, refusal }] : [];
    });
  const taken = preview.data?.items.filter(({ refusal }) => !refusal) ?? [];
  const certifying = decision === 'certified';
  const decide = () =>
    deciding.mutate(
      {
        body: {
          decision,
          reason,
          items: items.filter((item) => taken.some(({ outcomeId }) => outcomeId === item.outcomeId)),
        },
      },
      {
        onSuccess: (answer) => {
          const left = refusedOf(answer.items);
          say(t(`certification.batch.done.${decision}`, { count: answer.items.length - left.length }));
          if (left.length === 0) onClose(true);
          else setLeftOut(left);
        },
      },
    );
  if (leftOut) {
    return (
      <Ask
        opened
        wide
        title={t('certification.batch.leftTitle')}
        confirm={t('certification.batch.seen')}
        onConfirm={() => onClose(true)}
        onClose={() => onClose(true)}
      >
        <Left out={leftOut} title={t('certification.batch.meanwhile', { count: leftOut.length })} />
      </Ask>
    );
  }
  return (
    <Ask
      opened
      wide
      title={t(`certification.batch.title.${decision}`)}
      confirm={t(`certification.batch.confirm.${decision}`, { count: taken.length })}
      busy={deciding.isPending}
      disabled={taken.length === 0 || (!certifying && reason.trim() === '')}
      onConfirm={decide}
      onClose={() => onClose(false)}
    >
      {deciding.error && <Refused error={deciding.error} />}
      {given.length > works.length && <Quiet>{t('certification.batch.first', { count: mostAtOnce })}</Quiet>}
      <Answer of={preview}>
        {(answer) => (
          <>
            <p>{t(`certification.batch.effect.${decision}`, { count: taken.length })}</p>
            <Hints unopened={taken.filter(({ opened }) => !opened).length} />
            {!certifying && (
              <Quiet>
                {t('certification.batch.tooLate', {
                  count: taken.filter(({ canReactUntil }) => canReactUntil === null).length,
                })}
              </Quiet>
            )}
            <Left
              out={refusedOf(answer.items)}
              title={t('certification.batch.cannot', { count: refusedOf(answer.items).length })}
            />
            {!certifying && <ReturnReason reason={reason} onReason={setReason} />}
          </>
        )}
      </Answer>
    </Ask>
  );
}

function Hints({ unopened }: { unopened: number }) {
  const { t } = useWords();
  return unopened > 0 ? <Quiet>{t('certification.batch.unopened', { count: unopened })}</Quiet> : null;
}

/** Each work left out by name, with the sentence that says why. */
function Left({ out, title }: { out: readonly LeftOut[]; title: string }) {
  const { t } = useWords();
  if (out.length === 0) return null;
  const why = ({ refused, facts }: Refusal) =>
    t(hasWords(`refusal.${refused}.what`) ? `refusal.${refused}.what` : 'refusal.unknown.what', facts);
  return (
    <Section title={title}>
      <Rows label={title}>
        {out.map(({ work, refusal }) => (
          <Row
            key={work.outcomeId}
            title={studentName(t, work.student)}
            detail={courseName(t, work.course)}
            end={why(refusal)}
          />
        ))}
      </Rows>
    </Section>
  );
}
