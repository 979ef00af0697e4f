/** Courses, who takes them, and what they came to. */
import type { Route } from '../accounts/route.ts';
import { routes as grades } from './grade-api.ts';
import { routes as health } from './health-api.ts';
import { routes as offerings } from './offering-api.ts';

export const routes: Route[] = [...offerings, ...health, ...grades];
