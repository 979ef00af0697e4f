/** Everything about cadre: by unit, as lists, taken over, and a student's own. */
import type { Route } from '../accounts/route.ts';
import { routes as carry } from './carry-api.ts';
import { routes as grid } from './grid-api.ts';
import { routes as list } from './list-api.ts';
import { routes as unit } from './unit-api.ts';

export const routes: Route[] = [...list, ...grid, ...carry, ...unit];
