/** Diverse performance over HTTP, as a student's browser hands it in, and something believable for each category. */
import { handInPerformance, type putPerformanceFile, startPerformance } from '../../performances/contract.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { writeCsv } from '../../platform/sheets.ts';
import { announced, type HandedFile, type Put, putTo } from './hand-in.ts';
import type { Client } from './http-client.ts';

type Progress = AnswerOf<typeof putPerformanceFile>;

type Said = Put<Progress>;

export interface Wish {
  fields: Readonly<Record<string, string>>;
  description?: string;
  link?: string;
  files?: readonly HandedFile[];
  keep?: ('document' | 'media')[];
}

/** Draft, announcement and all bytes. Throws where any of it is refused. */
export async function handedIn(client: Client, category: string, wish: Wish) {
  const { answer, refusal } = await handInAll(client, await performanceDraft(client, category), wish);
  if (answer?.state !== 'received') throw new Error(`Not received: ${JSON.stringify(refusal ?? answer)}`);
  return answer;
}

export async function performanceDraft(client: Client, category: string): Promise<string> {
  const made = await client.call(startPerformance, { body: { category } });
  if (!made.answer) throw new Error(`Refused: ${JSON.stringify(made.refusal)}`);
  return made.answer.performanceId;
}

/** Announcement and all bytes; whatever is answered last. */
export async function handInAll(client: Client, performanceId: string, wish: Wish): Promise<Said> {
  let last = await announcePerformance(client, performanceId, wish);
  for (const file of wish.files ?? []) {
    if (last.answer?.state !== 'waiting') return last;
    last = await putPerformance(client, last.answer.uploadId, file);
  }
  return last;
}

export async function announcePerformance(
  client: Client,
  performanceId: string,
  { fields, description = '課外的一次經驗，寫下學到的事', link = '', files = [], keep = [] }: Wish,
): Promise<Said> {
  const body = { fields, description, link, files: files.map(announced), keep };
  return client.call(handInPerformance, { params: { performanceId }, body });
}

export async function putPerformance(client: Client, uploadId: string, file: HandedFile): Promise<Said> {
  return putTo(client, `/api/performance-uploads/${uploadId}/files/${file.slot}`, file);
}

/** Something right for each of the ten categories, of a school year that has begun. */
export function samplePerformances(schoolYear: number): Readonly<Record<string, Wish>> {
  const year = schoolYear + 1911;
  const span = { startsOn: `${year}-09-06`, endsOn: `${year}-11-15` };
  const term = { schoolYear: String(schoolYear), semester: '1' };
  return {
    cadre: {
      fields: { unit: '社區圖書館志工隊', post: '隊長', level: '5', ...span },
      description: '安排八位志工的班表，學會把工作說清楚再交出去。',
    },
    competition: {
      fields: {
        ...{ name: '全國高級中等學校小論文寫作比賽', event: '商業類', level: '3', award: '甲等' },
        ...{ resultOn: `${year}-10-20`, team: '2' },
      },
      description: '研究夜市店家的行動支付，負責問卷與統計。',
    },
    licence: {
      fields: { licence: '14901', obtainedOn: `${year}-09-18`, number: '149-000123', score: '87.5' },
      description: '自己練習三個月，第一次報名就通過。',
    },
    service: {
      fields: { name: '課後陪讀', unit: '海濱社區發展協會', ...span, hours: '16.5' },
      description: '每週五陪國小三年級的孩子寫作業。',
    },
    flexible: {
      fields: {
        ...term,
        kind: '1',
        content: '用試算表做記帳系統',
        unit: '教務處',
        periods: '2',
        weeks: '18',
      },
      description: '從自己的零用錢開始，做到全班的班費帳。',
    },
    group: {
      fields: { ...term, kind: '2', unit: '桌遊社', content: '社團成果展', periods: '12' },
      description: '設計一套讓新生認識校園的桌遊。',
    },
    workplace: {
      fields: { kind: '1', unit: '海濱物流中心', post: '見習生', ...span, hours: '24' },
      description: '看見一箱貨從進倉到出貨的每一步。',
    },
    work: {
      fields: { name: '老街的聲音（紀錄短片）', finishedOn: `${year}-11-02` },
      description: '訪問三位老闆，自己拍攝與剪接。',
      link: 'https://video.example.org/watch?v=haibin',
    },
    precollege: {
      fields: {
        ...{ project: '高中生預修大學課程', unit: '海濱科技大學', course: '管理學導論' },
        ...{ ...span, credits: '2', hours: '36' },
      },
      description: '第一次讀英文個案，期末分組報告。',
    },
    other: {
      fields: { name: '城市定向越野', unit: '海濱市體育會', ...span, hours: '6' },
      description: '和同學組隊完成十二個檢查點。',
    },
  };
}

/** The same as the workbook an office would bring. */
export function licenceWorkbook(): { name: string; bytes: Buffer } {
  const header = ['證照代碼', '證照區域', '證照類別', '證照名稱'];
  const rows = sampleLicences.map((row) => [...row]);
  const bytes = writeCsv({ columns: header.map((one) => ({ header: one })), rows });
  return { name: '證照代碼.csv', bytes: Buffer.from(bytes) };
}

/** A few rows of the national table, enough for trying it out. */
export const sampleLicences: readonly (readonly string[])[] = [
  ['14901', '國內', '技術士', '會計事務－人工記帳丙級技術士'],
  ['14902', '國內', '技術士', '會計事務－資訊乙級技術士'],
  ['11800', '國內', '技術士', '電腦軟體應用丙級技術士'],
  ['18100', '國內', '技術士', '門市服務丙級技術士'],
  ['20600', '國內', '技術士', '飲料調製丙級技術士'],
  ['A1001', '國內', '語文檢定', '全民英語能力分級檢定測驗初級'],
  ['A1002', '國內', '語文檢定', '全民英語能力分級檢定測驗中級'],
  ['B2001', '國外', '語文檢定', '日本語能力試驗 N3'],
  ['C3001', '國外', '資訊', '辦公軟體國際認證（試算表）'],
];
