/**
 * What the matrix asks about: 林育安's works in every state, the round they went through, what came back, and
 * whatever else an endpoint names. Every free text of theirs is a canary: nobody else may ever be sent one.
 */

import { listDeputies } from '../../src/accounts/appointment-contract.ts';
import { issueSession } from '../../src/accounts/auth.ts';
import { moveWindow } from '../../src/calendar/contract.ts';
import { makeFeed } from '../../src/calendar/feed-contract.ts';
import { openAttachment } from '../../src/counselling/contract.ts';
import { beginImport } from '../../src/imports/contract.ts';
import { sequence } from '../../src/ledger/later.ts';
import { digestToken } from '../../src/notices/digest-token.ts';
import { openFile } from '../../src/outcomes/contract.ts';
import { openPerformanceFile } from '../../src/performances/contract.ts';
import { inTransaction } from '../../src/platform/db.ts';
import { openShelfFile } from '../../src/shelf/contract.ts';
import { people } from '../cast.ts';
import { madeCopy } from '../copying.ts';
import { clientOf, type Origin, openTestSchool, type TestSchool } from '../harness.ts';
import { must } from '../submitting.ts';
import { type ActorName, actorNames, actors, enterActors } from './actors.ts';
import { counsel, enterCadre, enterGrade, enterVisit } from './world/records.ts';
import { receive, submit } from './world/round.ts';
import { handInPerformances, handInWorks, keepOnShelf, openAgain } from './world/works.ts';

/** What only 林育安, and who holds a right over what is theirs, may ever be sent. */
export const canaries = [
  '金絲雀草稿',
  '金絲雀待認證',
  '金絲雀已認證',
  '金絲雀疑義',
  '金絲雀借讀',
  '金絲雀評語',
  '金絲雀提問',
  '金絲雀諮詢',
  '金絲雀多元',
  '金絲雀收藏',
  people.lin.nationalId,
];

/** A window already moved once, so that the rule may be asked to hold again. */
export const movedWindow = {
  of: 'certification',
  key: { schoolYear: 114, semester: 1 },
  opens: null,
  closes: '2026-02-20T00:00:00+08:00',
  reason: '連假',
};

export interface World {
  origin: Origin;
  cookies: Map<ActorName, string>;
  ids: Record<Thing, string>;
}

type Thing =
  | 'linCopy'
  | 'linFeed'
  | 'linStop'
  | 'draft'
  | 'waiting'
  | 'waitingVersion'
  | 'waitingUpload'
  | 'certified'
  | 'certifiedVersion'
  | 'begunUpload'
  | 'fileToken'
  | 'round'
  | 'task'
  | 'package'
  | 'receiptImport'
  | 'receiptWaiting'
  | 'doubt'
  | 'line'
  | 'import'
  | 'deputyAppointment'
  | 'linAccount'
  | 'linSession'
  | 'statusEvent'
  /** How the grade of 林育安 stands. */
  | 'linGrade'
  | 'statusDocument'
  | 'question'
  | 'cadreUnit'
  | 'cadrePost'
  | 'performance'
  | 'performanceVersion'
  | 'performanceUpload'
  | 'performanceToken'
  | 'shelfItem'
  | 'shelfFile'
  | 'shelfUpload'
  | 'shelfToken'
  | 'counselling'
  | 'counsellingFile'
  | 'counsellingToken'
  | 'counsellingTemplate'
  | 'reopening';

export async function makeWorld(): Promise<World> {
  const school = await openTestSchool();
  await inTransaction(school.school.db, (tx) => enterActors(tx));
  const status = await enterVisit(school);
  const linGrade = await enterGrade(school);
  const cadre = await enterCadre(school);
  const counselled = await counsel(school);
  const handed = await handInWorks(school);
  const performed = await handInPerformances(school);
  const reopening = await openAgain(school);
  const kept = await keepOnShelf(school);
  const submitted = await submit(school, handed.certified);
  const received = await receive(school, submitted.task);
  const { address } = must(await school.as('lin').call(makeFeed));
  const linStop = await letterToken(school);
  const { copyId: linCopy } = await madeCopy(school.as('lin'));
  const deputies = must(await school.as('registrar').call(listDeputies)).deputies;
  const { importId } = must(await school.as('registrar').call(beginImport));
  must(await school.as('director').call(moveWindow, { body: movedWindow }));
  // Two checkpoints, for whoever wants to see that the one grew out of the other.
  await sequence(school.school);
  const cookies = await signEverybodyIn(school);
  const own = clientOf(school.url, async () => cookies.get('student') ?? '');
  const { rows } = await school.owner.query(
    `select l.id as login, s.id as session from login l join login_session s on s.login_id = l.id
     where l.person_id = $1`,
    [people.lin.id],
  );
  const attached = must(
    await own.call(openAttachment, {
      params: { recordId: counselled.counselling, fileId: counselled.counsellingFile },
      body: {},
    }),
  );
  const opened = must(
    await own.call(openPerformanceFile, {
      params: {
        performanceId: performed.performance,
        versionId: performed.performanceVersion,
        slot: 'document',
      },
      body: {},
    }),
  );
  const onShelf = must(
    await own.call(openShelfFile, {
      params: { itemId: kept.shelfItem, fileId: kept.shelfFile },
      body: {},
    }),
  );
  const token = must(
    await own.call(openFile, {
      params: { outcomeId: handed.certified, versionId: handed.certifiedVersion, slot: 'document' },
      body: {},
    }),
  )
    .url.split('/')
    .at(-1);
  return {
    cookies,
    ids: {
      ...status,
      linGrade,
      ...cadre,
      ...counselled,
      counsellingToken: attached.url.split('/').at(-1) ?? '',
      ...handed,
      ...performed,
      ...kept,
      shelfToken: onShelf.url.split('/').at(-1) ?? '',
      performanceToken: opened.url.split('/').at(-1) ?? '',
      ...submitted,
      reopening,
      ...received,
      linCopy,
      linStop,
      linFeed: address.split('/').at(-2) ?? '',
      fileToken: token ?? '',
      import: importId,
      deputyAppointment: deputies.find(({ person }) => person.id === people.he.id)?.id ?? '',
      linAccount: rows[0].login,
      linSession: rows[0].session,
    },
    origin: await school.freeze(),
  };
}

async function letterToken({ owner, school }: TestSchool): Promise<string> {
  const { rows } = await owner.query(
    `insert into mail_address (person_id, address_sealed, verified_at) values ($1, $2, date_trunc('second', now()))
     returning verified_at`,
    [people.lin.id, school.seal.close('lin@mail.example.org')],
  );
  return digestToken(school, people.lin.id, rows[0].verified_at);
}

async function signEverybodyIn(school: TestSchool): Promise<Map<ActorName, string>> {
  const cookies = new Map<ActorName, string>();
  for (const name of actorNames) {
    const { personId } = actors[name];
    cookies.set(name, personId === null ? '' : await issueSession(school.school, personId));
  }
  await school.owner.query('update login set disabled_at = now(), disabled_by = $2 where person_id = $1', [
    actors.disabled.personId,
    people.keeper.id,
  ]);
  return cookies;
}
