import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Facts } from '../../platform/ui/Page.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { categoryOf, shownValue } from '../category.ts';

interface PerformanceFactsParts {
  category: string;
  fields: Record<string, string>;
  description: string;
  link: string;
  /** Names by code. */
  licences: Record<string, string>;
}

/** What was filled in, title by title; what was left empty is left out. */
export function PerformanceFacts({ category, fields, description, link, licences }: PerformanceFactsParts) {
  const { t, language } = useWords();
  const filled = categoryOf(category).fields.filter(({ key }) => (fields[key] ?? '') !== '');
  const items = filled.map((field): [string, ReactNode] => {
    const value = fields[field.key] ?? '';
    if (field.type === 'day') return [field.title[language], <DateLine key={field.key} day={value} />];
    return [field.title[language], shownValue(field, value, language, (code) => licences[code])];
  });
  return (
    <Facts
      items={[
        ...items,
        [t('performances.form.description'), description],
        ...(link === ''
          ? []
          : ([[t('performances.form.link'), <Outside key="link" link={link} />]] as typeof items)),
      ]}
    />
  );
}

/** The whole address is shown, its host in Punycode: nothing looks like what it is not. */
function Outside({ link }: { link: string }) {
  const { t } = useWords();
  return (
    <Anchor
      href={link}
      target="_blank"
      rel="noopener noreferrer nofollow"
      aria-label={t('performances.outside', { link })}
    >
      {link}
    </Anchor>
  );
}
