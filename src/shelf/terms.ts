/** The rules of the present semester, and what an address may not lead to. @server */
import type { Actor } from '../accounts/actor.ts';
import { presentOf } from '../calendar/store.ts';
import type { LinkLimits } from '../performances/link.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import { registrationsOf } from './facts-store.ts';
import { firstYearOf, type Term, termsUntil } from './map.ts';
import { placementsOf } from './map-store.ts';
import { type ShelfLimits, shelfClause, shelfLimits } from './shelf.ts';

export interface ShelfTerms {
  /** Theirs that have not ended; the first takes what is new. */
  registrationIds: string[];
  first: string;
  limits: ShelfLimits;
  link: LinkLimits;
  /** The semesters a thing may stand in, the present one first. */
  terms: [Term, ...Term[]];
}

export async function termsOf(school: School, actor: Actor): Promise<ShelfTerms | Refusal> {
  const registrationIds = registrationsOf(actor);
  const [first] = registrationIds;
  if (first === undefined) return refuse('not-allowed', shelfClause);
  const present = await presentOf(school.db, school.clock);
  if (isRefusal(present)) return present;
  const { rules, schoolYear, semester } = present;
  const now = { schoolYear, semester };
  const { placements, entrySchoolYear } = await placementsOf(school.db, registrationIds);
  const [, ...earlier] = termsUntil(firstYearOf(placements, entrySchoolYear ?? schoolYear), now);
  const ownHosts = [school.publicUrl, school.filesOrigin]
    .filter((address) => address !== undefined)
    .map((address) => new URL(address).hostname);
  return {
    registrationIds,
    first,
    limits: shelfLimits(rules),
    terms: [now, ...earlier],
    link: { ...rules.national.files.link, ownHosts },
  };
}
