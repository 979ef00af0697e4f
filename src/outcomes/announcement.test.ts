import { describe, expect, test } from 'vitest';
import {
  type AnnouncedFile,
  decideAnnouncement,
  decideDescription,
  type OutcomeLimits,
  slotOf,
} from './announcement.ts';

const limits: OutcomeLimits = {
  description: { max: 100, clause: '國7' },
  document: {
    endings: ['pdf', 'jpg', 'jpeg', 'png'],
    mediaTypes: ['application/pdf', 'image/jpeg', 'image/png'],
    maxBytes: 4_194_304,
    clause: '國7',
  },
  media: {
    endings: ['mp3', 'mp4'],
    mediaTypes: ['audio/mpeg', 'video/mp4'],
    maxBytes: 10_485_760,
    clause: '國7',
  },
};
const sha256 = 'a'.repeat(64);
const pdf: AnnouncedFile = { slot: 'document', name: '報告.pdf', size: 1000, sha256 };
const mp4: AnnouncedFile = { slot: 'media', name: '錄影.MP4', size: 1000, sha256 };
const announce = (...files: AnnouncedFile[]) => decideAnnouncement('讀書報告', files, limits);

describe('國7 the description', () => {
  test.each([
    ['字'.repeat(100), true],
    ['字'.repeat(101), false],
    ['𠮷'.repeat(100), true],
    ['𠮷'.repeat(101), false],
  ])('國7 · one hundred code points are enough, whatever their size in bytes (%#)', (text, fits) => {
    const decided = decideDescription(text, limits);
    if (fits) expect(decided).toEqual({ description: text });
    else
      expect(decided).toEqual({
        refused: 'description-too-long',
        clause: '國7',
        facts: { max: 100, length: 101 },
      });
  });

  test('國7 · blank is missing', () => {
    expect(decideDescription(' \n\t ', limits)).toMatchObject({
      refused: 'description-missing',
      clause: '國7',
    });
  });

  test('國7 · what no workbook can hold is left out, the words stay', () => {
    expect(decideDescription('第一行\r\n第二\u0000行\u0007 \ud800', limits)).toEqual({
      description: '第一行\n第二行 \ufffd',
    });
  });
});

describe('國7 the files', () => {
  test('國7 · one document, one audio or video, or one of each', () => {
    expect(announce(pdf)).toMatchObject({ files: [pdf] });
    expect(announce(mp4)).toMatchObject({ files: [mp4] });
    expect(announce(mp4, pdf)).toMatchObject({ files: [pdf, mp4] });
  });

  test('國7 · none, or two of a kind, are refused', () => {
    expect(announce()).toMatchObject({ refused: 'no-file', clause: '國7' });
    expect(announce(pdf, { ...pdf, name: 'b.png' })).toMatchObject({
      refused: 'one-file-per-slot',
      clause: '國7',
    });
  });

  test.each([
    [pdf, 4_194_304],
    [mp4, 10_485_760],
  ])('國7 · %o: the last byte fits, one over is refused', (file, maxBytes) => {
    expect(announce({ ...file, size: maxBytes })).toHaveProperty('files');
    expect(announce({ ...file, size: maxBytes + 1 })).toMatchObject({
      refused: 'file-too-large',
      clause: '國7',
      facts: { maxBytes, size: maxBytes + 1 },
    });
    expect(announce({ ...file, size: 0 })).toMatchObject({ refused: 'file-empty', clause: '國7' });
  });

  test.each(['a.svg', 'a.html', 'a.exe', 'a.docx', 'a', 'a.pdf.zip'])('國7 · %s is not taken', (name) => {
    expect(announce({ ...pdf, name })).toMatchObject({ refused: 'file-kind-refused', clause: '國7' });
    expect(slotOf(name, limits)).toBeUndefined();
  });

  test('國7 · a video in the place of the document is not taken', () => {
    expect(announce({ ...mp4, slot: 'document' })).toMatchObject({ refused: 'file-kind-refused' });
    expect(slotOf('錄影.MP4', limits)).toBe('media');
  });

  test('a file name is data: no folders, no control or direction characters, no endless length', () => {
    const named = (name: string) => {
      const decided = announce({ ...pdf, name });
      return 'refused' in decided ? decided.refused : decided.files[0]?.name;
    };
    expect(named('C:\\temp\\..\\報告.pdf')).toBe('報告.pdf');
    expect(named('../../etc/passwd.pdf')).toBe('passwd.pdf');
    expect(named('fdp\u202e\u0000.pdf')).toBe('fdp.pdf');
    expect(named('.pdf')).toBe('file.pdf');
    expect([...(named(`${'長'.repeat(400)}.pdf`) ?? '')]).toHaveLength(200);
  });
});
