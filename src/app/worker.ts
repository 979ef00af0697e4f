/** The background work of a school: which job runs which slice's function, and what repeats how often. */
import type { School } from '../platform/school.ts';

export async function startWork(school: School): Promise<void> {
  await school.jobs.start({});
}
