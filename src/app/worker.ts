/** The background work of a school: which job runs which slice's function, and what repeats how often. */
import { forgetOldSignIns } from '../accounts/later.ts';
import { buildCopy } from '../copies/later.ts';
import { sequence } from '../ledger/later.ts';
import { beginDigest, sendDigests } from '../notices/digest-send.ts';
import { sendCode, sendNotice } from '../notices/later.ts';
import { applyAnnounced } from '../people/later.ts';
import type { School } from '../platform/school.ts';
import { readDefaults } from '../regulation/parse.ts';
import { buildPackage } from '../submission/later.ts';
import { type Days, openDays } from '../today/later.ts';
import { askIn } from './ask.ts';

const second = 1000;
const minute = 60_000;
const hour = 3_600_000;

export async function startWork(school: School): Promise<void> {
  await school.jobs.start({
    'submission.buildPackage': (payload: { packageId: string }) => buildPackage(school, payload),
    'copies.build': (payload: { copyId: string }) => buildCopy(school, payload),
    'notices.send': (payload: { noticeId: string }) => sendNotice(school, payload),
    'notices.sendCode': (payload: { codeId: string; minutes: number }) => sendCode(school, payload),
    'notices.digest': (payload: { week: string }) => sendDigests(school, payload, () => daysIn(school)),
  });
  school.jobs.every(second, 'copy to the second home', async () => {
    await school.files.copyMissing();
  });
  school.jobs.every(2 * second, 'sequence the ledger', async () => {
    await sequence(school);
  });
  school.jobs.every(minute, 'apply announced changes of status', () => applyAnnounced(school));
  school.jobs.every(10 * minute, 'begin the weekly letters', () => beginDigest(school));
  school.jobs.every(hour, 'count the stores', () => school.files.count());
  school.jobs.every(hour, 'sweep orphans', async () => {
    await school.files.sweep(orphanTimes());
  });
  school.jobs.every(hour, 'forget old sign-ins', () => forgetOldSignIns(school));
  school.jobs.every(24 * hour, 're-hash everything', async () => {
    await school.files.scrub();
  });
}

/** What waits for whom, as their pages say it. */
export function daysIn(school: School): Promise<Days> {
  return openDays(school, (endpoint, of) => askIn(school, endpoint, of));
}

function orphanTimes() {
  const defaults = readDefaults();
  return {
    quarantineAfterMs: (defaults.get('quarantineHours')?.value ?? 24) * hour,
    eraseAfterMs: (defaults.get('eraseAfterDays')?.value ?? 30) * 24 * hour,
  };
}
