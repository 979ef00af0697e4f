/** `npm start`: reads the configuration, brings up what is not there yet, serves until it is told to stop. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../platform/config.ts';
import { openLog } from '../platform/log.ts';
import { type EmbeddedServer, startEmbedded } from '../platform/postgres.ts';
import { buildWeb } from './build-web.ts';
import { enterDemo } from './demo/demo.ts';
import { hasSchool } from './found.ts';
import { placesOf } from './places.ts';
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

let postgres: EmbeddedServer | undefined;
let server: Server | undefined;
const schools = new Map<string, OpenSchool>();
let stopping = false;

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await server?.close();
  for (const school of schools.values()) await school.close();
  await postgres?.stop();
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    void stop().then(() => process.exit(0));
  });
}

try {
  const webDir = await buildWeb();
  if (!config.databaseUrl && !config.schoolsFile)
    postgres = await startEmbedded(join(config.dataDir, 'postgres'));
  const demoAccounts: string[] = [];
  for (const { host, place } of await placesOf(config, postgres)) {
    const empty = !(await hasSchool(place.databaseUrl));
    if (empty && config.schoolsFile)
      throw new Error(`No school has been founded for ${host}. Run: npm run new-school`);
    if (empty) demoAccounts.push(...(await enterDemo(place, log)));
    schools.set(host, await openSchool(place, log));
  }
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
  console.error(error instanceof Error ? error.message : error);
  await stop();
  process.exit(1);
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
