import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { Fields } from '../../platform/ui/Fields.tsx';
import { Section } from '../../platform/ui/Page.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { AskAbout } from '../../questions/screens/AskAbout.tsx';
import { type FieldKey, fieldKeys } from '../register.ts';
import type { OneStudent } from './StudentFacts.tsx';

/** A student questions one field of the own record; one question at a time for each. */
export function AskField({ student }: { student: OneStudent }) {
  const { t } = useWords();
  const [field, setField] = useState<FieldKey>('name');
  const name = t(`field.register.${field}`);
  const value = student.shown[field];
  return (
    <Section title={t('people.mine.wrong')}>
      <Fields>
        <NativeSelect
          label={t('people.mine.which')}
          value={field}
          onChange={(event) => {
            const chosen = fieldKeys.find((key) => key === event.currentTarget.value);
            if (chosen) setField(chosen);
          }}
          data={fieldKeys.map((key) => ({ value: key, label: t(`field.register.${key}`) }))}
        />
        <div>
          <AskAbout
            key={field}
            topic="register"
            recordId={field}
            registrationId={student.registrationId}
            label={value ? t('people.mine.says', { field: name, value }) : name}
          />
        </div>
      </Fields>
    </Section>
  );
}
