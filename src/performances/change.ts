/** Performances as the history of a student tells them. */
import { type Change, changesBetween } from '../history/change.ts';
import { type Category, nameOf, shownValue, type Values } from './category.ts';

export interface Told {
  fields: Values;
  description: string;
  link: string;
  files: readonly { name: string }[];
}

/** One of the two versions is there. */
export function performanceChange(
  registrationId: string,
  category: Category,
  { before, after }: { before: Told | undefined; after: Told | undefined },
  licence: (code: string) => string | undefined,
): Change {
  const told = after ?? before;
  return {
    registrationId,
    topic: 'performances',
    kind: !before ? 'added' : after ? 'changed' : 'removed',
    label: `${category.title['zh-TW']}：${told ? nameOf(category, told.fields, licence) : ''}`,
    fields: changesBetween(valuesOf(category, before, licence), valuesOf(category, after, licence)),
  };
}

function valuesOf(
  category: Category,
  told: Told | undefined,
  licence: (code: string) => string | undefined,
): Record<string, string> {
  if (!told) return {};
  const { fields, description, link, files } = told;
  return {
    ...Object.fromEntries(
      category.fields.map((field) => [
        field.key,
        shownValue(field, fields[field.key] ?? '', 'zh-TW', licence),
      ]),
    ),
    description,
    link,
    files: files.map(({ name }) => name).join('、'),
  };
}
