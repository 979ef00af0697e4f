/** A semester, as pages and lists are asked for it. */
export interface Term {
  schoolYear: number;
  semester: 1 | 2;
}

export interface TermAsked {
  schoolYear?: number;
  semester?: number;
}

/** What was asked for; a school year alone is the present one's semester, else its first. */
export function termAsked(asked: TermAsked, present: Term): Term {
  const schoolYear = asked.schoolYear ?? present.schoolYear;
  if (asked.semester === 1 || asked.semester === 2) return { schoolYear, semester: asked.semester };
  return { schoolYear, semester: schoolYear === present.schoolYear ? present.semester : 1 };
}

export function termBefore({ schoolYear, semester }: Term): Term {
  return semester === 2 ? { schoolYear, semester: 1 } : { schoolYear: schoolYear - 1, semester: 2 };
}
