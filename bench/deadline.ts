/**
 * `npm run bench -- deadline [seconds]`: the evening before the deadline. Five minutes of uploads of 4 MiB, the requests
 * of students' first pages and sign-ins, as they come; then the worst minute, with the teachers' last decisions. Beside
 * it, in the same run, what the machine does with nothing but the bytes, the list's SQL, the password hash, the row.
 */
import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import pg from 'pg';
import { signIn, whoAmI } from '../src/accounts/contract.ts';
import { hashPassword, verifyPassword } from '../src/accounts/password.ts';
import { certify } from '../src/certification/contract.ts';
import { certificationReminders } from '../src/certification/reminder-contract.ts';
import { myNotices } from '../src/notices/contract.ts';
import { myCourses } from '../src/outcomes/contract.ts';
import { myPerformances } from '../src/performances/contract.ts';
import { hashOf, pathOf } from '../src/platform/files/disk.ts';
import { myQuestions } from '../src/questions/contract.ts';
import { myReceiptDetails } from '../src/receipt-details/contract.ts';
import { mySelections } from '../src/selection/contract.ts';
import { startBytes } from './parts/bytes.ts';
import { films, handIn } from './parts/handing-in.ts';
import { startList } from './parts/list.ts';
import { startProduct } from './parts/product.ts';
import { limit, rush, type Told } from './parts/rush.ts';
import { send } from './parts/send.ts';
import { decideBare, enterWorks, type Teacher } from './parts/works.ts';

const seconds = { calm: Number(process.argv[2] ?? 300), worst: 60 };
const goals = { uploadP95: 1_500, pageP95: 300, tryAgainShare: 0.001, growthMB: 40 };
const password = '截止前一晚的通關密語';
/** What a student's first page asks for; each is a page request. */
const asked = [
  whoAmI,
  myCourses,
  mySelections,
  myReceiptDetails,
  myQuestions,
  myPerformances,
  certificationReminders,
  myNotices,
].map(({ path }) => path);

const teachers: Teacher[] = [];
const product = await startProduct(2_700, async (school) => {
  teachers.push(...(await enterWorks(school)));
  await school.ownerPool.query('update login_credential set password = $1', [await hashPassword(password)]);
});
const agent = new Agent({ keepAlive: true, maxSockets: 300 });
const database = new pg.Pool({ connectionString: product.place.databaseUrl, max: 16 });
try {
  const received: string[] = [];
  const decided: string[] = [];
  const acts = actsOf(received, decided);
  const bare = await limitsOfTheMachine();
  for (const act of Object.values(acts)) await act();
  const memory = watchMemory();
  const calm = await rush(seconds.calm, {
    uploads: { perSecond: 2.5, act: acts.upload },
    pages: { perSecond: 135, act: acts.page },
    signIns: { perSecond: 2, act: acts.signIn },
  });
  const held = memory.stop();
  say(`${seconds.calm} seconds`, calm);
  const worst = await rush(seconds.worst, {
    uploads: { perSecond: 10, act: acts.upload },
    pages: { perSecond: 270, act: acts.page },
    signIns: { perSecond: 7, act: acts.signIn },
    decisions: { perSecond: 133, act: acts.decide },
  });
  say('the worst minute', worst);
  const lost = await lostOf(received, decided);
  const missed = missedGoals(calm, worst, held, lost);
  console.log(
    JSON.stringify({
      name: 'deadline',
      uploadP95: { calm: calm.uploads.p95, worst: worst.uploads.p95 },
      pageP95: { calm: calm.pages.p95, worst: worst.pages.p95 },
      unit: 'ms',
      memoryMB: held,
      bare,
      received: received.length,
      decided: decided.length,
      lost,
      missed,
    }),
  );
  if (missed.length > 0) process.exitCode = 1;
} finally {
  agent.destroy();
  await database.end();
  await product.close();
}

/** Each act is another student's, or another work's, than the one before. Done acts are written down. */
function actsOf(received: string[], decided: string[]) {
  const { url, students } = product;
  const film = films();
  const works = Array.from({ length: 40 }, (_, nth) =>
    teachers.flatMap(({ cookie, works }) => (works[nth] ? [{ cookie, ...works[nth] }] : [])),
  ).flat();
  const turn = { upload: 0, page: 0, signIn: 0, decide: 0 };
  const studentOf = (nth: number) => {
    const student = students[nth % students.length];
    if (!student) throw new Error('The school has no students.');
    return student;
  };
  return {
    async upload() {
      const nth = turn.upload++;
      const { cookie, outcomeIds } = studentOf(nth);
      // From the last course on: in the first, works stand handed in for the teachers.
      const outcomeId = outcomeIds.at(-1 - Math.floor(nth / students.length)) ?? '';
      received.push(await handIn(agent, url, film, { cookie, outcomeId }));
    },
    async page() {
      const nth = turn.page++;
      const { cookie } = studentOf(Math.floor(nth / asked.length));
      await send(agent, url, { method: 'GET', path: asked[nth % asked.length] ?? '', cookie });
    },
    async signIn() {
      const username = `b${(turn.signIn++ % students.length) + 1}`;
      await send(agent, url, { method: 'POST', path: signIn.path, json: { username, password } });
    },
    async decide() {
      const work = works[turn.decide++];
      if (!work) throw new Error('Nothing is left to decide on.');
      const { cookie, outcomeId, versionId } = work;
      const path = certify.path.replace(':outcomeId', outcomeId);
      await send(agent, url, { method: 'POST', path, cookie, json: { versionId } });
      decided.push(versionId);
    },
  };
}

/** What the machine does of each kind in a second, alone, with nothing of the product around it. */
async function limitsOfTheMachine() {
  const [bytes, film] = [await startBytes(), films()];
  const list = await startList(product.place.databaseUrl, product.students[0]?.registrationId ?? '');
  const hash = await hashPassword(password);
  const waiting = teachers.flatMap((teacher) => teacher.works.map((work) => ({ teacher, work })));
  const decideNext = async () => {
    const next = waiting.pop();
    if (next) await decideBare(database, next.teacher, [next.work]);
  };
  try {
    return {
      uploads: await limit(8, 3, () =>
        send(agent, bytes.url, { method: 'PUT', path: '/', bytes: film.next().bytes }),
      ),
      pages: await limit(8, 3, () => send(agent, list.url, { method: 'GET', path: '/' })),
      signIns: await limit(2, 3, () => verifyPassword({ hash, password })),
      decisions: await limit(16, 3, decideNext),
    };
  } finally {
    bytes.close();
    list.child.kill();
    await database.query('delete from certification');
  }
}

/** What the serving process holds, MB: its middle in the first and in the last fifth, and the most. */
function watchMemory() {
  const samples: number[] = [];
  const take = () => {
    const resident = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${product.pid}/status`, 'utf8'));
    samples.push(Math.round(Number(resident?.[1]) / 1024));
  };
  const timer = setInterval(take, 1000);
  return {
    stop() {
      clearInterval(timer);
      const fifth = Math.ceil(samples.length / 5);
      // The first fifth warms up.
      return {
        early: middle(samples.slice(fifth, 2 * fifth)),
        late: middle(samples.slice(-fifth)),
        most: Math.max(...samples),
      };
    },
  };
}

function middle(list: readonly number[]): number {
  return list.toSorted((one, other) => one - other)[Math.floor(list.length / 2)] ?? 0;
}

/** Of what was answered: files whose bytes are not there as sent, and decisions without a row. */
async function lostOf(received: readonly string[], decided: readonly string[]): Promise<number> {
  let lost = 0;
  for (const sha256 of received)
    if ((await hashOf(pathOf(product.place.filesDir, sha256))) !== sha256) lost += 1;
  const { rows } = await database.query<{ lost: number }>(
    `select (select count(*)::int from unnest($1::text[]) s where not exists (select from outcome_file f where f.sha256 = s))
          + (select count(*)::int from unnest($2::uuid[]) v where not exists (
               select from certification c where c.version_id = v and c.withdrawn_at is null)) as lost`,
    [received, decided],
  );
  return lost + (rows[0]?.lost ?? received.length);
}

function missedGoals(
  calm: Record<string, Told> & { uploads: Told; pages: Told },
  worst: Record<string, Told>,
  memory: { early: number; late: number },
  lost: number,
): string[] {
  const failures = (told: Record<string, Told>) => sum(told, ({ errors }) => errors.length);
  const sentAway = sum(worst, ({ tryAgain }) => tryAgain) / sum(worst, ({ sent }) => sent);
  const kept: [string, boolean][] = [
    ['nothing lost', lost === 0],
    ['no error in the five minutes', failures(calm) + sum(calm, ({ tryAgain }) => tryAgain) === 0],
    ['no error in the worst minute', failures(worst) === 0],
    ['uploads in the five minutes', calm.uploads.p95 < goals.uploadP95],
    ['pages in the five minutes', calm.pages.p95 < goals.pageP95],
    ['told to try again', sentAway < goals.tryAgainShare],
    ['memory flat', memory.late - memory.early < goals.growthMB],
  ];
  return kept.filter(([, held]) => !held).map(([goal]) => goal);
}

function sum(told: Record<string, Told>, of: (one: Told) => number): number {
  return Object.values(told).reduce((total, one) => total + of(one), 0);
}

function say(when: string, told: Record<string, Told>): void {
  for (const [kind, { sent, tryAgain, errors, p50, p95, worst }] of Object.entries(told)) {
    console.log(
      `${when}, ${kind}: ${sent} sent, ${errors.length} failed, ${tryAgain} told to try again, p50 ${p50} ms, p95 ${p95} ms, worst ${worst} ms`,
    );
    for (const error of new Set(errors.slice(0, 3))) console.log(`  ${error}`);
  }
}
