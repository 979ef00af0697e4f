import { Button, Group, MultiSelect, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { Fields } from '../../platform/ui/Fields.tsx';
import { Section } from '../../platform/ui/Page.tsx';
import { useWords } from '../../platform/ui/words.ts';
import type { Form } from './RecordForm.tsx';

interface PickParts {
  form: Form;
  chosen: string[];
  choose(registrationIds: string[]): void;
}

/** One student, a picked group, a whole class, or those of it who were not seen yet. */
export function PickStudents({ form, chosen, choose }: PickParts) {
  const { t } = useWords();
  const [classId, setClassId] = useState(form.classes[0]?.classId ?? '');
  const add = (wanted: (student: Form['students'][number]) => boolean) => {
    const ids = form.students.filter(wanted).map(({ registrationId }) => registrationId);
    choose([...new Set([...chosen, ...ids])]);
  };
  return (
    <Section title={t('counselling.form.who')} aside={t('counselling.form.count', { count: chosen.length })}>
      <Fields>
        <NativeSelect
          label={t('counselling.form.class')}
          value={classId}
          onChange={(event) => setClassId(event.currentTarget.value)}
          data={form.classes.map((one) => ({ value: one.classId, label: one.name }))}
        />
        <Group gap="xs">
          <Button size="sm" variant="default" onClick={() => add((student) => student.classId === classId)}>
            {t('counselling.form.addClass')}
          </Button>
          <Button
            size="sm"
            variant="default"
            onClick={() => add((student) => student.classId === classId && !student.seen)}
          >
            {t('counselling.form.addMissing')}
          </Button>
          <Button size="sm" variant="subtle" disabled={chosen.length === 0} onClick={() => choose([])}>
            {t('counselling.form.clear')}
          </Button>
        </Group>
      </Fields>
      <MultiSelect
        size="md"
        searchable
        hidePickedOptions
        limit={20}
        label={t('counselling.form.who')}
        description={t('counselling.form.whoHint')}
        value={chosen}
        onChange={choose}
        data={form.students.map(({ registrationId, name, className, seat, number }) => ({
          value: registrationId,
          label: `${name} ${className ?? ''}${seat ?? ''} ${number}`,
        }))}
      />
    </Section>
  );
}
