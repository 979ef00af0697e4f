/** The receipt on paper: what was received, when, and how anybody checks it. @server */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import QRCode from 'qrcode';
import { dayOf, minguo } from '../calendar/day.ts';
import { pdfOf } from '../platform/pdf.ts';
import { type Receipt, type ReceiptStatement, readStatement } from './receipt.ts';

const template = readFileSync(join(import.meta.dirname, 'receipt.typ'), 'utf8');

/** @param owner the student's name, for the paper only: the signed statement does not hold it */
export async function receiptPdf(receipt: Receipt, owner: string): Promise<Buffer> {
  const said = readStatement(receipt.statement);
  if (!said) throw new Error('This receipt has no statement of ours.');
  const qr = await QRCode.toString(
    JSON.stringify({
      line: said.ledger.line,
      leaf: said.ledger.leaf,
      sig: receipt.signature,
      key: receipt.key.id,
    }),
    { type: 'svg', margin: 0, errorCorrectionLevel: 'M' },
  );
  return pdfOf(template, {
    school: said.school.name,
    owner,
    description: said.description,
    version: said.version.number,
    rows: [...lateOf(said), ...('performance' in said ? rowsOf(said) : [])],
    files: said.files.map((file) => ({ ...file, size: `${file.size.toLocaleString('en')} bytes` })),
    begun: moment(said.begun),
    finished: moment(said.finished),
    shifted: said.clockOffset ?? 0,
    line: said.ledger.line,
    leaf: said.ledger.leaf,
    signature: receipt.signature,
    key: receipt.key,
    proven: receipt.proof ? { index: receipt.proof.index, size: receipt.proof.size } : null,
    qr,
  });
}

/** 補件: the mark stands on the paper as in the statement. */
function lateOf({ late }: ReceiptStatement): [string, string][] {
  return late ? [['補件 Late supplement', late.reason]] : [];
}

/** What was filled in, as it stood on the form; what was left empty is left out. */
function rowsOf({ category, fields, link }: Extract<ReceiptStatement, { performance: string }>) {
  const linked: [string, string][] = link === '' ? [] : [['外部連結 Link', link]];
  return [['類別 Category', category], ...fields.filter(([, value]) => value !== ''), ...linked];
}

function moment(iso: string): string {
  const at = new Date(iso);
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Taipei', timeStyle: 'medium' }).format(at);
  return `${minguo(dayOf(at))} ${time}`;
}
