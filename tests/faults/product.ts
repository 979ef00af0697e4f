/** The product as its own process, so that it can be killed: prints its address once it is ready. */
import { openSchool, type SchoolPlace } from '../../src/app/school.ts';
import { startServer } from '../../src/app/server.ts';
import { movableClock } from '../../src/platform/clock.ts';
import { openLog } from '../../src/platform/log.ts';
import { castNow } from '../cast.ts';

const place = JSON.parse(process.argv[2] ?? '') as SchoolPlace;
const clock = movableClock();
clock.moveTo(new Date(process.argv[3] ?? castNow));
const log = openLog('error');
const school = await openSchool(place, log, clock);
const server = await startServer({
  schools: new Map([['*', school]]),
  host: '127.0.0.1',
  port: 0,
  trustProxy: 0,
  log,
});
console.log(server.url);
