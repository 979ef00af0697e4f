/** `npm start`: reads the configuration, brings up what is not there yet, serves until it is told to stop. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../platform/config.ts';
import { openLog } from '../platform/log.ts';
import { type EmbeddedServer, startEmbedded } from '../platform/postgres.ts';
import { buildWeb } from './build-web.ts';
import { enterDemo } from './demo/demo.ts';
import { clearUnfinished, whileUnfinished } from './demo/unfinished.ts';
import { hasSchool } from './found.ts';
import { placesOf } from './places.ts';
import { refuseTakenPort } from './port.ts';
import { type OpenSchool, openSchool } from './school.ts';
import { type Server, startServer } from './server.ts';

const began = performance.now();
const read = readConfig();
if ('wrong' in read) {
  console.error(
    `Licheng cannot start with this configuration:\n${read.wrong.map((line) => `  - ${line}`).join('\n')}`,
  );
  process.exit(2);
}
const { config } = read;
const log = openLog(config.logLevel);

let postgres: Promise<EmbeddedServer> | undefined;
let server: Server | undefined;
const schools = new Map<string, OpenSchool>();
let stopped: Promise<void> | undefined;

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    stopped ??= stop();
    void stopped.then(() => process.exit(0));
  });
}

try {
  await refuseTakenPort(config.host, config.port);
  // Two processes, two processors: the pages are built while the school is founded.
  const [webDir, demoAccounts] = await Promise.all([buildWeb(), openSchools()]);
  server = await startServer({
    schools,
    host: config.host,
    port: config.port,
    trustProxy: config.trustProxy,
    log,
    webDir: existsSync(join(webDir, 'index.html')) ? webDir : undefined,
  });
  greet(demoAccounts);
} catch (error) {
  // Told to stop while starting, it loses its database under its feet: that is no news.
  if (stopped) await stopped;
  else {
    console.error(error instanceof Error ? error.message : error);
    await stop();
    process.exit(1);
  }
}

/** @returns the accounts to try, where a demo school was founded */
async function openSchools(): Promise<string[]> {
  if (!config.databaseUrl && !config.schools) postgres = startEmbedded(join(config.dataDir, 'postgres'));
  const demoAccounts: string[] = [];
  for (const { host, place } of await placesOf(config, await postgres)) {
    await clearUnfinished(place, await postgres);
    const empty = !(await hasSchool(place.databaseUrl));
    if (empty && config.schools)
      throw new Error(`No school has been founded for ${host}. Run: npm run new-school -- --host ${host} …`);
    if (empty) demoAccounts.push(...(await whileUnfinished(place, () => enterDemo(place, log))));
    const school = await openSchool(place, log);
    schools.set(host, school);
    if (config.schools && place.filesOrigin) schools.set(new URL(place.filesOrigin).hostname, school);
  }
  return demoAccounts;
}

/** In the order in which one leans on the other. */
async function stop(): Promise<void> {
  // Stopped while it starts, its parts complain about each other's going: that is no news either.
  if (!server) log.level = 'silent';
  await server?.close();
  for (const school of new Set(schools.values())) await school.close();
  // One that never came up has said so where it was started.
  const embedded = await postgres?.catch(() => undefined);
  await embedded?.stop();
}

function greet(demoAccounts: string[]): void {
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const lines = [
    `Licheng (歷程) is ready at ${config.publicUrl ?? server?.url} after ${seconds} s`,
    ...[...schools].map(([host, school]) => `  ${host === '*' ? '' : `${host}: `}${school.name}`),
    ...(demoAccounts.length > 0 ? ['', 'Demo accounts:', ...demoAccounts.map((line) => `  ${line}`)] : []),
    '',
    'Ctrl-C stops everything.',
  ];
  console.log(lines.join('\n'));
}
