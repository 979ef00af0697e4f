/** The student's receipts of performances. Nobody else's. */
import type { Actor } from '../accounts/actor.ts';
import { type Route, route } from '../accounts/route.ts';
import { sendReceipt, sendReceiptPdf } from '../ledger/receipt-reply.ts';
import { receiptOf } from '../ledger/store.ts';
import type { School } from '../platform/school.ts';
import { performanceReceipt, performanceReceiptPdf } from './contract.ts';
import { versionOf } from './file-store.ts';
import { notFound } from './performance.ts';

export const routes: Route[] = [
  route(performanceReceipt, async ({ school, actor, params, reply }) => {
    const receipt = await ownReceipt(school, actor, params);
    return receipt ? sendReceipt(reply, params.versionId, receipt) : notFound();
  }),

  route(performanceReceiptPdf, async ({ school, actor, params, reply }) => {
    const receipt = await ownReceipt(school, actor, params);
    return receipt ? sendReceiptPdf(reply, params.versionId, receipt, actor.name) : notFound();
  }),
];

async function ownReceipt(
  school: School,
  actor: Actor,
  params: { performanceId: string; versionId: string },
) {
  const version = await versionOf(school.db, params);
  const own = actor.registrations.some(({ id }) => id === version?.registrationId);
  return own ? receiptOf(school.db, params.versionId) : undefined;
}
