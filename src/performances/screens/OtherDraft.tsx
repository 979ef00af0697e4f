import { dayOrText } from '../../calendar/written.ts';
import { DraftChanged } from '../../platform/ui/tray/DraftChanged.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { shownValue } from '../category.ts';
import { draftChanged } from '../draft.ts';
import type { Form } from './useForm.ts';
import { differ, type Written } from './written.ts';

interface OtherDraftParts {
  form: Form;
  other: { text: Written; savedAt: string };
  /** Names by code. */
  licences: Record<string, string>;
}

/** What another window saved of this draft, field by field beside what stands here, and the choice between them. */
export function OtherDraft({ form, other, licences }: OtherDraftParts) {
  const { t, language } = useWords();
  const { category, written, draft } = form;
  const shown = (from: Written, key: string): string => {
    if (key === 'description' || key === 'link') return from[key];
    const field = category.fields.find((one) => one.key === key);
    const value = from.fields[key] ?? '';
    if (!field || value === '') return value;
    // A draft may hold what is no day yet.
    return field.type === 'day'
      ? Number.isNaN(Date.parse(value))
        ? value
        : dayOrText(value, language)
      : shownValue(field, value, language, (code) => licences[code]);
  };
  const said = (from: Written, key: string): string => {
    const value = shown(from, key);
    return value === '' ? t('performances.other.empty') : t('performances.other.quoted', { value });
  };
  const titleOf = (key: string) =>
    category.fields.find((one) => one.key === key)?.title[language] ?? t(`performances.form.${key}`);
  return (
    <DraftChanged
      refusal={draftChanged(other.savedAt)}
      onKeepMine={() => draft.settle(written)}
      onTakeOther={() => draft.settle({ ...other.text, keep: written.keep })}
    >
      <ul>
        {differ(category, written, other.text).map((key) => (
          <li key={key}>
            {t('performances.other.differs', {
              title: titleOf(key),
              mine: said(written, key),
              theirs: said(other.text, key),
            })}
          </li>
        ))}
      </ul>
    </DraftChanged>
  );
}
