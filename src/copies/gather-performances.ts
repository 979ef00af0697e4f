/** 多元表現 as a copy holds it: titles and values as people read them, in both languages, so that no code list is needed. @server */
import { minguo } from '../calendar/day.ts';
import { type Category, categoryOf, nameOf, shownValue, type Values } from '../performances/category.ts';
import { licenceNames } from '../performances/licence-store.ts';
import { historyOf } from '../performances/list-store.ts';
import { provenanceOf } from '../performances/post-store.ts';
import { fileNameOf } from '../platform/bag.ts';
import type { School } from '../platform/school.ts';
import { layOut } from './place.ts';
import type { FieldPart, PerformancePart } from './portfolio.ts';
import { type OwnPerformance, performancesOf } from './portfolio-store.ts';

/** Every version of every performance, where its files lie in the copy, and its signed receipt. */
export async function gatherPerformances(school: School, registrationIds: readonly string[]) {
  const laid = layOut(school);
  const parts: PerformancePart[] = [];
  for (const own of await performancesOf(school.db, registrationIds)) {
    const { performanceId, schoolYear, semester, withdrawnAt, selections } = own;
    const category = categoryOf(own.categoryKey);
    const folder = `多元表現/${schoolYear} ${fileNameOf(category.title['zh-TW'])}`;
    const { versions: handedIn = [] } = (await historyOf(school.db, performanceId)) ?? {};
    const codes = handedIn.flatMap(({ fields }) => Object.values(fields));
    const names = await licenceNames(school.db, codes, { retired: true });
    const versions: PerformancePart['versions'] = [];
    for (const version of handedIn) {
      const { number, fields, description, link, handedInAt } = version;
      versions.push({
        number,
        name: nameOf(category, fields, (code) => names.get(code)),
        fields: filledIn(category, fields, (code) => names.get(code)),
        description,
        link,
        handedInAt,
        ...(await laid.version(folder, version)),
      });
    }
    const { key, title } = category;
    const cadre = await takenFrom(school, own);
    parts.push({ schoolYear, semester, category: { key, title }, cadre, withdrawnAt, selections, versions });
  }
  return { parts, receipts: laid.receipts };
}

function filledIn(
  { fields }: Category,
  values: Values,
  licence: (code: string) => string | undefined,
): FieldPart[] {
  return fields.flatMap((field) => {
    const { key, title, type } = field;
    const value = values[key] ?? '';
    if (value === '') return [];
    const shown =
      type === 'day'
        ? { 'zh-TW': minguo(value), en: value }
        : {
            'zh-TW': shownValue(field, value, 'zh-TW', licence),
            en: shownValue(field, value, 'en', licence),
          };
    return [{ key, title, value, shown }];
  });
}

/** The record stays named also when the office took it out since. */
async function takenFrom(school: School, { cadrePostId }: OwnPerformance): Promise<PerformancePart['cadre']> {
  const from = cadrePostId === null ? null : await provenanceOf(school.db, cadrePostId);
  if (!from) return null;
  const { schoolYear, semester, unit, post } = from;
  return { schoolYear, semester, unit, post };
}
