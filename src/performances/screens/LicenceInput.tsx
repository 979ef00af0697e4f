import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { useAnswer } from '../../platform/call.ts';
import { Refused } from '../../platform/ui/Refused.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { licences } from '../contract.ts';

interface LicenceInputParts {
  label: string;
  withAsterisk: boolean;
  'aria-required': boolean;
  error: ReactNode;
  disabled: boolean;
  value: string;
  name: string | undefined;
  onChange(code: string): void;
}

const pauseMs = 250;

/** A licence of the national table, found by a part of its code or name. */
export function LicenceInput({ value, name, onChange, ...shared }: LicenceInputParts) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(value && name ? `${value} ${name}` : value);
  // What is chosen stands in the field as text: that is no search.
  const searched = value !== '' && text.startsWith(value) ? '' : text;
  const [wanted] = useDebouncedValue(searched, pauseMs);
  const answer = useAnswer(licences, { query: { text: wanted } });
  const found = (answer.data?.licences ?? []).map((one) => ({
    value: one.code,
    label: t('performances.form.licence', { ...one }),
  }));
  const data =
    value === '' || found.some((one) => one.value === value) ? found : [{ value, label: chosen }, ...found];
  // Until the server has answered, nothing is offered that does not match what was typed since.
  const matching = data.filter(({ label }) =>
    wordsOf(searched).every((word) => label.toLowerCase().includes(word)),
  );
  return (
    <>
      <Select
        {...shared}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('performances.form.clearLicence') }}
        description={t('performances.form.licenceHint')}
        placeholder={t('performances.form.search')}
        nothingFoundMessage={t(
          answer.isPending ? 'performances.form.searching' : 'performances.form.noLicence',
        )}
        filter={() => matching}
        data={data}
        value={value === '' ? null : value}
        onChange={(code, option) => {
          setChosen(option?.label ?? '');
          onChange(code ?? '');
        }}
        onSearchChange={setText}
      />
      {answer.error && <Refused error={answer.error} />}
    </>
  );
}

function wordsOf(text: string): string[] {
  return text.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
}
