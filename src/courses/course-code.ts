/**
 * 課程代碼: 23 characters of the national table, or a key the school gave to a course that has none. The code says
 * for which entry year, school, group and programme the course was planned, and what kind of course it is.
 */
import { type Refusal, refuse } from '../regulation/refusal.ts';
import lists from './code-lists.json' with { type: 'json' };

export interface CourseCode {
  /** 適用入學年度, 1–3 */
  entrySchoolYear: number;
  /** 4–9 */
  schoolCode: string;
  /** 課程類型, 10: V is 技術型 */
  type: string;
  /** 群別, 11–12 */
  fieldGroup: string;
  /** 科班學程別, 13–15 */
  programme: string;
  /** 班群, 16 */
  stream: string;
  /** 課程類別, 17 */
  category: string;
  /** 開課方式, 18 */
  mode: string;
  /** 科目屬性, 19 */
  attribute: string;
  /** 領域, 20–21 */
  domain: string;
  /** 科目序號, 22–23 */
  serial: string;
}

const length = 23;

/** A 23-character code in its parts, or what is wrong with it. */
export function readCourseCode(code: string): CourseCode | Refusal {
  if (code.length !== length)
    return refuse('course-code-length', '五(二)1', { found: code, length: code.length });
  const match =
    /^(\d{3})([0-9A-Z]{6})([A-Z0-9])([0-9A-Z]{2})([0-9A-Z]{3})([0-9A-Z])([0-9A-Z])([0-9A-Z])([0-9A-Z])([0-9A-Z]{2})([0-9A-Z]{2})$/.exec(
      code,
    );
  if (!match) return refuse('course-code-signs', '五(二)1', { found: code });
  const [, year = '', schoolCode = '', type = '', fieldGroup = '', programme = '', stream = ''] = match;
  const [category = '', mode = '', attribute = '', domain = '', serial = ''] = match.slice(7);
  if (!Object.hasOwn(lists.parts.category, category))
    return refuse('course-code-category', '五(二)1', { found: code, category });
  if (!Object.hasOwn(lists.parts.attribute, attribute))
    return refuse('course-code-attribute', '五(二)1', { found: code, attribute });
  if (isTestSchool(schoolCode))
    return refuse('course-code-test-school', '五(二)1', { found: code, schoolCode });
  const entrySchoolYear = Number(year);
  return {
    entrySchoolYear,
    schoolCode,
    type,
    fieldGroup,
    programme,
    stream,
    category,
    mode,
    attribute,
    domain,
    serial,
  };
}

/**
 * Whether a key is a national code (`coded`) or the school's own. A key of 18 to 28 signs that begins like a code is a
 * damaged code, not a key of the school's.
 */
export function checkCourseKey(key: string): { coded: boolean } | Refusal {
  if (key.length === length || (/^\d{3}/.test(key) && key.length >= 18 && key.length <= 28)) {
    const read = readCourseCode(key);
    return 'refused' in read ? read : { coded: true };
  }
  return /^[0-9A-Z][0-9A-Z-]{1,21}$/.test(key)
    ? { coded: false }
    : refuse('course-key', '五(二)1', { found: key });
}

/** 課程類別 8 and 9 go into no grade roster, unless their 科目屬性 is the one that gives credits. */
export function goesIntoRosters({
  category,
  attribute,
}: Pick<CourseCode, 'category' | 'attribute'>): boolean {
  const { categories, unless } = lists.outsideRosters;
  return !categories.includes(category) || attribute === unless;
}

/** 必修: whoever the plan is for takes it. */
export function isRequired({ category }: Pick<CourseCode, 'category'>): boolean {
  return lists.required.includes(category);
}

/** Codes that only programs under test use. */
export function isTestSchool(schoolCode: string): boolean {
  return lists.testSchools.includes(schoolCode);
}
