/** The student register (五(一)1): list, one student, changes. */
import type { Route } from '../accounts/route.ts';
import { routes as changes } from './change-api.ts';
import { routes as list } from './list-api.ts';
import { routes as newcomers } from './newcomer-api.ts';
import { routes as status } from './status-api.ts';
import { routes as student } from './student-api.ts';

export const routes: readonly Route[] = [...list, ...student, ...changes, ...newcomers, ...status];
