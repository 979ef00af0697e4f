import { instantText } from '../../calendar/written.ts';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import type { Item } from './Decide.tsx';

/** Who decided what and when, in whose place, and what was taken back and why. */
export function History({ item }: { item: Item }) {
  const { t, language } = useWords();
  const decisions = item.versions.flatMap((version) =>
    version.decisions.map((decision) => ({ ...decision, number: version.number })),
  );
  if (decisions.length === 0) return null;
  return (
    <Section title={t('certification.history.title')}>
      <Rows>
        {decisions.map((made) => (
          <Row
            key={`${made.number} ${made.at}`}
            title={t('certification.history.line', {
              number: made.number,
              state: t(`certification.state.${made.decision}`),
              by: made.inPlaceOf
                ? t('certification.history.inPlaceOf', { by: made.by, teacher: made.inPlaceOf })
                : made.by,
            })}
            detail={made.reason || undefined}
            end={
              <>
                {made.withdrawnAt && <Status kind="draft">{t('certification.history.withdrawn')}</Status>}
                <DateLine at={made.at} />
              </>
            }
          >
            {made.withdrawnAt && (
              <p>
                {t('certification.history.takenBack', {
                  by: made.withdrawnBy ?? '',
                  at: instantText(new Date(made.withdrawnAt), language),
                  reason: made.withdrawnReason ?? '',
                })}
              </p>
            )}
          </Row>
        ))}
      </Rows>
    </Section>
  );
}
