import { dayOrText } from '../../calendar/written.ts';
import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Row, Rows } from '../../platform/ui/Page.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import type { HistoryTopic } from '../change.ts';
import { recordHistory } from '../contract.ts';

/** Who changed what, when and why: stands at the end of any page that shows a student's records. */
export function History({ registrationId, topic }: { registrationId: string; topic: HistoryTopic }) {
  const { t } = useWords();
  const answer = useAnswer(recordHistory, { params: { registrationId, topic } });
  return (
    <Answer of={answer}>
      {({ changes }) =>
        changes.length === 0 ? (
          <Empty title={t('history.empty')} />
        ) : (
          <Rows label={t('history.title')}>
            {changes.map((change) => (
              <Line key={change.id} change={change} topic={topic} />
            ))}
          </Rows>
        )
      }
    </Answer>
  );
}

const kinds = { added: 'done', changed: 'draft', removed: 'wrong' } as const;

function Line({
  change,
  topic,
}: {
  change: AnswerOf<typeof recordHistory>['changes'][number];
  topic: HistoryTopic;
}) {
  const { t, language } = useWords();
  const value = (text: string) => (text === '' ? t('history.nothing') : dayOrText(text, language));
  const by = change.imported
    ? t('history.byImport', { name: change.by ?? t('history.house') })
    : (change.by ?? t('history.house'));
  return (
    <Row
      title={change.label}
      detail={
        <>
          {change.fields.map(({ field, before, after }) => (
            <div key={field}>
              {t('history.change', {
                field: t(`field.${topic}.${field}`),
                before: value(before),
                after: value(after),
              })}
            </div>
          ))}
          {change.reason && <div>{t('history.reason', { reason: change.reason })}</div>}
        </>
      }
      end={
        <>
          <Status kind={kinds[change.kind]}>{t(`history.kind.${change.kind}`)}</Status>
          <span>{by}</span>
          <DateLine at={change.at} />
        </>
      }
    />
  );
}
