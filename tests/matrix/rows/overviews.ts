import * as today from '../../../src/today/contract.ts';
import * as progress from '../../../src/today/progress-contract.ts';
import { classes } from '../../cast.ts';
import { list, type MatrixRow, one } from '../row.ts';

export const ofOverviews: readonly MatrixRow[] = [
  list(today.divisionOverview),
  one(today.classGlance, () => ({ params: { classId: classes.dayOne.id } })),
  list(progress.divisionProgress),
  one(progress.classProgress, () => ({ params: { classId: classes.dayOne.id } })),
  list(progress.courseProgress),
];
