/**
 * A believable school year: classes, students, offerings of two semesters and who takes them. A cohort keeps its
 * people from year to year: the second-year students of 114 are the first-year students of 113.
 */
import type { Division } from '../../regulation/regulation.ts';
import { type Chance, chance } from './chance.ts';
import {
  type Area,
  type Course,
  codeOf,
  courses,
  type PlannedClass,
  planOf,
  programmes,
  taughtIn,
} from './curriculum.ts';
import { inventBirth, inventId, inventName, type Sex } from './person.ts';
import { inventStaff, type SampleStaff } from './staff.ts';

export interface SampleClass {
  schoolYear: number;
  division: Division;
  grade: number;
  name: string;
  /** Staff code. */
  homeroom: string;
}

export interface SampleStudent {
  number: string;
  name: string;
  nationalId: string;
  birthDate: string;
  sex: Sex;
  division: Division;
  entrySchoolYear: number;
  fieldGroup: string;
  programme: string;
  className: string;
  seat: number;
}

export interface SampleOffering {
  schoolYear: number;
  semester: 1 | 2;
  division: Division;
  code: string;
  course: string;
  grade: number;
  group: string;
  /** Weekly periods in the continuing division. */
  credits: number;
  teachers: string[];
}

export interface SampleEnrolment {
  schoolYear: number;
  semester: 1 | 2;
  division: Division;
  number: string;
  code: string;
  group: string;
  kind: 'ordinary' | 'retake' | 'transfer';
}

export interface SampleSchool {
  seed: number;
  schoolYear: number;
  /** Semesters whose grades are known. */
  graded: readonly (1 | 2)[];
  codes: SchoolCodes;
  staff: SampleStaff[];
  classes: SampleClass[];
  students: SampleStudent[];
  offerings: SampleOffering[];
  enrolments: SampleEnrolment[];
}

export interface SchoolCodes {
  day: string;
  continuing: string;
}

export interface SampleWish {
  size: 'small' | 'full';
  seed?: number;
  /** ROC. */
  schoolYear?: number;
  /**
   * The year whose classes these are, when `schoolYear` is an earlier one: its students as they were then,
   * without those who had not entered yet.
   */
  asOf?: number;
  codes?: SchoolCodes;
  /** Semesters whose grades are known; both when left out. */
  graded?: readonly (1 | 2)[];
}

export function sampleSchool(wish: SampleWish): SampleSchool {
  const { size, seed = 1, schoolYear = 114, codes = { day: '123456', continuing: '12345B' } } = wish;
  const earlier = (wish.asOf ?? schoolYear) - schoolYear;
  const staff = inventStaff(size, seed);
  const teachers = teachersByArea(staff);
  const school: SampleSchool = {
    seed,
    schoolYear,
    graded: wish.graded ?? [1, 2],
    codes,
    staff,
    classes: [],
    students: [],
    offerings: [],
    enrolments: [],
  };
  for (const [index, now] of planOf(size).entries()) {
    const planned = { ...now, grade: now.grade - earlier };
    if (planned.grade >= 1) addClass(school, planned, index, { seed, codes, teachers });
  }
  addRetakes(school, teachers);
  addTransfer(school);
  return school;
}

interface Ground {
  seed: number;
  codes: SchoolCodes;
  teachers: (area: Area, turn: number) => string;
}

function addClass(school: SampleSchool, planned: PlannedClass, index: number, ground: Ground): void {
  const { schoolYear } = school;
  const programme = programmes[planned.programme];
  const entrySchoolYear = schoolYear - planned.grade + 1;
  const name = `${planned.division === 'continuing' ? '進' : ''}${programme.short}${'一二三'[planned.grade - 1]}${'甲乙丙丁戊己'[planned.place]}`;
  school.classes.push({
    schoolYear,
    division: planned.division,
    grade: planned.grade,
    name,
    homeroom: ground.teachers(planned.division === 'day' ? '國文' : '商業', index),
  });
  const cohort = `${entrySchoolYear}/${planned.division}/${planned.programme}/${planned.place}`;
  const dice = chance(ground.seed, cohort);
  for (let seat = 1; seat <= planned.size; seat += 1) {
    school.students.push({
      ...inventStudent(dice, planned, entrySchoolYear, seat),
      division: planned.division,
      entrySchoolYear,
      fieldGroup: programme.fieldGroup,
      programme: programme.code,
      className: name,
      seat,
    });
  }
  for (const semester of [1, 2] as const) addOfferings(school, planned, name, semester, { index, ...ground });
}

function inventStudent(dice: Chance, planned: PlannedClass, entrySchoolYear: number, seat: number) {
  const sex = dice.pick(['male', 'female'] as const);
  const continuing = planned.division === 'continuing';
  const classNumber = Object.keys(programmes).indexOf(planned.programme) * 10 + planned.place + 1;
  const serial = ((entrySchoolYear % 50) * 2 + (continuing ? 1 : 0)) * 100_000 + classNumber * 100 + seat;
  const place = `${String(classNumber).padStart(2, '0')}${String(seat).padStart(2, '0')}`;
  return {
    number: `${continuing ? 'N' : ''}${entrySchoolYear}${place}`,
    // Each class has three of the rare characters, in turn.
    name: inventName(
      dice,
      sex,
      seat % 5 === 3 && seat < 15 ? classNumber + entrySchoolYear + seat : undefined,
    ),
    nationalId: inventId(dice, serial, sex, seat === 7),
    birthDate: inventBirth(dice, entrySchoolYear, continuing ? dice.below(7) : 0),
    sex,
  };
}

function addOfferings(
  school: SampleSchool,
  planned: PlannedClass,
  group: string,
  semester: 1 | 2,
  ground: Ground & { index: number },
): void {
  const { schoolYear } = school;
  const { division, grade } = planned;
  const programme = programmes[planned.programme];
  const takers = school.students.filter((student) => student.className === group);
  for (const course of courses.filter((one) => taughtIn(one, planned.programme, grade, semester))) {
    const code = codeOf(course, schoolYear - grade + 1, ground.codes[division], programme);
    const turn = ground.index * 3 + courses.indexOf(course);
    school.offerings.push({
      schoolYear,
      semester,
      division,
      code,
      course: course.name,
      grade,
      group,
      credits: course.credits,
      teachers: teachersOf(course, turn, ground),
    });
    for (const { number } of takers)
      school.enrolments.push({ schoolYear, semester, division, number, code, group, kind: 'ordinary' });
  }
}

function teachersOf(course: Course, turn: number, { teachers }: Ground): string[] {
  const first = teachers(course.area, turn);
  const second = course.together ? teachers('資訊', turn + 1) : first;
  return [...new Set([first, second])];
}

/** A few second-year students of the day division take the first year's 國語文 again: one course, two offerings. */
function addRetakes(school: SampleSchool, teachers: Ground['teachers']): void {
  const { schoolYear } = school;
  const group = '國語文重修班';
  const again = school.students.filter(
    (student) =>
      student.division === 'day' &&
      student.entrySchoolYear === schoolYear - 1 &&
      [5, 11].includes(student.seat),
  );
  const opened = new Set<string>();
  for (const { number, className } of again) {
    const ordinary = school.offerings.find(
      (offering) => offering.group === className && offering.course === '國語文' && offering.semester === 1,
    );
    if (!ordinary) continue;
    if (!opened.has(ordinary.code))
      school.offerings.push({ ...ordinary, grade: 1, group, teachers: [teachers('國文', 1)] });
    opened.add(ordinary.code);
    const { code, division } = ordinary;
    school.enrolments.push({ schoolYear, semester: 1, division, number, code, group, kind: 'retake' });
  }
}

/** A first-year student who changed programme: two courses of the first semester are credited, not taken. */
function addTransfer(school: SampleSchool): void {
  const { schoolYear } = school;
  const group = '轉學轉科抵免';
  const mover = school.students.find(
    (student) => student.division === 'day' && student.entrySchoolYear === schoolYear && student.seat === 17,
  );
  const credited = school.enrolments
    .filter((one) => one.number === mover?.number && one.semester === 1 && one.kind === 'ordinary')
    .slice(-3, -1);
  for (const enrolment of credited) {
    const given = school.offerings.find(
      (one) => one.code === enrolment.code && one.semester === 1 && one.group === enrolment.group,
    );
    if (!given) continue;
    school.offerings.push({ ...given, group });
    school.enrolments.splice(school.enrolments.indexOf(enrolment), 1, {
      ...enrolment,
      group,
      kind: 'transfer',
    });
  }
}

/** A small school has nobody for some areas: then whoever there is takes turns. */
function teachersByArea(staff: readonly SampleStaff[]): Ground['teachers'] {
  const all = staff.filter((member) => member.area !== null);
  return (area, turn) => {
    const own = all.filter((member) => member.area === area);
    const choice = own.length > 0 ? own : all;
    return choice[turn % choice.length]?.code ?? '';
  };
}
