/** Keeping, changing, throwing away, and remembering what was made of it. Files and the map have their own handlers. */
import { type Route, route } from '../accounts/route.ts';
import { record } from '../ledger/record.ts';
import { ownOutcome } from '../outcomes/facts-store.ts';
import { lockStudents } from '../outcomes/store.ts';
import { ownPerformance } from '../performances/facts-store.ts';
import { inTransaction } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { isRefusal } from '../regulation/refusal.ts';
import * as contract from './contract.ts';
import { itemChanged, itemDropped, itemKept, itemMade } from './event.ts';
import { itemsOf, ownCourses, ownItem, type ShelfRow, spaceOf } from './facts-store.ts';
import { routes as files } from './file-api.ts';
import { routes as map } from './map-api.ts';
import { decideItem, decideTerm, notFound } from './shelf.ts';
import { addItem, addMade, changeItem, dropFiles, dropItem } from './store.ts';
import { type ShelfTerms, termsOf } from './terms.ts';

export const routes: Route[] = [
  ...map,
  ...files,

  route(contract.myShelf, async ({ school, actor }) => {
    const terms = await termsOf(school, actor);
    if (isRefusal(terms)) return terms;
    const items = await itemsOf(school.db, terms.registrationIds);
    return { items: items.map((item) => shown(school, item)), ...(await aroundOf(school, terms)) };
  }),

  route(contract.shelfItem, async ({ school, actor, params }) => {
    const terms = await termsOf(school, actor);
    if (isRefusal(terms)) return terms;
    const item = await ownItem(school.db, actor, params.itemId);
    return item ? { item: shown(school, item), ...(await aroundOf(school, terms)) } : notFound();
  }),

  route(contract.keepItem, async ({ school, actor, body }) => {
    const terms = await termsOf(school, actor);
    if (isRefusal(terms)) return terms;
    return inTransaction(school.db, async (tx) => {
      await lockStudents(tx, terms.registrationIds);
      const courses = await ownCourses(tx, terms.registrationIds);
      const item = decideItem(body, idsOf(courses), terms.link);
      if (isRefusal(item)) return item;
      const placed = decideTerm(body.term, terms.terms[0], terms.terms);
      if (isRefusal(placed)) return placed;
      const at = await school.clock.now(tx);
      const itemId = await addItem(tx, terms.first, item, { at, ...placed.term });
      await record(tx, actor, itemKept({ itemId, registrationId: terms.first }), [], school.clock);
      return { itemId };
    });
  }),

  route(contract.changeItem, async ({ school, actor, params, body }) => {
    const terms = await termsOf(school, actor);
    if (isRefusal(terms)) return terms;
    return inTransaction(school.db, async (tx) => {
      await lockStudents(tx, terms.registrationIds);
      const standing = await ownItem(tx, actor, params.itemId);
      if (!standing) return notFound();
      const courses = await ownCourses(tx, terms.registrationIds);
      const item = decideItem(body, idsOf(courses), terms.link);
      if (isRefusal(item)) return item;
      const placed = decideTerm(body.term, standing, terms.terms);
      if (isRefusal(placed)) return placed;
      const at = await school.clock.now(tx);
      await changeItem(tx, standing.itemId, item, { at, ...placed.term });
      await record(tx, actor, itemChanged(standing), [], school.clock);
      return { changedAt: at.toISOString() };
    });
  }),

  route(contract.dropItem, async ({ school, actor, params }) => {
    const terms = await termsOf(school, actor);
    if (isRefusal(terms)) return terms;
    return inTransaction(school.db, async (tx) => {
      await lockStudents(tx, terms.registrationIds);
      const item = await ownItem(tx, actor, params.itemId);
      if (!item) return notFound();
      await dropFiles(tx, school.files, item.files);
      await dropItem(tx, item.itemId);
      const hashes = item.files.map(({ sha256 }) => sha256);
      await record(tx, actor, itemDropped(item, hashes), [], school.clock);
      return undefined;
    });
  }),

  route(contract.noteMade, async ({ school, actor, params, body }) => {
    const terms = await termsOf(school, actor);
    if (isRefusal(terms)) return terms;
    return inTransaction(school.db, async (tx) => {
      await lockStudents(tx, terms.registrationIds);
      const item = await ownItem(tx, actor, params.itemId);
      const own =
        'outcomeId' in body
          ? await ownOutcome(tx, school.clock, actor, body.outcomeId)
          : await ownPerformance(tx, school.clock, actor, body.performanceId);
      if (!item || !own) return notFound();
      await addMade(tx, item.itemId, body, await school.clock.now(tx));
      await record(tx, actor, itemMade(item, body), [], school.clock);
      return undefined;
    });
  }),
];

async function aroundOf(school: School, { registrationIds, limits, terms }: ShelfTerms) {
  const { used } = await spaceOf(school.db, registrationIds);
  const { space, document, media } = limits;
  return {
    space: { used, ...space },
    limits: { document, media },
    terms,
    courses: await ownCourses(school.db, registrationIds),
  };
}

function idsOf(courses: readonly { enrolmentId: string }[]): string[] {
  return courses.map(({ enrolmentId }) => enrolmentId);
}

function shown(school: School, { registrationId: _, ...item }: ShelfRow) {
  return {
    ...item,
    keptAt: item.keptAt.toISOString(),
    changedAt: item.changedAt.toISOString(),
    made: item.made.map((made) => ({ ...made, madeAt: new Date(made.madeAt).toISOString() })),
    files: item.files.map(({ secondVerifiedAt, ...file }) => ({
      ...file,
      copies: school.files.status(secondVerifiedAt === null ? null : new Date(secondVerifiedAt)),
    })),
  };
}
