import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Division } from '../../accounts/actor.ts';
import { isReason, Reason } from '../../history/screens/Reason.tsx';
import { RefusedError, useAct, useAnswer } from '../../platform/call.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Fields } from '../../platform/ui/Fields.tsx';
import { Page, Section } from '../../platform/ui/Page.tsx';
import { useGo } from '../../platform/ui/place.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { registerChoices } from '../contract.ts';
import { previewStudent, registerStudent } from '../newcomer-contract.ts';
import { type FieldKey, fieldKeys, fields } from '../register.ts';
import { Would } from './EnterStatus.tsx';
import { FieldInput, wrongText } from './FieldInput.tsx';
import type { Choices } from './Filters.tsx';

const groups = ['person', 'entry', 'placement', 'identity', 'status'] as const;

/** 五(一)1, 八: a student nobody has registered yet; whoever comes from another school is transferred in by the same act. */
export function NewStudent() {
  const { t } = useWords();
  const choices = useAnswer(registerChoices);
  return (
    <Page
      title={t('people.new.title')}
      lead={t('people.new.lead')}
      back={{ to: '/register', label: t('people.list.title') }}
    >
      <Answer of={choices}>{(offered) => <Form choices={offered} />}</Answer>
    </Page>
  );
}

interface Typed {
  division: Division;
  number: string;
  values: Partial<Record<FieldKey, string>>;
  transfer: { on: string; otherSchool: string; reason: string } | null;
}

function Form({ choices }: { choices: Choices }) {
  const { t } = useWords();
  const go = useGo();
  const [division = 'day'] = choices.divisions;
  const [typed, setTyped] = useState<Typed>({ division, number: '', values: {}, transfer: null });
  const preview = useAct(previewStudent);
  const enter = useAct(registerStudent);
  const change = (part: Partial<Typed>) => {
    setTyped({ ...typed, ...part });
    preview.reset();
    enter.reset();
  };
  const { transfer } = typed;
  const wrong = preview.data?.wrong ?? [];
  const refusal = preview.data?.refusal;
  const fine = preview.data !== undefined && wrong.length === 0 && !refusal;
  const error = preview.error ?? enter.error ?? (refusal ? new RefusedError(refusal) : null);
  const register = () =>
    enter.mutate(
      { body: typed },
      {
        onSuccess: ({ registrationId }) => {
          say(t('people.new.said', { student: `${typed.number} ${typed.values.name}` }));
          const page = transfer ? '/register/$registrationId/status' : '/register/$registrationId';
          go({ to: page, params: { registrationId } });
        },
      },
    );
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (fine) return register();
        preview.mutate(
          { body: typed },
          {
            // What a transfer in does is looked at first.
            onSuccess: (looked) => {
              if (looked.wrong.length === 0 && !transfer) register();
            },
          },
        );
      }}
    >
      <Who choices={choices} typed={typed} wrong={wrong} onTyped={change} />
      <Transfer transfer={transfer} onTransfer={(next) => change({ transfer: next })} />
      {preview.data && preview.data.effects.length > 0 && <Would effects={preview.data.effects} />}
      {wrong.length > 0 && (
        <Refused error={{ refused: 'register-unreadable', clause: '產7', facts: { count: wrong.length } }} />
      )}
      {error && <Refused error={error} />}
      <Button
        type="submit"
        mt="md"
        disabled={transfer !== null && (transfer.on === '' || !isReason(transfer.reason))}
        loading={preview.isPending || enter.isPending}
      >
        {transfer && !fine ? t('status.preview') : t('people.new.enter')}
      </Button>
    </form>
  );
}

interface WhoParts {
  choices: Choices;
  typed: Typed;
  wrong: readonly { field: string; problem: string; facts: Record<string, string | number> }[];
  onTyped(part: Partial<Typed>): void;
}

/** Division and number, then every field of the register. */
function Who({ choices, typed, wrong, onTyped }: WhoParts) {
  const { t } = useWords();
  const wrongIn = (name: string) => wrong.find(({ field }) => field === name);
  const said = (name: string) => {
    const found = wrongIn(name);
    return found && wrongText(found, t);
  };
  return (
    <>
      <Section title={t('people.new.who')}>
        <Fields>
          <NativeSelect
            label={t('people.filter.division')}
            withAsterisk
            value={typed.division}
            error={said('division')}
            onChange={(event) =>
              onTyped({
                division: event.currentTarget.value as Division,
                values: { ...typed.values, class: '', seat: '' },
              })
            }
            data={choices.divisions.map((value) => ({ value, label: t(`accounts.division.${value}`) }))}
          />
          <TextInput
            label={t('people.number')}
            withAsterisk
            autoComplete="off"
            value={typed.number}
            error={said('number')}
            onChange={(event) => onTyped({ number: event.currentTarget.value })}
          />
        </Fields>
      </Section>
      {groups.map((group) => (
        <Section key={group} title={t(`people.group.${group}`)}>
          <Fields>
            {fieldKeys
              .filter((key) => fields[key].group === group)
              .map((key) => (
                <FieldInput
                  key={key}
                  name={key}
                  division={typed.division}
                  choices={choices}
                  value={typed.values[key] ?? ''}
                  wrong={wrongIn(key)}
                  onValue={(text) => onTyped({ values: { ...typed.values, [key]: text } })}
                />
              ))}
          </Fields>
        </Section>
      ))}
    </>
  );
}

interface TransferParts {
  transfer: Typed['transfer'];
  onTransfer(transfer: Typed['transfer']): void;
}

/** From which school, on which day, and why; the documents are added to the change once it is entered. */
function Transfer({ transfer, onTransfer }: TransferParts) {
  const { t } = useWords();
  return (
    <Section title={t('status.kind.transfer-in')}>
      <Checkbox
        label={t('people.new.transferred')}
        description={t('people.new.transferSays')}
        checked={transfer !== null}
        onChange={(event) =>
          onTransfer(event.currentTarget.checked ? { on: '', otherSchool: '', reason: '' } : null)
        }
      />
      {transfer && (
        <>
          <Fields>
            <TextInput
              type="date"
              label={t('people.new.transferredOn')}
              withAsterisk
              value={transfer.on}
              onChange={(event) => onTransfer({ ...transfer, on: event.currentTarget.value })}
            />
            <TextInput
              label={t('people.new.formerSchool')}
              withAsterisk
              maxLength={6}
              value={transfer.otherSchool}
              onChange={(event) =>
                onTransfer({ ...transfer, otherSchool: event.currentTarget.value.trim().toUpperCase() })
              }
            />
          </Fields>
          <Reason reason={transfer.reason} onReason={(reason) => onTransfer({ ...transfer, reason })} />
        </>
      )}
    </Section>
  );
}
