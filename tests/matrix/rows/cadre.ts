import * as cadre from '../../../src/cadre/contract.ts';
import { classes, people } from '../../cast.ts';
import { list, type MatrixRow, one } from '../row.ts';

const then = { schoolYear: 114, semester: 1 };

const inClass = { params: { level: 'class', unitId: classes.dayOne.id }, query: then };

const ofDay = { params: { division: 'day' } };

export const ofCadre: readonly MatrixRow[] = [
  list(cadre.cadreOverview, () => ({ query: then })),
  list(cadre.cadrePosts, () => ({ query: then })),
  one(cadre.cadreGrid, () => inClass),
  one(cadre.saveCadreGrid, () => ({ ...inClass, body: { seen: '', posts: [] } })),
  one(cadre.previewCarryOver, () => ofDay),
  one(cadre.applyCarryOver, () => ({ ...ofDay, body: { postIds: [] } })),
  one(cadre.cadreLists, () => ofDay),
  one(cadre.addCadreUnits, () => ({ ...ofDay, body: { level: 'club', names: ['熱舞社'] } })),
  one(cadre.retireCadreUnit, ({ cadreUnit }) => ({
    params: { division: 'day', unitId: cadreUnit },
    body: { retired: true },
  })),
  one(cadre.saveUsualPosts, () => ({ params: { division: 'day', level: 'club' }, body: { posts: [] } })),
  one(cadre.cadreOfStudent, () => ({ params: { registrationId: people.lin.registration } })),
  list(cadre.myCadre),
];
