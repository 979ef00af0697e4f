/** What of the queue is shown: by state, course, class, age and who decided; the counts beside each choice. */

export const workStates = ['waiting', 'certified', 'returned', 'withdrawn'] as const;
export type WorkState = (typeof workStates)[number];

export const deciders = ['own', 'deputy', 'colleague'] as const;

/** Handed in at least so many days ago. */
export const ages = [3, 7, 14, 30] as const;

/** What is known of a work where the queue is filtered. */
export interface Filterable {
  state: WorkState;
  offeringId: string;
  student: { className: string };
  handedInAt: string;
  decided: { whose: (typeof deciders)[number] } | null;
}

export const facets = ['state', 'course', 'class', 'age', 'by'] as const;
export type Facet = (typeof facets)[number];
/** As it stands in the address; what is left out or unknown chooses nothing. */
export type Chosen = Partial<Record<Facet, string>>;

/** The state is always one; without a word of the address it is what waits. */
export function chosenIn(query: Readonly<Record<string, string>>): Chosen & { state: WorkState } {
  const state = workStates.find((one) => one === query['state']) ?? 'waiting';
  const others = facets.filter((facet) => facet !== 'state' && query[facet]);
  return { ...Object.fromEntries(others.map((facet) => [facet, query[facet]])), state };
}

export function worksChosen<Work extends Filterable>(
  works: readonly Work[],
  chosen: Chosen,
  now: Date,
): Work[] {
  return works.filter((work) => facets.every((facet) => fits(work, facet, chosen[facet], now)));
}

/** How many works each value of a facet would show, the other choices standing. */
export function countsOf(
  works: readonly Filterable[],
  chosen: Chosen,
  facet: Facet,
  values: readonly string[],
  now: Date,
): Map<string, number> {
  const others = worksChosen(works, { ...chosen, [facet]: undefined }, now);
  return new Map(
    values.map((value) => [value, others.filter((work) => fits(work, facet, value, now)).length]),
  );
}

export function ageInDays(handedInAt: string, now: Date): number {
  return Math.floor((now.getTime() - Date.parse(handedInAt)) / 86_400_000);
}

function fits(work: Filterable, facet: Facet, value: string | undefined, now: Date): boolean {
  if (!value) return true;
  switch (facet) {
    case 'state':
      return work.state === value;
    case 'course':
      return work.offeringId === value;
    case 'class':
      return work.student.className === value;
    case 'age':
      return ageInDays(work.handedInAt, now) >= Number(value);
    case 'by':
      return work.decided?.whose === value;
  }
}
