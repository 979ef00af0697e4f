/** 三年地圖: a student's own work over the school years, semester by semester. It ranks nothing and compares with nobody. */

export type MapKind = 'outcome' | 'performance' | 'item' | 'post';

export const mapKinds: readonly MapKind[] = ['outcome', 'performance', 'item', 'post'];

export interface MapEntry {
  kind: MapKind;
  schoolYear: number;
  semester: 1 | 2;
}

export interface MapTerm<E extends MapEntry> {
  schoolYear: number;
  semester: 1 | 2;
  /** Where it stands against the present one. */
  when: 'past' | 'now' | 'later';
  entries: E[];
  counts: Record<MapKind, number>;
}

/** The first school year of three: that of the first grade, reckoned back from the earliest placement. */
export function firstYearOf(
  placements: readonly { schoolYear: number; grade: number }[],
  entrySchoolYear: number,
): number {
  const firsts = placements.map(({ schoolYear, grade }) => schoolYear - grade + 1);
  return firsts.length > 0 ? Math.min(...firsts) : entrySchoolYear;
}

export interface Term {
  schoolYear: number;
  semester: 1 | 2;
}

/** Every semester from the first school year to the present one, the present one first: where a thing may stand. */
export function termsUntil(firstYear: number, now: Term): Term[] {
  return termsOfMap([], firstYear, now)
    .filter(({ when }) => when !== 'later')
    .map(({ schoolYear, semester }) => ({ schoolYear, semester }))
    .reverse();
}

/** Three school years at least, and as many as there is work of, every semester of them, empty or not. */
export function termsOfMap<E extends MapEntry>(
  entries: readonly E[],
  firstYear: number,
  now: Term,
): MapTerm<E>[] {
  const years = [firstYear, firstYear + 2, now.schoolYear, ...entries.map(({ schoolYear }) => schoolYear)];
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const order = (at: { schoolYear: number; semester: number }) => at.schoolYear * 2 + at.semester;
  const terms: MapTerm<E>[] = [];
  for (let schoolYear = first; schoolYear <= last; schoolYear += 1) {
    for (const semester of [1, 2] as const) {
      const term = { schoolYear, semester };
      const own = entries.filter((entry) => order(entry) === order(term));
      const ahead = order(term) - order(now);
      terms.push({
        ...term,
        when: ahead < 0 ? 'past' : ahead === 0 ? 'now' : 'later',
        entries: own.toSorted((one, other) => mapKinds.indexOf(one.kind) - mapKinds.indexOf(other.kind)),
        counts: countsOf(own),
      });
    }
  }
  return terms;
}

export function countsOf(entries: readonly MapEntry[]): Record<MapKind, number> {
  const count = (kind: MapKind) => entries.filter((entry) => entry.kind === kind).length;
  return {
    outcome: count('outcome'),
    performance: count('performance'),
    item: count('item'),
    post: count('post'),
  };
}
