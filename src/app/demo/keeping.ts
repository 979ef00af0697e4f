/** What the demo's main student keeps on the shelf: a few things of this semester and of the last one. */
import { minguo } from '../../calendar/day.ts';
import { myCourses } from '../../outcomes/contract.ts';
import { sampleWorks } from '../sample-school/files.ts';
import { photo } from '../sample-school/pictures.ts';
import { fileOf } from './perform.ts';
import { keptItem } from './shelf.ts';
import { must, type Walk } from './walk.ts';

/** @param earlier a day of the semester before @param today the demo's present */
export async function keepSome(walk: Walk, earlier: Date, today: Date): Promise<void> {
  const student = await walk.school.db
    .selectFrom('outcome')
    .innerJoin('registration', 'registration.id', 'outcome.registration_id')
    .select('registration.person_id as personId')
    .orderBy('outcome.created_at', 'desc')
    .executeTakeFirst();
  if (!student) return;
  const client = walk.as(student);
  const work = await sampleWorks();
  const picture = async (name: string) => ({
    slot: 'document' as const,
    name,
    bytes: await photo({ width: 1200, height: 900, salt: name }),
  });
  walk.moveTo(earlier);
  await keptItem(
    client,
    {
      title: '社區圖書館的第一天',
      note: '幫忙把童書重新編號，有兩個小朋友一直問哪本最好笑。',
      competencies: ['C1', 'C2'],
      clusters: ['14'],
    },
    [await picture('童書區.jpg')],
  );
  walk.moveTo(today);
  const { subjects } = must(await client.call(myCourses));
  const enrolmentIds = subjects
    .flatMap(({ enrolments }) => enrolments.map((one) => one.enrolmentId))
    .slice(0, 1);
  await keptItem(
    client,
    {
      title: '夜市攤位的一天營收',
      note: `${minguo(today.toISOString().slice(0, 10))}記下的：來客數、平均客單價，還沒算成本。`,
      competencies: ['A2', 'B1'],
      clusters: ['16', '17'],
      enrolmentIds,
    },
    [fileOf(work(701)), await picture('攤位.jpg')],
  );
  await keptItem(client, {
    title: '老街的聲音：拍片前要看的',
    note: '鏡頭怎麼跟著人走，剪接的節奏。',
    links: ['https://video.example.org/watch?v=documentary'],
    competencies: ['B3'],
    clusters: ['11'],
  });
}
