/** Everything the receipt-details topic serves. */
import type { Route } from '../accounts/route.ts';
import { routes as imports } from './import-api.ts';
import { routes as office } from './office-api.ts';
import { routes as student } from './student-api.ts';

export const routes: Route[] = [...office, ...imports, ...student];
