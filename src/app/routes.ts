/** Every endpoint of the product, topic by topic. A slice that adds an endpoint is listed here once. */
import type { Route } from '../accounts/route.ts';

export const routes: readonly Route[] = [];
