/** 單位與常設職務: what an office's own lists say to the ledger when they change. */
import type { Division } from '../accounts/actor.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import type { CadreLevel, UsualPost } from './post.ts';

export const unitsAdded = (division: Division, level: CadreLevel, count: number): LedgerEvent => ({
  act: 'cadre.unitsAdded',
  about: { division },
  data: { level, count },
});

export const unitRetired = (unitId: string, retired: boolean): LedgerEvent => ({
  act: 'cadre.unitRetired',
  about: { unit: unitId },
  data: { retired },
});

export const usualPostsSaved = (
  division: Division,
  level: CadreLevel,
  posts: readonly UsualPost[],
): LedgerEvent => ({ act: 'cadre.usualPostsSaved', about: { division }, data: { level, posts } });
