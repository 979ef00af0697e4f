/**
 * A student's portfolio as data: what `portfolio.json` of the copy holds and its page shows. Instants are ISO 8601 in
 * UTC, days `YYYY-MM-DD`, school years 民國 years; paths lead to files beside it. No ID number stands in it.
 */
import type { EnrolmentKind } from '../courses/enrolment.ts';
import type { GradeTexts } from '../courses/grade.ts';

export const portfolioFormat = 'licheng-portfolio/1';

export interface Portfolio {
  format: typeof portfolioFormat;
  school: { name: string };
  madeAt: string;
  student: { name: string; registrations: RegistrationPart[] };
  outcomes: OutcomePart[];
  performances: PerformancePart[];
  shelf: ShelfPart[];
  grades: GradePart[];
  cadre: CadrePart[];
}

export interface RegistrationPart {
  number: string;
  division: 'day' | 'continuing';
  startsOn: string;
  endsOn: string | null;
  placements: {
    schoolYear: number;
    semester: number;
    grade: number;
    className: string;
    seat: number | null;
  }[];
}

export interface OutcomePart {
  schoolYear: number;
  semester: number;
  subject: string;
  courseCode: string;
  group: string;
  kind: EnrolmentKind;
  credits: number;
  withdrawnAt: string | null;
  /** Where it stands selected, or stood. */
  selections: SelectionPart[];
  /** Newest first. */
  versions: VersionPart[];
}

/** The round it was chosen for; ended where it was taken out again. */
export interface SelectionPart {
  schoolYear: number;
  batch: number;
  selectedAt: string;
  endedAt: string | null;
}

export interface VersionPart {
  number: number;
  description: string;
  handedInAt: string;
  files: FilePart[];
  decisions: {
    decision: 'certified' | 'returned';
    /** The teacher's words. */
    reason: string;
    by: string;
    at: string;
    withdrawnAt: string | null;
  }[];
  /** Path of the signed receipt; null where there is none. */
  receipt: string | null;
}

/** A performance counts in the semester in which it was first handed in. */
export interface PerformancePart {
  schoolYear: number;
  semester: number;
  category: { key: string; title: Bilingual };
  /** The school's own record it was taken over from; null where it was not. */
  cadre: { schoolYear: number; semester: number; unit: string; post: string } | null;
  withdrawnAt: string | null;
  /** Where it stands selected, or stood. */
  selections: SelectionPart[];
  /** Newest first. */
  versions: PerformanceVersionPart[];
}

export interface PerformanceVersionPart {
  number: number;
  /** How people call it. */
  name: string;
  /** In the order of the form, without those left empty. */
  fields: FieldPart[];
  description: string;
  /** '' for none. */
  link: string;
  handedInAt: string;
  files: FilePart[];
  /** Path of the signed receipt; null where there is none. */
  receipt: string | null;
}

/** What the student kept for themselves; nobody at the school ever saw it. */
export interface ShelfPart {
  schoolYear: number;
  semester: number;
  title: string;
  note: string;
  links: string[];
  /** Codes with the names they have. */
  competencies: { code: string; name: Bilingual }[];
  clusters: { code: string; name: Bilingual }[];
  courses: { schoolYear: number; semester: number; subject: string }[];
  keptAt: string;
  files: FilePart[];
}

export interface FieldPart {
  key: string;
  title: Bilingual;
  /** As the central database takes it: bare codes, ISO days. */
  value: string;
  /** As people read it. */
  shown: Bilingual;
}

export type Bilingual = Record<'zh-TW' | 'en', string>;

export interface FilePart {
  slot: 'document' | 'media';
  name: string;
  size: number;
  sha256: string;
  mediaType: string;
  /** Null where the school's homes did not hold it intact when the copy was made. */
  path: string | null;
}

export interface GradePart {
  schoolYear: number;
  semester: number;
  subject: string;
  courseCode: string;
  credits: number;
  kind: EnrolmentKind;
  cells: Partial<GradeTexts>;
  result: 'passed' | 'failed' | 'none';
}

export interface CadrePart {
  schoolYear: number;
  semester: number;
  level: string;
  unit: string;
  post: string;
  startsOn: string;
  endsOn: string;
}

/** Of everything that was handed in the files of every version, then those kept, in the order people look for them. */
export function filesIn({ outcomes, performances, shelf }: Portfolio): FilePart[] {
  const handedIn = [...outcomes, ...performances].flatMap(({ versions }) =>
    versions.map(({ files }) => files),
  );
  return [...handedIn, ...shelf.map(({ files }) => files)].flat();
}
