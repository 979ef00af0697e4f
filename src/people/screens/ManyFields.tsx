import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { Fields } from '../../platform/ui/Fields.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { type FieldKey, fieldKeys, fields } from '../register.ts';
import type { FieldsParts } from './ChangeStudents.tsx';
import { FieldInput } from './FieldInput.tsx';

const shared = fieldKeys.filter((key) => !('alone' in fields[key]));

/** One field, the same for all. */
export function ManyFields({ choices, typed, wrong, onTyped }: FieldsParts) {
  const { t } = useWords();
  const [key, setKey] = useState<FieldKey>('entryMethod');
  const [division] = choices.divisions;
  return (
    <Fields>
      <NativeSelect
        label={t('people.change.field')}
        value={key}
        onChange={(event) => {
          const chosen = shared.find((one) => one === event.currentTarget.value);
          if (chosen) setKey(chosen);
          onTyped({});
        }}
        data={shared.map((value) => ({ value, label: t(`field.register.${value}`) }))}
      />
      <FieldInput
        key={key}
        name={key}
        division={division ?? 'day'}
        choices={choices}
        value={typed[key] ?? ''}
        wrong={wrong.find(({ field }) => field === key)}
        onValue={(text) => onTyped({ [key]: text })}
      />
    </Fields>
  );
}
