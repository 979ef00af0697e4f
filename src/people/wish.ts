/** What an officer typed into the register's fields, read as a workbook's cells are: every spelling of a day, codes by name. @server */
import { type CellReader, date, isCellProblem, optional } from '../platform/sheets.ts';
import {
  entryYear,
  experimentalClass,
  fieldGroup,
  listed,
  nationalId,
  personName,
  programme,
  seat,
  severalListed,
} from './cells.ts';
import type { CodeLists } from './code-list.ts';
import { type Field, type FieldKey, fields, genders, type Values } from './register.ts';

export interface WrongField {
  field: FieldKey;
  /** Names a sentence, as for a cell of a workbook. */
  problem: string;
  facts: Record<string, string | number>;
}

/** `nationalId` is read as the number itself: the caller turns it into its key at once. */
export function readWishes(
  typed: Partial<Record<FieldKey, string>>,
  lists: CodeLists,
): { values: Partial<Values>; wrong: WrongField[] } {
  const values: Partial<Values> = {};
  const wrong: WrongField[] = [];
  for (const [key, written] of Object.entries(typed) as [FieldKey, string][]) {
    const field: Field = fields[key];
    const reader = readerOf(field, lists);
    const value = (field.needed ? reader : optional(reader))(written);
    if (isCellProblem(value)) wrong.push({ field: key, ...value });
    else values[key] = key === 'gender' ? genderOf(String(value ?? '')) : String(value ?? '');
  }
  return { values, wrong };
}

/** `1` to `male`. */
export function genderOf(code: string): string {
  return code in genders ? genders[code as keyof typeof genders] : '';
}

function readerOf({ reads, list }: Field, lists: CodeLists): CellReader<string | number> {
  switch (reads) {
    case 'name':
      return personName();
    case 'id':
      return nationalId();
    case 'date':
      return date();
    case 'year':
      return entryYear();
    case 'fieldGroup':
      return fieldGroup();
    case 'programme':
      return programme();
    case 'seat':
      return seat();
    case 'class':
    case 'words':
      return experimentalClass();
    case 'code':
    case 'codes': {
      if (!list) throw new Error('A field of codes names its list.');
      return reads === 'code' ? listed(lists[list]) : severalListed(lists[list]);
    }
  }
}
