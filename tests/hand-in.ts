/**
 * What tests hand in: small files, each a whole PDF or MP4 of exactly the size asked for, and different from
 * every other by its mark.
 */
import { begin, draftFor, type HandedFile, putBytes } from '../src/app/demo/hand-in.ts';
import type { Client } from '../src/app/demo/http-client.ts';

export {
  announced,
  begin,
  draftFor,
  type HandedFile,
  putBytes,
  sha256Of,
} from '../src/app/demo/hand-in.ts';

/** Draft, announcement and all bytes. Throws where any of it is refused. */
export async function handIn(
  client: Client,
  wish: { enrolmentId: string; description?: string; files?: HandedFile[]; outcomeId?: string },
): Promise<{ outcomeId: string; versionId: string; uploadId: string }> {
  const files = wish.files ?? [pdfFile()];
  const outcomeId = wish.outcomeId ?? (await draftFor(client, wish.enrolmentId));
  const uploadId = await begin(client, outcomeId, files, wish.description);
  for (const file of files) {
    const put = await putBytes(client, uploadId, file);
    if (put.answer?.state === 'received') return { outcomeId, uploadId, versionId: put.answer.versionId };
    if (put.refusal) throw new Error(`Refused: ${JSON.stringify(put.refusal)}`);
  }
  throw new Error('The last file did not complete the upload.');
}

let marks = 0;

export function pdfFile(size = 2000, name = '報告.pdf'): HandedFile {
  return { slot: 'document', name, bytes: pdfOf(size) };
}

export function mp4File(size = 2000, name = '錄影.mp4'): HandedFile {
  return { slot: 'media', name, bytes: mp4Of(size) };
}

/** One blank page and an unused stream that fills it up (ISO 32000-2, 7.5). */
export function pdfOf(size: number, mark = `${process.pid}-${++marks}`): Buffer {
  const build = (padding: number) => {
    const objects = [
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
      `<< /Length ${String(padding).padStart(8, '0')} >>\nstream\n${mark.padEnd(padding, ' ').slice(0, padding)}\nendstream`,
    ];
    let text = '%PDF-1.7\n';
    const offsets = objects.map((object, index) => {
      const at = text.length;
      text += `${index + 1} 0 obj\n${object}\nendobj\n`;
      return at;
    });
    const start = String(text.length).padStart(8, '0');
    const entries = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
    return `${text}xref\n0 5\n0000000000 65535 f \n${entries}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  };
  const padding = size - build(0).length;
  if (padding < mark.length) throw new Error(`A PDF needs more than ${size} bytes.`);
  return Buffer.from(build(padding), 'latin1');
}

/** The boxes of an MP4 without a track, filled up by a `free` box (ISO/IEC 14496-12). */
export function mp4Of(size: number, mark = `${process.pid}-${++marks}`): Buffer {
  const box = (type: string, content: Buffer) => {
    const head = Buffer.alloc(8, type.padStart(8));
    head.writeUInt32BE(content.length + 8);
    return Buffer.concat([head, content]);
  };
  const fixed = Buffer.concat([
    box('ftyp', Buffer.from('isom\0\0\x02\0isomiso2mp41', 'latin1')),
    box('moov', box('mvhd', Buffer.alloc(100))),
  ]);
  const padding = size - fixed.length - 8;
  if (padding < mark.length) throw new Error(`An MP4 needs more than ${size} bytes.`);
  return Buffer.concat([fixed, box('free', Buffer.alloc(padding, `${mark} `))]);
}
