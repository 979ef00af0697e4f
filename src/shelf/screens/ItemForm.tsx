import { Button, Chip, Fieldset, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { codePoints, tidyText } from '../../outcomes/announcement.ts';
import type { CallError } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Refused } from '../../platform/ui/Refused.tsx';
import { useWords } from '../../platform/ui/words.ts';
import type { myShelf } from '../contract.ts';
import type { Term } from '../map.ts';
import { type Item, textLimits } from '../shelf.ts';
import { clusters, competencies } from '../tag.ts';
import css from './shelf.module.css';

type Course = AnswerOf<typeof myShelf>['courses'][number];

/** What the form says: where it stands is asked only where there is a choice. */
export interface Written extends Item {
  term: Term | undefined;
}

export const emptyItem: Written = {
  term: undefined,
  title: '',
  note: '',
  links: [],
  competencies: [],
  clusters: [],
  enrolmentIds: [],
};

interface ItemFormParts {
  initial: Written;
  courses: readonly Course[];
  terms: readonly Term[];
  submit: string;
  busy: boolean;
  error: CallError | null;
  onSubmit(item: Written): void;
  /** Between the words and the tags, e.g. where files are taken. */
  children?: ReactNode;
}

/** What a thing is called, what is said of it, where it leads and what it belongs to; only the title must be there. */
export function ItemForm(parts: ItemFormParts) {
  const { initial, courses, terms, submit, busy, error, onSubmit, children } = parts;
  const { t, language } = useWords();
  const [item, setItem] = useState(initial);
  const [links, setLinks] = useState(initial.links.join('\n'));
  const [tried, setTried] = useState(false);
  const write = (change: Partial<Written>) => setItem({ ...item, ...change });
  const [title, note] = [codePoints(tidyText(item.title)), codePoints(tidyText(item.note))];
  const wrong = title === 0 || title > textLimits.title || note > textLimits.note;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!wrong) onSubmit({ ...item, links: links.split(/\s+/u).filter(Boolean) });
      }}
    >
      <TextInput
        required
        label={t('shelf.form.title')}
        value={item.title}
        error={
          tried && title === 0
            ? t('shelf.form.titleMissing')
            : title > textLimits.title && t('shelf.form.tooLong', { over: title - textLimits.title })
        }
        onChange={(event) => write({ title: event.currentTarget.value })}
      />
      <Textarea
        autosize
        minRows={3}
        mt="md"
        label={t('shelf.form.note')}
        description={t('shelf.form.noteHint', { length: note, max: textLimits.note })}
        error={note > textLimits.note && t('shelf.form.tooLong', { over: note - textLimits.note })}
        value={item.note}
        onChange={(event) => write({ note: event.currentTarget.value })}
      />
      {children}
      <Textarea
        autosize
        minRows={1}
        mt="md"
        inputMode="url"
        label={t('shelf.form.links')}
        description={t('shelf.form.linksHint', { max: textLimits.links })}
        value={links}
        onChange={(event) => setLinks(event.currentTarget.value)}
      />
      {terms.length > 1 && (
        <NativeSelect
          mt="md"
          label={t('shelf.form.term')}
          value={nameOf(item.term ?? terms[0])}
          data={terms.map((term) => ({ value: nameOf(term), label: t('shelf.map.term', { ...term }) }))}
          onChange={(event) =>
            write({ term: terms.find((term) => nameOf(term) === event.currentTarget.value) })
          }
        />
      )}
      <Tags
        legend={t('shelf.tag.competencies')}
        options={competencies.map(({ code, name }) => [code, `${code} ${name[language]}`])}
        chosen={item.competencies}
        onChange={(chosen) => write({ competencies: chosen })}
      />
      <Tags
        legend={t('shelf.tag.clusters')}
        options={clusters.map(({ code, name }) => [code, name[language]])}
        chosen={item.clusters}
        onChange={(chosen) => write({ clusters: chosen })}
      />
      <Tags
        legend={t('shelf.tag.courses')}
        options={courses.map((course) => [course.enrolmentId, t('shelf.tag.course', { ...course })])}
        chosen={item.enrolmentIds}
        onChange={(chosen) => write({ enrolmentIds: chosen })}
      />
      {error && <Refused error={error} />}
      <Button type="submit" size="lg" fullWidth mt="lg" loading={busy}>
        {submit}
      </Button>
    </form>
  );
}

const nameOf = (term: Term | undefined) => (term ? `${term.schoolYear}-${term.semester}` : '');

interface TagsParts {
  legend: string;
  options: readonly (readonly [value: string, label: string])[];
  chosen: string[];
  onChange(chosen: string[]): void;
}

/** A list to choose from, folded away until it is wanted; what is chosen is said on the fold. */
function Tags({ legend, options, chosen, onChange }: TagsParts) {
  const { t } = useWords();
  if (options.length === 0) return null;
  return (
    <details className={css['tags']} open={chosen.length > 0}>
      <summary>
        {legend} <span className={css['soft']}>{t('shelf.tag.chosen', { count: chosen.length })}</span>
      </summary>
      <Fieldset variant="unstyled" legend={<span className="unseen">{legend}</span>}>
        <Chip.Group multiple value={chosen} onChange={onChange}>
          <div className={css['chips']}>
            {options.map(([value, label]) => (
              <Chip key={value} value={value} variant="outline">
                {label}
              </Chip>
            ))}
          </div>
        </Chip.Group>
      </Fieldset>
    </details>
  );
}
