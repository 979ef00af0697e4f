/** Everything about imports over HTTP: bringing, looking and mending, applying and undoing, templates. */
import type { Route } from '../accounts/route.ts';
import { applyRoutes } from './apply-api.ts';
import { bringRoutes } from './bring-api.ts';
import { previewRoutes } from './preview-api.ts';
import { templateRoutes } from './template-api.ts';

export const routes: Route[] = [...bringRoutes, ...templateRoutes, ...previewRoutes, ...applyRoutes];
