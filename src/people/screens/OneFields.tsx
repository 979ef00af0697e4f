import { Fields } from '../../platform/ui/Fields.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { type FieldKey, fieldKeys, fields } from '../register.ts';
import type { Typed } from './ChangeStudents.tsx';
import { FieldInput } from './FieldInput.tsx';
import type { Choices } from './Filters.tsx';
import type { OneStudent } from './StudentFacts.tsx';

const groups = ['person', 'entry', 'placement', 'identity', 'status'] as const;

interface OneFieldsParts {
  student: OneStudent;
  choices: Choices;
  typed: Typed;
  onTyped(typed: Typed): void;
}

/** Every field of one student; only what was changed is sent. */
export function OneFields({ student, choices, typed, onTyped }: OneFieldsParts) {
  const { t } = useWords();
  const set = (key: FieldKey, text: string) => {
    const { [key]: _, ...others } = typed;
    onTyped(text === (student.values[key] ?? '') ? others : { ...others, [key]: text });
  };
  return groups.map((group) => (
    <fieldset key={group} aria-label={t(`people.group.${group}`)}>
      <Fields>
        {fieldKeys
          .filter((key) => fields[key].group === group)
          .map((key) => (
            <FieldInput
              key={key}
              name={key}
              division={student.division}
              choices={choices}
              value={typed[key] ?? student.values[key] ?? ''}
              masked={key === 'nationalId' ? student.shown.nationalId : undefined}
              onValue={(text) => set(key, text)}
            />
          ))}
      </Fields>
    </fieldset>
  ));
}
