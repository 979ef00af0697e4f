/** Every endpoint of the product, topic by topic. A slice that adds an endpoint is listed here once. */
import { routes as accounts } from '../accounts/api.ts';
import type { Route } from '../accounts/route.ts';
import { routes as cadre } from '../cadre/api.ts';
import { routes as calendar } from '../calendar/api.ts';
import { routes as certification } from '../certification/api.ts';
import { routes as certificationBatch } from '../certification/batch-api.ts';
import { routes as certificationReasons } from '../certification/reasons-api.ts';
import { routes as certificationReminders } from '../certification/reminder-api.ts';
import { routes as copies } from '../copies/api.ts';
import { routes as counselling } from '../counselling/api.ts';
import { routes as courses } from '../courses/api.ts';
import { routes as history } from '../history/api.ts';
import { routes as imports } from '../imports/api.ts';
import { routes as ledger } from '../ledger/api.ts';
import { routes as notices } from '../notices/api.ts';
import { routes as outcomes } from '../outcomes/api.ts';
import { routes as people } from '../people/api.ts';
import { routes as performances } from '../performances/api.ts';
import { routes as questions } from '../questions/api.ts';
import { routes as receiptDetails } from '../receipt-details/api.ts';
import { routes as reopening } from '../reopening/api.ts';
import { routes as selection } from '../selection/api.ts';
import { routes as shelf } from '../shelf/api.ts';
import { routes as submission } from '../submission/api.ts';
import { routes as today } from '../today/api.ts';

export const routes: readonly Route[] = [
  ...accounts,
  ...cadre,
  ...calendar,
  ...courses,
  ...counselling,
  ...history,
  ...people,
  ...imports,
  ...outcomes,
  ...performances,
  ...certification,
  ...certificationBatch,
  ...certificationReasons,
  ...certificationReminders,
  ...reopening,
  ...selection,
  ...submission,
  ...questions,
  ...receiptDetails,
  ...copies,
  ...shelf,
  ...notices,
  ...today,
  ...ledger,
];
