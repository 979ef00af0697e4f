import { Fields } from '../../platform/ui/Fields.tsx';
import { Section } from '../../platform/ui/Page.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { type FieldKey, fieldKeys, fields } from '../register.ts';
import type { FieldsParts } from './ChangeStudents.tsx';
import { FieldInput } from './FieldInput.tsx';
import type { OneStudent } from './StudentFacts.tsx';

const groups = ['person', 'entry', 'placement', 'identity', 'status'] as const;

/** Every field of one student; only what was changed is sent. */
export function OneFields({
  student,
  choices,
  typed,
  wrong,
  onTyped,
}: FieldsParts & { student: OneStudent }) {
  const { t } = useWords();
  const set = (key: FieldKey, text: string) => {
    const { [key]: _, ...others } = typed;
    onTyped(text === (student.values[key] ?? '') ? others : { ...others, [key]: text });
  };
  return groups.map((group) => (
    <Section key={group} title={t(`people.group.${group}`)}>
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
              wrong={wrong.find(({ field }) => field === key)}
              onValue={(text) => set(key, text)}
            />
          ))}
      </Fields>
    </Section>
  ));
}
