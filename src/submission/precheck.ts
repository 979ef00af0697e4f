/**
 * 預檢: what would go wrong at the central database, said per student and outcome before anything is packed.
 * A blocking finding keeps its outcome out of every package until it is mended or the office leaves it out by name;
 * any other has to be acknowledged: it was looked at and is right.
 */

import type { Division } from '../regulation/regulation.ts';
import type { Roster, RosterValue, Values } from './roster.ts';
import { missingValues, sheetOf } from './roster.ts';
import type { EnrolmentKind } from './round.ts';

/** The parts of a 23-character course code that can be held against the register. */
export interface CodeParts {
  entrySchoolYear: number;
  schoolCode: string;
  fieldGroup: string;
  programme: string;
  /** 課程類別; 8 團體活動時間, 9 彈性學習時間. */
  category: string;
  /** 科目屬性; D is the one that gives credits in categories 8 and 9. */
  attribute: string;
}

/** A selected outcome with everything its row in the workbook needs. */
export interface Selected {
  outcomeId: string;
  registrationId: string;
  hasNationalId: boolean;
  birthDate: string | null;
  entrySchoolYear: number;
  fieldGroup: string;
  programme: string;
  kind: EnrolmentKind;
  enrolmentId: string;
  schoolYear: number;
  semester: number;
  grade: number;
  credits: number;
  courseCode: string;
  courseName: string;
  /** False where the school had to give the course a key of its own. */
  coded: boolean;
  parts: CodeParts | null;
  description: string;
  certified: boolean;
  files: readonly { slot: 'document' | 'media'; sha256: string }[];
  origin: Origin | null;
}

/** The original course of a retake, make-up, transfer or visit. */
export interface Origin {
  schoolCode: string | null;
  schoolYear: number | null;
  semester: number | null;
  courseCode: string | null;
  courseName: string | null;
  grade: number | null;
  credits: number | null;
  method: string | null;
}

export interface SchoolFacts {
  schoolYear: number;
  division: Division;
  /** The codes under which the central database knows this school's divisions. */
  schoolCodes: readonly string[];
  /** 國7, in code points. */
  descriptionMax: number;
}

export interface Finding {
  /** Names the sentence: `submission.finding.<key>`. */
  key: FindingKey;
  blocking: boolean;
  clause: string;
  outcomeId: string;
  facts: Record<string, string | number>;
}

export const findingKeys = [
  'idMissing',
  'birthDateMissing',
  'courseCodeMissing',
  'courseCodeInvalid',
  'courseCodeSchool',
  'courseCodeEntryYear',
  'courseCodeProgramme',
  'categoryNotAllowed',
  'courseNameMissing',
  'descriptionMissing',
  'descriptionTooLong',
  'filesMissing',
  'notCertified',
  'otherSchoolYear',
  'kindNotInRoster',
  'originMissing',
  'originInFuture',
  'duplicate',
] as const;
type FindingKey = (typeof findingKeys)[number];

/** Findings in the order of the given outcomes; an outcome without findings is fit to be packed. */
export function precheck(selected: readonly Selected[], roster: Roster, school: SchoolFacts): Finding[] {
  const twins = duplicates(selected);
  return selected.flatMap((outcome) => [
    ...aboutStudent(outcome),
    ...aboutCourse(outcome, school),
    ...aboutOutcome(outcome, school, twins),
    ...aboutOrigin(outcome, roster, school),
  ]);
}

/** The outcomes that may not be packed as they are. */
export function blocked(findings: readonly Finding[]): Set<string> {
  return new Set(findings.filter((finding) => finding.blocking).map((finding) => finding.outcomeId));
}

/** The outcomes somebody has to have looked at before they are packed. */
export function doubtful(findings: readonly Finding[]): Set<string> {
  return new Set(findings.filter((finding) => !finding.blocking).map((finding) => finding.outcomeId));
}

function aboutStudent(outcome: Selected): Finding[] {
  const found: Finding[] = [];
  if (!outcome.hasNationalId) found.push(blocks('idMissing', outcome, '五(一)1'));
  if (!outcome.birthDate) found.push(blocks('birthDateMissing', outcome, '五(一)1'));
  return found;
}

function aboutCourse(outcome: Selected, school: SchoolFacts): Finding[] {
  const found: Finding[] = [];
  if (outcome.courseName.trim() === '') found.push(blocks('courseNameMissing', outcome, '五(二)1'));
  if (!outcome.coded) return [...found, blocks('courseCodeMissing', outcome, '國8')];
  const { parts } = outcome;
  if (!parts) {
    return [
      ...found,
      blocks('courseCodeInvalid', outcome, '國8', { length: [...outcome.courseCode].length }),
    ];
  }
  if ((parts.category === '8' || parts.category === '9') && parts.attribute !== 'D') {
    found.push(blocks('categoryNotAllowed', outcome, '國8', { category: parts.category }));
  }
  // Repeating, transferred and visiting students rightly carry codes of another year, school or programme.
  if (outcome.kind !== 'ordinary') return found;
  if (!school.schoolCodes.includes(parts.schoolCode)) {
    found.push(blocks('courseCodeSchool', outcome, '國8', { inCode: parts.schoolCode }));
  }
  if (parts.entrySchoolYear !== outcome.entrySchoolYear) {
    found.push(
      warns('courseCodeEntryYear', outcome, '國8', {
        inCode: parts.entrySchoolYear,
        entered: outcome.entrySchoolYear,
      }),
    );
  }
  if (parts.programme !== outcome.programme || parts.fieldGroup !== outcome.fieldGroup) {
    found.push(
      warns('courseCodeProgramme', outcome, '國8', {
        inCode: `${parts.fieldGroup}-${parts.programme}`,
        student: `${outcome.fieldGroup}-${outcome.programme}`,
      }),
    );
  }
  return found;
}

function aboutOutcome(outcome: Selected, school: SchoolFacts, twins: ReadonlySet<string>): Finding[] {
  const found: Finding[] = [];
  const length = [...outcome.description].length;
  if (outcome.description.trim() === '') found.push(blocks('descriptionMissing', outcome, '國7'));
  if (length > school.descriptionMax) {
    found.push(blocks('descriptionTooLong', outcome, '國7', { length, max: school.descriptionMax }));
  }
  if (outcome.files.length === 0) found.push(blocks('filesMissing', outcome, '國7'));
  if (!outcome.certified) found.push(blocks('notCertified', outcome, '國6'));
  if (outcome.schoolYear !== school.schoolYear) {
    found.push(blocks('otherSchoolYear', outcome, '六(一)', { schoolYear: outcome.schoolYear }));
  }
  if (twins.has(outcome.outcomeId)) found.push(warns('duplicate', outcome, '六(二)2'));
  return found;
}

function aboutOrigin(outcome: Selected, roster: Roster, school: SchoolFacts): Finding[] {
  const sheet = sheetOf(roster, outcome.kind);
  if (!sheet) return [blocks('kindNotInRoster', outcome, '國8', { kind: outcome.kind })];
  const missing = missingValues(sheet, originValues(outcome.origin)).filter((value) =>
    value.startsWith('origin.'),
  );
  if (missing.length > 0) {
    return [blocks('originMissing', outcome, '八', { kind: outcome.kind, fields: missing.join(' ') })];
  }
  const year = outcome.origin?.schoolYear ?? 0;
  return year > school.schoolYear ? [blocks('originInFuture', outcome, '八', { schoolYear: year })] : [];
}

/** The origin.* columns a kind of enrolment must have filled. */
export function originNeeded(roster: Roster, kind: EnrolmentKind): RosterValue[] {
  const sheet = sheetOf(roster, kind);
  return sheet ? missingValues(sheet, {}).filter((value) => value.startsWith('origin.')) : [];
}

export function originValues(origin: Origin | null): Values {
  return {
    'origin.schoolCode': origin?.schoolCode,
    'origin.schoolYear': origin?.schoolYear,
    'origin.semester': origin?.semester,
    'origin.courseCode': origin?.courseCode,
    'origin.courseName': origin?.courseName,
    'origin.grade': origin?.grade,
    'origin.credits': origin?.credits,
    'origin.method': origin?.method,
  };
}

/** As it is compared and remembered: what nobody gave is ''. */
export function originTexts(origin: Origin): Record<string, string> {
  const { schoolCode, schoolYear, semester, courseCode, courseName, grade, credits, method } = origin;
  return {
    originSchool: schoolCode ?? '',
    originYear: String(schoolYear ?? ''),
    originSemester: String(semester ?? ''),
    originCode: courseCode ?? '',
    originName: courseName ?? '',
    originGrade: String(grade ?? ''),
    originCredits: credits === null ? '' : String(Number(credits)),
    originMethod: method ?? '',
  };
}

/** Outcomes of one student that hand in the same bytes twice, or the same words for the same course. */
function duplicates(selected: readonly Selected[]): Set<string> {
  const seen = new Map<string, string[]>();
  for (const outcome of selected) {
    const own = [
      ...outcome.files.map(({ sha256 }) => `file ${sha256}`),
      `words ${outcome.courseCode} ${outcome.semester} ${outcome.description.trim()}`,
    ];
    for (const mark of new Set(own)) {
      const key = `${outcome.registrationId} ${mark}`;
      seen.set(key, [...(seen.get(key) ?? []), outcome.outcomeId]);
    }
  }
  return new Set([...seen.values()].filter((same) => same.length > 1).flat());
}

function blocks(key: FindingKey, outcome: Selected, clause: string, facts: Finding['facts'] = {}): Finding {
  return { key, blocking: true, clause, outcomeId: outcome.outcomeId, facts };
}

function warns(key: FindingKey, outcome: Selected, clause: string, facts: Finding['facts'] = {}): Finding {
  return { key, blocking: false, clause, outcomeId: outcome.outcomeId, facts };
}
