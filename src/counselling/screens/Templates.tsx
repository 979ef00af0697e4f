import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../platform/call.ts';
import { Fields } from '../../platform/ui/Fields.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { dropTemplate, saveTemplate } from '../contract.ts';
import { counsellingLengths } from '../counselling.ts';
import type { Draft, Form } from './RecordForm.tsx';

/** Words of one's own to begin with. */
export function BeginWith({ form, take }: { form: Form; take(words: Partial<Draft>): void }) {
  const { t } = useWords();
  const [chosen, setChosen] = useState('');
  const drop = useAct(dropTemplate);
  if (form.templates.length === 0) return null;
  const choose = (templateId: string) => {
    setChosen(templateId);
    const template = form.templates.find((one) => one.templateId === templateId);
    if (!template) return;
    const { category, topic, place, content, followUp } = template;
    take({ category, topic, place, content, followUp });
  };
  const dropChosen = () =>
    drop.mutate(
      { params: { templateId: chosen } },
      {
        onSuccess: () => {
          say(t('counselling.form.dropped'));
          setChosen('');
        },
      },
    );
  return (
    <>
      <Fields>
        <NativeSelect
          label={t('counselling.form.template')}
          value={chosen}
          onChange={(event) => choose(event.currentTarget.value)}
          data={[
            { value: '', label: t('counselling.form.noTemplate') },
            ...form.templates.map(({ templateId, name: label }) => ({ value: templateId, label })),
          ]}
        />
        {chosen && (
          <Group>
            <Button variant="subtle" loading={drop.isPending} onClick={dropChosen}>
              {t('counselling.form.drop')}
            </Button>
          </Group>
        )}
      </Fields>
      {drop.error && <Refused error={drop.error} />}
    </>
  );
}

/** Keeps what stands in the form for the next time, without its students and its day. */
export function KeepAsTemplate({ draft }: { draft: Draft }) {
  const { t } = useWords();
  const [name, setName] = useState('');
  const keep = useAct(saveTemplate);
  const { category, topic, place, content, followUp } = draft;
  const keepIt = () =>
    keep.mutate(
      { body: { name, category, topic, place, content, followUp } },
      {
        onSuccess: () => {
          say(t('counselling.form.kept'));
          setName('');
        },
      },
    );
  return (
    <>
      <Fields>
        <TextInput
          label={t('counselling.form.templateName')}
          description={t('counselling.form.templateHint')}
          maxLength={counsellingLengths.template}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group>
          <Button variant="default" disabled={name.trim() === ''} loading={keep.isPending} onClick={keepIt}>
            {t('counselling.form.keepAs')}
          </Button>
        </Group>
      </Fields>
      {keep.error && <Refused error={keep.error} />}
    </>
  );
}
