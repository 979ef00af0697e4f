/** The clubs, bodies and usual posts an office keeps as its own lists. */
import { type Route, route } from '../accounts/route.ts';
import { record } from '../ledger/record.ts';
import { inTransaction } from '../platform/db.ts';
import { isRefusal, refuse } from '../regulation/refusal.ts';
import * as contract from './contract.ts';
import { keepingIn } from './facts.ts';
import { unitRetired, unitsAdded, usualPostsSaved } from './unit.ts';
import { addUnits, retireUnit, saveUsualPosts as saveRows, unitsOf, usualPosts } from './unit-store.ts';

const cadreLists = route(contract.cadreLists, async ({ school, actor, params: { division } }) => {
  const seen = await keepingIn(school, school.db, actor, division);
  if (isRefusal(seen)) return seen;
  const units = await unitsOf(school.db, [division]);
  return {
    units: units.map(({ division: _, ...unit }) => unit),
    usual: await usualPosts(school.db, division),
  };
});

const addCadreUnits = route(contract.addCadreUnits, async ({ school, actor, params: { division }, body }) =>
  inTransaction(school.db, async (tx) => {
    const seen = await keepingIn(school, tx, actor, division);
    if (isRefusal(seen)) return seen;
    const { level } = body;
    const names = [...new Set(body.names)];
    const ids = await addUnits(
      tx,
      names.map((name) => ({ division, level, name })),
    );
    if (ids.length > 0)
      await record(
        tx,
        actor,
        unitsAdded(division, level, ids.length),
        ids.map((id) => ({ table: 'cadre_unit', id })),
        { appointmentId: seen.by.id, offsetMs: school.clock.offsetMs },
      );
    return { added: ids.length };
  }),
);

const retireCadreUnit = route(contract.retireCadreUnit, async ({ school, actor, params, body }) =>
  inTransaction(school.db, async (tx) => {
    const { division, unitId } = params;
    const seen = await keepingIn(school, tx, actor, division);
    if (isRefusal(seen)) return seen;
    const unit = (await unitsOf(tx, [division])).find((one) => one.unitId === unitId);
    if (!unit) return refuse('not-found', '五(一)2');
    if (unit.retired === body.retired) return undefined;
    await retireUnit(tx, unitId, body.retired ? seen.now : null);
    await record(tx, actor, unitRetired(unitId, body.retired), [{ table: 'cadre_unit', id: unitId }], {
      appointmentId: seen.by.id,
      offsetMs: school.clock.offsetMs,
    });
    return undefined;
  }),
);

const saveUsualPosts = route(contract.saveUsualPosts, async ({ school, actor, params, body }) =>
  inTransaction(school.db, async (tx) => {
    const { division, level } = params;
    const seen = await keepingIn(school, tx, actor, division);
    if (isRefusal(seen)) return seen;
    const names = body.posts.map(({ name }) => name);
    const twice = names.find((name, at) => names.indexOf(name) !== at);
    if (twice !== undefined) return refuse('cadre-usual-twice', '五(一)2', { post: twice });
    await saveRows(tx, { division, level }, body.posts);
    await record(tx, actor, usualPostsSaved(division, level, body.posts), [], {
      appointmentId: seen.by.id,
      offsetMs: school.clock.offsetMs,
    });
    return undefined;
  }),
);

export const routes: Route[] = [cadreLists, addCadreUnits, retireCadreUnit, saveUsualPosts];
