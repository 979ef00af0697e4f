/** A receipt as an answer: the signed statement itself, or on paper. @server */
import type { FastifyReply } from 'fastify';
import type { Receipt } from './receipt.ts';
import { receiptPdf } from './receipt-pdf.ts';

export function sendReceipt(reply: FastifyReply, versionId: string, receipt: Receipt): FastifyReply {
  return reply
    .header('content-type', 'application/json; charset=utf-8')
    .header('content-disposition', `attachment; filename="receipt-${versionId}.json"`)
    .send(`${JSON.stringify(receipt, null, 2)}\n`);
}

/** @param owner the student's name, for the paper only */
export async function sendReceiptPdf(
  reply: FastifyReply,
  versionId: string,
  receipt: Receipt,
  owner: string,
): Promise<FastifyReply> {
  return reply
    .header('content-type', 'application/pdf')
    .header('content-disposition', `inline; filename="receipt-${versionId}.pdf"`)
    .send(await receiptPdf(receipt, owner));
}
