/** The way to a package, as its people walk it: hand in, certify, open a round, select, pack, hand over. */

import type { Answered, Client } from '../src/app/demo/http-client.ts';
import { certify } from '../src/certification/contract.ts';
import { chooseOutcomes } from '../src/selection/contract.ts';
import {
  handOver,
  onePackage,
  openRound,
  requestPackage,
  submissionRounds,
} from '../src/submission/contract.ts';
import { type CastName, castNow, enrolments, offerings } from './cast.ts';
import { type HandedFile, handIn } from './hand-in.ts';

/** Whoever can act as the cast: a test's school, or a product in another process. */
interface Acting {
  as(name: CastName): Client;
}

export const days = {
  handingIn: castNow,
  selecting: new Date('2026-08-10T10:00:00+08:00'),
  /** The selection has ended (2026-09-25 00:00). */
  packing: new Date('2026-09-26T09:00:00+08:00'),
  receiving: new Date('2026-10-01T09:00:00+08:00'),
};

export const roundKey = { schoolYear: 114, gradeBand: 'one-two', batch: 1 } as const;

/** Hands in and certifies; the clock must stand in the upload window. */
export async function certifiedOutcome(
  school: Acting,
  wish: { enrolment: keyof typeof enrolments; description?: string; files?: HandedFile[] },
): Promise<string> {
  const enrolment = enrolments[wish.enrolment];
  const handed = await handIn(school.as(enrolment.who), {
    enrolmentId: enrolment.id,
    description: wish.description,
    files: wish.files,
  });
  const [teacher] = offerings[enrolment.offering].teachers;
  must(
    await school.as(teacher).call(certify, {
      params: { outcomeId: handed.outcomeId },
      body: { versionId: handed.versionId },
    }),
  );
  return handed.outcomeId;
}

/** @returns ids of the round and of its tasks */
export async function openedRound(school: Acting) {
  const { roundId } = must(await school.as('director').call(openRound, { body: roundKey }));
  const { rounds } = must(await school.as('director').call(submissionRounds));
  const tasks = rounds.find((round) => round.roundId === roundId)?.tasks ?? [];
  const taskOf = (division: 'day' | 'continuing') =>
    tasks.find((task) => task.division === division)?.taskId ?? '';
  return { roundId, day: taskOf('day'), continuing: taskOf('continuing') };
}

export async function selects(
  school: Acting,
  who: CastName,
  roundId: string,
  outcomeIds: string[],
): Promise<void> {
  must(await school.as(who).call(chooseOutcomes, { params: { roundId }, body: { outcomeIds } }));
}

/** Asks for a package and waits until it is built or has failed. */
export async function builtPackage(
  school: Acting,
  who: CastName,
  taskId: string,
  body: { leaveOut?: string[]; reason?: string; acknowledged?: boolean } = {},
) {
  const { packageId } = must(await school.as(who).call(requestPackage, { params: { taskId }, body }));
  for (;;) {
    const made = must(await school.as(who).call(onePackage, { params: { packageId } }));
    if (made.state !== 'building') return made;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

export async function handedOver(school: Acting, who: CastName, packageId: string, at: Date): Promise<void> {
  must(
    await school
      .as(who)
      .call(handOver, { params: { packageId }, body: { at: at.toISOString(), how: 'upload-site' } }),
  );
}

/** The answer, or the refusal as an error. */
export function must<T>(answered: Answered<T>): T {
  if (answered.answer === undefined)
    throw new Error(`${answered.status} ${JSON.stringify(answered.refusal)}`);
  return answered.answer;
}
