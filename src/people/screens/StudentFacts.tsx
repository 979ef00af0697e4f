import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { dayText } from '../../calendar/written.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Facts } from '../../platform/ui/Page.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import type { oneStudent } from '../contract.ts';
import { type Field, type FieldKey, fieldKeys, fields } from '../register.ts';

export type OneStudent = AnswerOf<typeof oneStudent>;

interface StudentFactsParts {
  student: OneStudent;
  /** The whole ID number, while it is shown. */
  nationalId?: string | undefined;
  onUnmask?: (() => void) | undefined;
}

/** Asked of few: they stand here only where they say something or should. */
const seldom: readonly FieldKey[] = [
  'indigenousPeople',
  'indigenousStatus',
  'languageDialect',
  'languageTestYear',
  'languageValidUntil',
  'experimentalClass',
];

/** Every field of the register, what is missing among them. */
export function StudentFacts({ student, nationalId, onUnmask }: StudentFactsParts) {
  const { t, language } = useWords();
  const { shown, gaps } = student;
  const isGap = (key: FieldKey) => gaps.some((gap) => gap === key);
  const value = (key: FieldKey): ReactNode => {
    const text = shown[key] ?? '';
    const { reads }: Field = fields[key];
    if (key === 'nationalId' && text !== '') return idLine(text);
    if (text === '')
      return isGap(key) ? <Status kind="attention">{t('people.missing')}</Status> : t('people.empty');
    return reads === 'date' ? <time dateTime={text}>{dayText(text, language)}</time> : text;
  };
  const idLine = (masked: string) => (
    <>
      {nationalId ?? masked}{' '}
      {onUnmask && !nationalId && (
        <Button size="compact-sm" variant="default" onClick={onUnmask}>
          {t('people.unmask.button')}
        </Button>
      )}
      {nationalId && <Status kind="attention">{t('people.unmask.shown')}</Status>}
    </>
  );
  const keys = fieldKeys.filter((key) => !seldom.includes(key) || shown[key] || isGap(key));
  return <Facts items={keys.map((key) => [t(`field.register.${key}`), value(key)])} />;
}
