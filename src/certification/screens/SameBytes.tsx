import { Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Go } from '../../platform/ui/place.tsx';
import { useWords } from '../../platform/ui/words.ts';
import type { Item } from './Decide.tsx';
import { courseName, studentName } from './works.ts';

/** A fact and no judgement: the same file stands in another work of the teacher's own courses. */
export function SameBytes({ item }: { item: Item }) {
  const { t } = useWords();
  if (item.sameBytes.length === 0) return null;
  return (
    <Section title={t('certification.sameBytes.title')}>
      <p>{t('certification.sameBytes.lead')}</p>
      <Rows label={t('certification.sameBytes.title')}>
        {item.sameBytes.map((same) => (
          <Row
            key={same.outcomeId}
            title={
              <Go to="/certification/$outcomeId" params={{ outcomeId: same.outcomeId }}>
                {studentName(t, same.student)}
              </Go>
            }
            detail={t('certification.sameBytes.where', {
              course: courseName(t, same),
              file: same.fileName,
            })}
          />
        ))}
      </Rows>
    </Section>
  );
}
