import { Button } from '@mantine/core';
import { dayOrText } from '../../calendar/written.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Quiet } from '../../platform/ui/Fields.tsx';
import { Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { useWords } from '../../platform/ui/words.ts';
import type { previewChange } from '../contract.ts';

export type Preview = AnswerOf<typeof previewChange>;

/** What a change would do, student by student. */
export function ChangePreview({ preview, onBack }: { preview: Preview; onBack(): void }) {
  const { t, language } = useWords();
  const { students, same } = preview;
  const value = (text: string) => (text === '' ? t('history.nothing') : dayOrText(text, language));
  return (
    <Section
      title={t('people.change.effect')}
      aside={t('people.change.counts', { changed: students.length, same })}
      actions={
        <Button size="sm" variant="default" onClick={onBack}>
          {t('people.change.back')}
        </Button>
      }
    >
      {students.length === 0 && <Quiet>{t('people.change.nothing')}</Quiet>}
      <Rows label={t('people.change.effect')}>
        {students.map(({ registrationId, label, changes }) => (
          <Row key={registrationId} title={label}>
            {changes.map(({ field, before, after }) => (
              <div key={field}>
                {t('history.change', {
                  field: t(`field.register.${field}`),
                  before: value(before),
                  after: value(after),
                })}
              </div>
            ))}
          </Row>
        ))}
      </Rows>
    </Section>
  );
}
