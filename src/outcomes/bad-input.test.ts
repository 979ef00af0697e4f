/** Files made to do harm: refused with their reason, or kept as they are and told to whoever decides on the work. */
import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enrolments } from '../../tests/cast.ts';
import { announced, begin, draftFor, type HandedFile, mp4Of, pdfOf, putBytes } from '../../tests/hand-in.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { certificationItem } from '../certification/contract.ts';
import { outcomeDetail } from './contract.ts';

let opened: TestSchool;
beforeAll(async () => {
  opened = await openTestSchool();
});
afterAll(() => opened.close());

async function put(file: HandedFile, enrolment: keyof typeof enrolments = 'linChinese') {
  const lin = opened.as('lin');
  const outcomeId = await draftFor(lin, enrolments[enrolment].id);
  const uploadId = await begin(lin, outcomeId, [file]);
  return { outcomeId, ...(await putBytes(lin, uploadId, file)) };
}

/** What the teacher is told on the page where the work is decided on. */
async function toldToTheTeacher(outcomeId: string): Promise<string[] | undefined> {
  const { answer } = await opened.as('wang').call(certificationItem, { params: { outcomeId } });
  return answer?.versions[0]?.files[0]?.findings;
}

async function pdfWith(change: (pdf: PDFDocument) => void | Promise<void>, useObjectStreams = false) {
  const pdf = await PDFDocument.create();
  pdf.addPage();
  await change(pdf);
  return Buffer.from(await pdf.save({ useObjectStreams }));
}

const zip = Buffer.concat([
  Buffer.from('PK\x03\x04', 'latin1'),
  Buffer.alloc(40, 'x'),
  Buffer.from('PK\x05\x06', 'latin1'),
  Buffer.alloc(18),
]);
const script = Buffer.from('<script>alert(1)</script>');
const jpeg = () => sharp({ create: { width: 40, height: 40, channels: 3, background: '#3a3' } }).jpeg();

const document = async (bytes: Buffer | Promise<Buffer>, name = '報告.pdf'): Promise<HandedFile> => ({
  slot: 'document',
  name,
  bytes: await bytes,
});

describe('產4 what must never run is kept as evidence and told to the teacher', () => {
  const cases: [string, () => Promise<HandedFile>, string[]][] = [
    [
      'a PDF with JavaScript',
      () => document(pdfWith((pdf) => pdf.addJavaScript('main', 'app.alert(1)'))),
      ['javascript'],
    ],
    [
      'a PDF whose JavaScript is packed away',
      () => document(pdfWith((pdf) => pdf.addJavaScript('main', 'app.alert(1)'), true)),
      ['javascript'],
    ],
    [
      'a PDF that spells it otherwise',
      async () => document(Buffer.from(pdfOf(3000, '/J#61vaScript').toString('latin1'), 'latin1')),
      ['javascript'],
    ],
    [
      'a PDF that starts a program',
      () =>
        document(
          pdfWith((pdf) => {
            const action = pdf.context.obj({ S: 'Launch', F: PDFString.of('calc.exe') });
            pdf.catalog.set(PDFName.of('OpenAction'), action);
          }),
        ),
      ['launch', 'open-action'],
    ],
    [
      'a PDF with a file attached',
      () => document(pdfWith((pdf) => pdf.attach(zip, 'a.zip', { mimeType: 'application/zip' }))),
      ['embedded-file'],
    ],
    ['a PDF that is an archive too', () => document(endedBy(zip)), ['archive-inside']],
    [
      'a JPEG that is a script too',
      async () =>
        document(Buffer.concat([await jpeg().toBuffer(), script, Buffer.from([0xff, 0xd9])]), '圖.jpg'),
      ['script-text'],
    ],
    [
      'an MP4 with a script for a title',
      async () => ({ slot: 'media', name: '錄影.mp4', bytes: titled(mp4Of(3000), script) }),
      ['script-text'],
    ],
    [
      'an MP4 with a script in the room that every reader leaves out',
      async () => ({ slot: 'media', name: '錄影.mp4', bytes: mp4Of(3000, script.toString()) }),
      [],
    ],
    ['an honest PDF', () => document(pdfOf(3000)), []],
    ['an honest JPEG', async () => document(await jpeg().toBuffer(), '圖.jpg'), []],
  ];
  test.each(cases)('產4 · %s', async (_, make, findings) => {
    const { outcomeId, answer, refusal } = await put(await make(), 'linChinese');
    expect(refusal).toBeUndefined();
    expect(answer?.state).toBe('received');
    expect(await toldToTheTeacher(outcomeId)).toEqual(findings);
    await opened.owner.query('update outcome set withdrawn_at = now() where id = $1', [outcomeId]);
  });

  /** A film with a box of words about it (ISO/IEC 14496-12, 8.11). */
  function titled(film: Buffer, words: Buffer): Buffer {
    const head = Buffer.alloc(8, '    meta');
    head.writeUInt32BE(words.length + 8);
    return Buffer.concat([film, head, words]);
  }

  /** An archive in a stream of the PDF: whole as one and as the other. */
  async function endedBy(archive: Buffer): Promise<Buffer> {
    return pdfWith((pdf) => {
      pdf.context.register(pdf.context.stream(archive));
    });
  }
});

describe('國7 what nobody could open is refused, and says why', () => {
  test('國7 · a picture of more than 100 million pixels', async () => {
    const bytes = await sharp({ create: { width: 10_001, height: 10_000, channels: 3, background: '#fff' } })
      .png({ compressionLevel: 9, palette: true })
      .toBuffer();
    const { status, refusal } = await put(await document(bytes, '圖.png'));
    expect({ status, refused: refusal?.refused }).toEqual({ status: 422, refused: 'file-too-many-pixels' });
  });

  test('國7 · an encrypted PDF, even one that opens without a password', async () => {
    const bytes = pdfWith((pdf) => pdf.encrypt({ userPassword: '', ownerPassword: 'owner' }));
    const { status, refusal } = await put(await document(bytes));
    expect({ status, refused: refusal?.refused }).toEqual({ status: 422, refused: 'file-encrypted' });
  });
});

test('產4 · a name that turns its ending round, or breaks lines, is kept without those characters', async () => {
  const file = await document(pdfOf(2500), '報告\u202Egpj.exe\u0000\n\u2066.pdf');
  const { outcomeId } = await put(file, 'linMaths');
  const { answer } = await opened.as('lin').call(outcomeDetail, { params: { outcomeId } });
  expect(answer?.versions[0]?.files[0]).toMatchObject({
    name: '報告gpj.exe.pdf',
    sha256: announced(file).sha256,
  });
});
