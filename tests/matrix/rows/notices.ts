import * as notices from '../../../src/notices/contract.ts';
import * as stop from '../../../src/notices/stop-contract.ts';
import { people } from '../../cast.ts';
import { list, type MatrixRow } from '../row.ts';

export const ofNotices: readonly MatrixRow[] = [
  list(notices.myNotices),
  list(notices.markRead, () => ({ body: { noticeIds: [people.lin.id] } })),
  list(notices.myMail),
  list(notices.sendMailCode, () => ({ body: { address: 'somebody@example.org' } })),
  list(notices.verifyMail, () => ({ body: { code: '000000' } })),
  list(notices.preferMail, () => ({ body: { immediate: true } })),
  list(notices.removeMail),
  list(stop.digestOf, ({ linStop }) => ({ params: { token: linStop } })),
  list(stop.stopDigest, ({ linStop }) => ({ params: { token: linStop } })),
  list(notices.mailHealth),
];
