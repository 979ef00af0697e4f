/** What somebody is to be told of certification today. Reads only. */
import { divisionsFor } from '../accounts/rights.ts';
import { type Route, route } from '../accounts/route.ts';
import { presentOf } from '../calendar/store.ts';
import { isRefusal } from '../regulation/refusal.ts';
import { paceOf } from './reminder.ts';
import { certificationReminders } from './reminder-contract.ts';
import { remindersIn } from './reminder-store.ts';

export const routes: Route[] = [
  route(certificationReminders, async ({ school, actor }) => {
    const present = await presentOf(school.db, school.clock);
    if (isRefusal(present)) return present;
    const heads = divisionsFor(actor, 'certification.watch', present.rules.regulation);
    const reminders = await remindersIn(school, { actor, heads });
    if (isRefusal(reminders)) return reminders;
    return {
      pace: paceOf(present.rules),
      waiting: reminders.flatMap((one) => ('count' in one ? [{ ...one, teachers: [...one.teachers] }] : [])),
      returned: reminders.flatMap((one) =>
        'until' in one ? [{ ...one, teachers: [...one.teachers], until: one.until.toISOString() }] : [],
      ),
    };
  }),
];
