import type { AnswerOf } from '../../platform/contract.ts';
import { Quiet } from '../../platform/ui/Fields.tsx';
import { Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { hasWords, useWords } from '../../platform/ui/words.ts';
import type { previewChange } from '../contract.ts';

/** What a change would do, student by student, or why it cannot be done. */
export function ChangePreview({ preview }: { preview: AnswerOf<typeof previewChange> }) {
  const { t } = useWords();
  const { wrong, refusal, students, same } = preview;
  const sentence = (problem: string, facts: Record<string, string | number>) => {
    if (hasWords(`imports.problem.${problem}`)) return t(`imports.problem.${problem}`, facts);
    return hasWords(`refusal.${problem}.what`) ? t(`refusal.${problem}.what`, facts) : problem;
  };
  if (refusal) return <Refused error={refusal} />;
  if (wrong.length > 0)
    return (
      <Section title={t('people.change.wrong')}>
        <Rows label={t('people.change.wrong')}>
          {wrong.map(({ field, problem, facts }) => (
            <Row key={field} title={t(`field.register.${field}`)} detail={sentence(problem, facts)} />
          ))}
        </Rows>
      </Section>
    );
  return (
    <Section
      title={t('people.change.effect')}
      aside={t('people.change.counts', { changed: students.length, same })}
    >
      {students.length === 0 && <Quiet>{t('people.change.nothing')}</Quiet>}
      <Rows label={t('people.change.effect')}>
        {students.map(({ registrationId, label, changes }) => (
          <Row key={registrationId} title={label}>
            {changes.map(({ field, before, after }) => (
              <div key={field}>
                {t('history.change', {
                  field: t(`field.register.${field}`),
                  before: before || t('history.nothing'),
                  after: after || t('history.nothing'),
                })}
              </div>
            ))}
          </Row>
        ))}
      </Rows>
    </Section>
  );
}
