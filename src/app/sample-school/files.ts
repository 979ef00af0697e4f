/** Real files of the kinds a student may hand in, around the limits of 國7, and as many different ones as wished. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { leastPadding, type MediaType, padded } from './padding.ts';
import { chinesePdf, type PdfPage } from './pdf.ts';
import { drawing, photo } from './pictures.ts';

export interface SampleFile {
  name: string;
  mediaType: MediaType;
  bytes: Buffer;
}

/** 國7, in bytes. */
const documentMax = 4_194_304;
const mediaMax = 10_485_760;

const seeds = join(import.meta.dirname, '../../../samples');

/** One of each kind, a 25-page report of about 4 MB, and of each kind the largest allowed and one byte more. */
export async function sampleFiles(): Promise<SampleFile[]> {
  const bases = await baseFiles();
  const limits = bases.flatMap(({ name, mediaType, bytes }) => {
    const max = mediaType.startsWith('audio') || mediaType.startsWith('video') ? mediaMax : documentMax;
    const named = (text: string) => name.replace(/^[^.]+/, text);
    return [
      { name: named('剛好在上限'), mediaType, bytes: padded(mediaType, bytes, max) },
      { name: named('超過一個位元組'), mediaType, bytes: padded(mediaType, bytes, max + 1) },
    ];
  });
  return [...bases, await report(), ...limits];
}

/** A 25-page report with a photograph on every page: a genuine PDF just under 4 MB. */
export async function report(salt: string | number = 0): Promise<SampleFile> {
  const pages: PdfPage[] = [];
  for (let page = 1; page <= 25; page += 1) {
    const picture = await photo({ width: 1500, height: 1000, salt: `${salt}/${page}` }, 71);
    pages.push({ heading: `第 ${page} 節　${topics[page % topics.length]}`, text: paragraph(page), picture });
  }
  const bytes = chinesePdf('老街商圈的商業經營調查', '商二甲　林同學', pages);
  return { name: '專題報告.pdf', mediaType: 'application/pdf', bytes };
}

/** The n-th of endlessly many small different files: PDF, JPG, PNG, MP3, MP4 in turn. */
export async function sampleWorks(): Promise<(n: number) => SampleFile> {
  const bases = await baseFiles();
  return (n) => {
    const base = bases[n % bases.length];
    if (!base) throw new Error('There are no base files.');
    const size = base.bytes.length + leastPadding + ((n * 997) % 20_000);
    const name = base.name.replace(/(\.\w+)$/, `-${n}$1`);
    return { ...base, name, bytes: padded(base.mediaType, base.bytes, size, n) };
  };
}

async function baseFiles(): Promise<SampleFile[]> {
  const text = chinesePdf('讀書心得：在路上', '商一甲　陳𠮷安', [
    { heading: '內容摘要', text: paragraph(1) },
    { heading: '我的想法', text: paragraph(2) },
  ]);
  return [
    { name: '讀書心得.pdf', mediaType: 'application/pdf', bytes: text },
    {
      name: '實作照片.jpg',
      mediaType: 'image/jpeg',
      bytes: await photo({ width: 800, height: 600, salt: 'photo' }),
    },
    {
      name: '海報設計.png',
      mediaType: 'image/png',
      bytes: await drawing({ width: 240, height: 320, salt: 'poster' }),
    },
    { name: '英語朗讀.mp3', mediaType: 'audio/mpeg', bytes: readFileSync(join(seeds, 'melody.mp3')) },
    { name: '實驗過程.mp4', mediaType: 'video/mp4', bytes: readFileSync(join(seeds, 'experiment.mp4')) },
  ];
}

const topics = ['動機與目的', '文獻與資料', '訪談紀錄', '數據整理', '觀察與發現', '反思與建議'];

function paragraph(turn: number): string {
  const sentences = [
    '我們這一組選了學校附近的老街，想知道店家怎麼留住客人。',
    '第一次訪談時太緊張，問題準備得不夠，回來後重新分類再去一次。',
    '把三個月的來客數畫成折線圖以後，才看出下雨天的影響比想像中小。',
    '老闆說最難的不是做生意，而是每天都要開門。',
    '我負責整理問卷，學會用樞紐分析表比較不同年齡層的答案。',
    '如果再做一次，我會先把假設寫清楚，再決定要蒐集什麼資料。',
    '這份作業讓我知道課本上的成本概念在小店裡怎麼運作。',
  ];
  return Array.from({ length: 5 }, (_, index) => sentences[(turn + index * 2) % sentences.length]).join('');
}
