import { Autocomplete, NativeSelect, TagsInput, TextInput } from '@mantine/core';
import type { TFunction } from 'i18next';
import type { Division } from '../../accounts/actor.ts';
import { hasWords, useWords } from '../../platform/ui/words.ts';
import { type Field, type FieldKey, fields, genders } from '../register.ts';
import type { Preview } from './ChangePreview.tsx';
import type { Choices } from './Filters.tsx';

export type Wrong = Pick<Preview['wrong'][number], 'problem' | 'facts'>;

interface FieldInputParts {
  name: FieldKey;
  division: Division;
  choices: Choices;
  value: string;
  /** What stands there now, where the value itself is never sent. */
  masked?: string | undefined;
  /** Why what was typed cannot be taken. */
  wrong?: Wrong | undefined;
  onValue(value: string): void;
}

/** One field of the register as it is typed: codes are offered where they are known, days in any spelling. */
export function FieldInput({ name, division, choices, value, masked, wrong, onValue }: FieldInputParts) {
  const { t } = useWords();
  const { reads, list, needed }: Field = fields[name];
  const offered = list && choices.lists[list];
  const label = t(`field.register.${name}`);
  const hint = offered
    ? hasWords(`people.origin.${offered.origin}`) && t(`people.origin.${offered.origin}`)
    : // Only what stands there already can be kept by leaving it empty.
      (reads !== 'id' || masked) && hasWords(`people.hint.${reads}`) && t(`people.hint.${reads}`);
  const common = { label, description: hint || undefined, error: wrong && wrongText(wrong, t) };
  if (reads === 'class')
    return (
      <NativeSelect
        {...common}
        withAsterisk={needed}
        value={value}
        onChange={(event) => onValue(event.currentTarget.value)}
        data={['', ...choices.classes.filter((one) => one.division === division).map((one) => one.name)]}
      />
    );
  if (offered && reads === 'codes')
    return (
      <TagsInput
        {...common}
        data={offered.codes.map(({ text }) => text)}
        value={value === '' ? [] : value.split('、').map((code) => textOf(offered, code))}
        onChange={(texts) => onValue(texts.map((text) => codeOf(offered, text)).join('、'))}
      />
    );
  if (offered && !offered.open)
    return (
      <NativeSelect
        {...common}
        value={name === 'gender' ? genderCode(value) : value}
        onChange={(event) => onValue(event.currentTarget.value)}
        data={[
          { value: '', label: t('people.empty') },
          ...offered.codes.map(({ code, text }) => ({ value: code, label: text })),
        ]}
      />
    );
  if (offered)
    return (
      <Autocomplete
        {...common}
        data={offered.codes.map(({ text }) => text)}
        value={textOf(offered, value)}
        onChange={(text) => onValue(codeOf(offered, text))}
      />
    );
  return (
    <TextInput
      {...common}
      autoComplete="off"
      withAsterisk={needed && masked === undefined}
      placeholder={masked}
      value={value}
      onChange={(event) => onValue(event.currentTarget.value)}
    />
  );
}

/** Why what was typed cannot be taken. */
export function wrongText({ problem, facts }: Wrong, t: TFunction): string {
  if (hasWords(`imports.problem.${problem}`)) return t(`imports.problem.${problem}`, facts);
  return hasWords(`refusal.${problem}.what`) ? t(`refusal.${problem}.what`, facts) : problem;
}

type Offered = NonNullable<Choices['lists'][keyof Choices['lists']]>;

function textOf({ codes }: Offered, code: string): string {
  return codes.find((one) => one.code === code)?.text ?? code;
}

function codeOf({ codes }: Offered, text: string): string {
  return codes.find((one) => one.text === text)?.code ?? text;
}

/** The record says `male`, the list `1`. */
function genderCode(value: string): string {
  return Object.entries(genders).find(([, gender]) => gender === value)?.[0] ?? value;
}
