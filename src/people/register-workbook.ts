/** The register as a workbook: the columns the import knows, so that what was exported can be brought again. @server */
import type { School } from '../platform/school.ts';
import type { SheetToWrite } from '../platform/sheets.ts';
import type { CodeLists } from './code-list.ts';
import type { FieldKey } from './register.ts';
import type { Kept } from './register-store.ts';
import { maskedId, shownOf } from './register-view.ts';

const headers: readonly [FieldKey, string][] = [
  ['name', '姓名'],
  ['nationalId', '身分證號'],
  ['birthDate', '出生日期'],
  ['gender', '性別'],
  ['entrySchoolYear', '入學學年度'],
  ['fieldGroup', '群別代碼'],
  ['programme', '科班學程別代碼'],
  ['divisionCode', '部別代碼'],
  ['classKind', '班別'],
  ['class', '班級名稱'],
  ['seat', '座號'],
  ['identities', '特殊身分別'],
  ['indigenousPeople', '原住民族別'],
  ['indigenousStatus', '原住民身分別'],
  ['languageDialect', '族語認證報考方言'],
  ['languageTestYear', '報考年度'],
  ['languageValidUntil', '族語認證有效日期'],
  ['experimentalClass', '實驗班名稱'],
  ['entryMethod', '入學方式'],
  ['statusCode', '學籍狀態'],
  ['statusChangedOn', '學籍異動日期'],
];

/** @param whole ID numbers as they are, not masked */
export function registerSheet(
  school: School,
  found: readonly Kept[],
  lists: CodeLists,
  whole: boolean,
): SheetToWrite {
  const row = (kept: Kept) => {
    const shown = {
      ...shownOf(school, kept, lists),
      nationalId: whole ? wholeId(school, kept) : maskedId(school, kept),
    };
    return [
      kept.division === 'day' ? '日間部' : '進修部',
      kept.number,
      kept.grade,
      ...headers.map(([key]) => shown[key]),
    ];
  };
  return {
    name: '學生',
    columns: ['部別', '學號', '年級', ...headers.map(([, header]) => header)].map((header) => ({ header })),
    rows: found.map(row),
  };
}

function wholeId(school: School, { idSealed }: Kept): string {
  return idSealed ? school.seal.open(idSealed) : '';
}
