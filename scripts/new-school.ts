/**
 * `npm run new-school -- --name 校名 --code 123456 [--continuing-code 12345B] [--keeper 姓名]`: founds a real school
 * in the configured empty database and prints the one-time code of its first system keeper.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openFirstKeeper } from '../src/accounts/account-store.ts';
import { foundSchool } from '../src/app/found.ts';
import { placesOf } from '../src/app/places.ts';
import { openSchool } from '../src/app/school.ts';
import { dayOf } from '../src/calendar/day.ts';
import { addStaffMember } from '../src/people/staff-store.ts';
import { readConfig } from '../src/platform/config.ts';
import { inTransaction } from '../src/platform/db.ts';
import { openLog } from '../src/platform/log.ts';
import { startEmbedded } from '../src/platform/postgres.ts';
import { packagedRegulation } from '../src/regulation/parse.ts';
import { isRefusal } from '../src/regulation/refusal.ts';
import { adopt } from '../src/regulation/store.ts';

const { values } = parseArgs({
  options: {
    name: { type: 'string' },
    code: { type: 'string' },
    'continuing-code': { type: 'string' },
    keeper: { type: 'string', default: '系統管理師' },
    host: { type: 'string', default: '*' },
  },
});
const read = readConfig();
if ('wrong' in read) fail(read.wrong.join('\n'));
else if (!values.name || !/^\w{6}$/.test(values.code ?? '')) {
  fail(
    'npm run new-school -- --name 校名 --code 123456 [--continuing-code 12345B] [--keeper 姓名] [--host HOST]',
  );
} else await found(read.config, { name: values.name, code: values.code ?? '' });

async function found(
  config: Parameters<typeof placesOf>[0],
  school: { name: string; code: string },
): Promise<void> {
  const embedded =
    config.databaseUrl || config.schools ? undefined : await startEmbedded(join(config.dataDir, 'postgres'));
  try {
    const place = (await placesOf(config, embedded)).find((one) => one.host === values.host)?.place;
    if (!place) return fail(`No school is configured for the host ${values.host}.`);
    const continuingCode = values['continuing-code'] ?? school.code;
    if (!(await foundSchool(place.databaseUrl, { ...school, continuingCode, demo: false }))) {
      return fail('A school already lives in this database; nothing was changed.');
    }
    const opened = await openSchool(place, openLog('error'));
    const code = await inTransaction(opened.db, async (tx) => {
      const at = await opened.clock.now(tx);
      const adopted = await adopt(tx, { source: packagedRegulation(), by: null, at });
      if (isRefusal(adopted)) throw new Error(JSON.stringify(adopted));
      const member = { name: values.keeper, staffCode: 'keeper', jobTitle: '系統管理師' };
      const { id: personId } = await addStaffMember(tx, member);
      return openFirstKeeper(tx, opened, { personId, username: 'keeper', startsOn: dayOf(at) });
    });
    await opened.close();
    console.log(`${school.name}\n  username       keeper\n  one-time code  ${code}`);
  } finally {
    await embedded?.stop();
  }
}

function fail(text: string): void {
  console.error(text);
  process.exitCode = 2;
}
