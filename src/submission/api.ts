/** Everything the submission topic serves. */
import type { Route } from '../accounts/route.ts';
import { routes as origins } from './origin-api.ts';
import { routes as packages } from './package-api.ts';
import { routes as rounds } from './round-api.ts';

export const routes: Route[] = [...rounds, ...packages, ...origins];
