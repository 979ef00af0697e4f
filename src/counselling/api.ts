/** Everything about counselling: coverage, records, attachments. */
import type { Route } from '../accounts/route.ts';
import { routes as coverage } from './coverage-api.ts';
import { routes as files } from './file-api.ts';
import { routes as lists } from './list-api.ts';
import { routes as records } from './record-api.ts';

export const routes: Route[] = [...coverage, ...records, ...lists, ...files];
