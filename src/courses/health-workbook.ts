/** The findings of the course check as a sheet, for whoever mends them elsewhere. @server */
import type { Division } from '../accounts/actor.ts';
import type { SheetToWrite } from '../platform/sheets.ts';
import type { Finding, FindingKey } from './health.ts';
import words from './screens/words.zh-TW.json' with { type: 'json' };

const divisions = { day: '日間部', continuing: '進修部' } as const;

export function findingSheet(findings: readonly (Finding & { division: Division })[]): SheetToWrite {
  const { finding, weight } = words.courses.health;
  const headers = [
    '部別',
    '輕重',
    '問題',
    '課程代碼',
    '科目名稱',
    '年級',
    '班組',
    '學生數',
    '說明',
    '如何修正',
  ];
  return {
    name: '課程代碼健檢',
    columns: headers.map((header) => ({ header })),
    rows: findings.map((one) => {
      const said = finding[one.key satisfies FindingKey];
      return [
        divisions[one.division],
        weight[one.weight],
        said.title,
        one.code,
        one.name,
        one.grade,
        one.group,
        one.students,
        filled(said.detail, one.facts),
        said.mend,
      ];
    }),
  };
}

function filled(sentence: string, facts: Finding['facts']): string {
  return sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(facts[name] ?? ''));
}
