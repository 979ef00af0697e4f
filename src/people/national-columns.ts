/** 學生資料 of the national 學生資料名冊: its columns in its order, read and written by the same list. @server */
import { column, date, maybeColumn, optional, text, wholeNumber } from '../platform/sheets.ts';
import {
  entryYear,
  experimentalClass,
  fieldGroup,
  listed,
  nationalId,
  programme,
  seat,
  severalListed,
} from './cells.ts';
import type { CodeLists } from './code-list.ts';
import { idHeaders } from './student-columns.ts';

export function nationalColumns(lists: CodeLists) {
  return {
    nationalId: column('身分證號', nationalId(), ...idHeaders),
    birthDate: column('出生日期', date(), '生日', '出生年月日'),
    gender: column('性別代碼', optional(listed(lists.gender)), '性別'),
    fieldGroup: column('群別代碼', fieldGroup(), '群別'),
    programme: column('科班學程別代碼', programme(), '科班學程別'),
    divisionCode: column('部別代碼', optional(listed(lists.division))),
    classKind: column('班別', optional(listed(lists.classKind)), '班別代碼'),
    grade: column('年級', optional(wholeNumber({ min: 1, max: 4 }))),
    class: column('班級名稱', optional(text({ max: 30 })), '班級'),
    seat: column('座號', optional(seat())),
    identities: maybeColumn('特殊身分別', severalListed(lists.identity), '特殊身分別代碼'),
    indigenousPeople: maybeColumn('原住民族別', listed(lists.indigenousPeople), '原住民族別代碼'),
    indigenousStatus: maybeColumn('原住民身分別', listed(lists.indigenousStatus), '原住民身分別代碼'),
    languageDialect: maybeColumn('族語認證報考方言', listed(lists.languageDialect)),
    languageTestYear: maybeColumn('報考年度', entryYear()),
    languageValidUntil: maybeColumn('族語認證有效日期', date()),
    experimentalClass: maybeColumn('實驗班名稱', experimentalClass()),
    entryMethod: maybeColumn('入學方式', listed(lists.entryMethod), '入學方式代碼'),
    statusCode: maybeColumn('學籍狀態', listed(lists.status), '學籍狀態代碼'),
    statusChangedOn: maybeColumn('學籍異動日期', date()),
  };
}
