import { NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../../platform/ui/words.ts';
import type { Field } from '../category.ts';
import { LicenceInput } from './LicenceInput.tsx';

interface FieldInputParts {
  field: Field;
  value: string;
  /** Of a licence, where it is known. */
  licence: string | undefined;
  /** The present one. */
  schoolYear: number;
  error: ReactNode;
  disabled: boolean;
  onChange(value: string): void;
}

const yearsBack = 4;

/** One field of a category, as its type asks. */
export function FieldInput({
  field,
  value,
  licence,
  schoolYear,
  error,
  disabled,
  onChange,
}: FieldInputParts) {
  const { t, language } = useWords();
  const title = field.title[language];
  const shared = {
    label: field.optional ? t('performances.form.optional', { title }) : title,
    withAsterisk: !field.optional,
    'aria-required': !field.optional,
    error,
    disabled,
    value,
  };
  const typed = (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value);
  switch (field.type) {
    case 'day':
      return <TextInput {...shared} type="date" onChange={typed} />;
    case 'number':
      return <TextInput {...shared} inputMode="decimal" onChange={typed} />;
    case 'text':
      return <TextInput {...shared} onChange={typed} />;
    case 'licence':
      return <LicenceInput {...shared} name={licence} onChange={onChange} />;
    case 'code':
      return (
        <NativeSelect
          {...shared}
          onChange={typed}
          data={[
            { value: '', label: t('performances.form.choose') },
            ...field.codes.map((one) => ({ value: one.code, label: one[language] })),
          ]}
        />
      );
    case 'semester':
      return (
        <NativeSelect
          {...shared}
          onChange={typed}
          data={[
            { value: '', label: t('performances.form.choose') },
            ...['1', '2'].map((one) => ({
              value: one,
              label: t('performances.form.semester', { semester: one }),
            })),
          ]}
        />
      );
    case 'schoolYear':
      return (
        <NativeSelect
          {...shared}
          onChange={typed}
          data={[
            { value: '', label: t('performances.form.choose') },
            ...yearsTo(schoolYear, value).map((one) => ({
              value: one,
              label: t('performances.schoolYear', { schoolYear: one }),
            })),
          ]}
        />
      );
  }
}

/** The years of a stay at the school, and whatever stands there already. */
function yearsTo(schoolYear: number, value: string): string[] {
  const years = Array.from({ length: yearsBack }, (_, back) => String(schoolYear - back));
  return value === '' || years.includes(value) ? years : [...years, value];
}
