/** The columns of the sheet of students: the school's own and every one of the national 學生資料. @server */

import type { Brought } from '../imports/sheet-kind.ts';
import { code, column, columnsIn, date, maybeColumn, readTables } from '../platform/sheets.ts';
import {
  className,
  division,
  entryYear,
  experimentalClass,
  fieldGroup,
  listed,
  nationalId,
  personName,
  programme,
  schoolYear,
  seat,
  semester,
  severalListed,
  studentNumber,
} from './cells.ts';
import type { CodeLists } from './code-list.ts';
import { type FieldKey, fieldKeys, placementFields, type Values } from './register.ts';
import { genderOf } from './wish.ts';

export const idHeaders = ['身分證字號', '身分證統一編號', '國民身分證統一編號', '身份證字號'] as const;

export function studentColumns(lists: CodeLists) {
  return {
    schoolYear: schoolYear(),
    semester: semester(),
    division: division(),
    number: column('學號', code({ pattern: studentNumber })),
    name: column('姓名', personName(), '學生姓名'),
    nationalId: column('身分證號', nationalId(), ...idHeaders),
    birthDate: column('出生日期', date(), '生日', '出生年月日'),
    gender: maybeColumn('性別', listed(lists.gender), '性別代碼'),
    entrySchoolYear: column('入學學年度', entryYear(), '入學年度'),
    fieldGroup: column('群別代碼', fieldGroup(), '群別'),
    programme: column('科別代碼', programme(), '科班學程別代碼', '科別'),
    class: className(),
    seat: maybeColumn('座號', seat()),
    divisionCode: maybeColumn('部別代碼', listed(lists.division)),
    classKind: maybeColumn('班別', listed(lists.classKind), '班別代碼'),
    identities: maybeColumn('特殊身分別', severalListed(lists.identity), '特殊身分', '特殊身分別代碼'),
    indigenousPeople: maybeColumn('原住民族別', listed(lists.indigenousPeople), '原住民族別代碼'),
    indigenousStatus: maybeColumn('原住民身分別', listed(lists.indigenousStatus), '原住民身分別代碼'),
    languageDialect: maybeColumn('族語認證報考方言', listed(lists.languageDialect)),
    languageTestYear: maybeColumn('報考年度', entryYear(), '族語認證報考年度'),
    languageValidUntil: maybeColumn('族語認證有效日期', date()),
    experimentalClass: maybeColumn('實驗班名稱', experimentalClass()),
    entryMethod: maybeColumn('入學方式', listed(lists.entryMethod), '入學方式代碼'),
    statusCode: maybeColumn('學籍狀態', listed(lists.status), '學籍狀態代碼'),
    statusChangedOn: maybeColumn('學籍異動日期', date()),
  };
}

export async function readStudents(brought: readonly Brought[], lists: CodeLists) {
  const columns = studentColumns(lists);
  const tables = await readTables(brought, columns);
  const said = new Map(
    brought.map(({ workbook, raw }) => [`${workbook}/${raw.name}`, columnsIn(raw, columns) as Set<string>]),
  );
  return {
    ...tables,
    rows: tables.rows.map(({ place, values }) => {
      const { schoolYear, semester, division, number, class: className, seat } = values;
      const own = said.get(`${place.workbook}/${place.sheet}`);
      const keys = fieldKeys.filter((key) => own?.has(key));
      return {
        place,
        schoolYear,
        semester,
        division,
        number,
        className,
        seat,
        nationalId: values.nationalId,
        birthDate: values.birthDate,
        name: values.name,
        /** Only what the sheet has a column for. */
        values: textOf(values, keys),
      };
    }),
  };
}

export type StudentLine = Awaited<ReturnType<typeof readStudents>>['rows'][number];

/** What belongs to the person and the registration, and what to the semester. */
export function partsOf(values: Partial<Values>): { own: Partial<Values>; placed: Partial<Values> } {
  const entries = Object.entries(values) as [FieldKey, string][];
  const isPlaced = ([key]: [FieldKey, string]) => placementFields.includes(key);
  return {
    own: Object.fromEntries(entries.filter((entry) => !isPlaced(entry))),
    placed: Object.fromEntries(entries.filter(isPlaced)),
  };
}

/** As the register keeps it. */
export function textOf(read: Partial<Record<FieldKey, unknown>>, keys: readonly FieldKey[]): Partial<Values> {
  return Object.fromEntries(
    keys.map((key) => {
      const text = String(read[key] ?? '');
      return [key, key === 'gender' ? genderOf(text) : text];
    }),
  );
}
