/** The register as a workbook: the columns the import knows, so that what was exported can be brought again. @server */
import { coverHeaders } from '../imports/import.ts';
import type { School } from '../platform/school.ts';
import type { Columns, SheetToWrite } from '../platform/sheets.ts';
import type { CodeLists } from './code-list.ts';
import { rosterCodes } from './codes.ts';
import { nationalColumns } from './national-columns.ts';
import { type Field, type FieldKey, fields, genders } from './register.ts';
import type { Kept, Semester } from './register-store.ts';
import { maskedId, shownOf } from './register-view.ts';
import { visitColumns } from './visit-sheet.ts';
import type { VisitRow } from './visit-store.ts';

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

/** 學生資料名冊 with its cover, whole: brought again it changes nothing. Codes stand bare, days as the rosters write them. */
export function nationalWorkbook(
  school: School,
  { found, visits, lists }: { found: readonly Kept[]; visits: readonly VisitRow[]; lists: CodeLists },
  cover: { code: string } & Semester,
): SheetToWrite[] {
  const holders = new Map(found.map((kept) => [kept.number, kept]));
  return [
    {
      name: '封面',
      columns: coverHeaders.map((header) => ({ header })),
      rows: [[cover.code, cover.schoolYear, cover.semester, rosterCodes().students]],
    },
    {
      name: '學生資料',
      columns: written(nationalColumns(lists)),
      rows: found.map((kept) => nationalRow(school, kept, lists)),
    },
    {
      name: '學生借讀資料',
      columns: written(visitColumns(lists)),
      rows: visits.flatMap((visit) => {
        const kept = holders.get(visit.number);
        return kept ? [visitRow(school, kept, visit)] : [];
      }),
    },
  ];
}

function nationalRow(school: School, kept: Kept, lists: CodeLists): (string | number | null)[] {
  return Object.keys(nationalColumns(lists)).map((key) => {
    if (key === 'grade') return kept.grade;
    if (key === 'nationalId') return wholeId(school, kept);
    return nationalValue(key as FieldKey, kept.values[key as FieldKey]);
  });
}

function visitRow(school: School, kept: Kept, visit: VisitRow): (string | number | null)[] {
  const { homeSchool, hostSchool, fieldGroup, programme, kind, startsOn, endsOn } = visit;
  const who = [wholeId(school, kept), rosterDay(kept.values.birthDate)];
  return [
    ...who,
    homeSchool,
    hostSchool,
    fieldGroup,
    programme,
    kind,
    rosterDay(startsOn),
    rosterDay(endsOn),
  ];
}

function nationalValue(key: FieldKey, value: string): string | number {
  if (key === 'gender') return Object.entries(genders).find(([, gender]) => gender === value)?.[0] ?? '';
  const { reads }: Field = fields[key];
  if (reads === 'date') return rosterDay(value);
  if ((reads === 'seat' || reads === 'year') && value !== '') return Number(value);
  return reads === 'codes' ? value.replaceAll('、', ',') : value;
}

/** `0990314` */
function rosterDay(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return day === '' ? '' : `${String(Number(year) - 1911).padStart(3, '0')}${month}${date}`;
}

/** Codes keep their leading zeros when somebody works on in them. */
function written(columns: Columns): SheetToWrite['columns'] {
  return Object.values(columns).map(({ header, read }) => ({
    header,
    asText: read.about?.kind !== 'number',
  }));
}

function wholeId(school: School, { idSealed }: Kept): string {
  return idSealed ? school.seal.open(idSealed) : '';
}
