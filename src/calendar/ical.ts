/** A calendar's entries as RFC 5545 text. @server */
import ical, { ICalCalendarMethod } from 'ical-generator';
import type { WindowOf } from '../regulation/regulation.ts';
import { zone } from './day.ts';
import type { Entry } from './feed.ts';

export type FeedLanguage = 'zh-TW' | 'en';

const windows: Partial<Record<WindowOf, { page: string; 'zh-TW': string; en: string }>> = {
  'outcome.upload': {
    page: '/outcomes',
    'zh-TW': '上傳課程學習成果',
    en: 'Upload of course learning outcomes',
  },
  certification: { page: '/certification', 'zh-TW': '認證課程學習成果', en: 'Certification' },
  selection: { page: '/selection', 'zh-TW': '勾選', en: 'Selection' },
  'receiptDetails.confirmation': {
    page: '/my-receipt-details',
    'zh-TW': '確認收訖明細',
    en: 'Confirmation of receipt details',
  },
  submission: { page: '/submission', 'zh-TW': '提交', en: 'Submission' },
  counselling: { page: '/counselling', 'zh-TW': '課程諮詢紀錄', en: 'Counselling records' },
};

const said = {
  'zh-TW': { name: '學習歷程', opens: '開始', closes: '截止', day: '當日 24:00 截止' },
  en: { name: 'Learning portfolio', opens: 'opens', closes: 'closes', day: 'Until 24:00' },
} as const;

export interface FeedParts {
  school: { id: string; name: string; publicUrl: string };
  language: FeedLanguage;
  /** When the calendar was as it is; moves once a day, so that the same calendar is the same bytes. */
  stamp: Date;
}

/** Days are Taipei's own; instants are in UTC, which every calendar turns into its reader's time. */
export function icalOf(entries: readonly Entry[], { school, language, stamp }: FeedParts): string {
  const calendar = ical({
    name: `${said[language].name} · ${school.name}`,
    prodId: { company: 'Licheng', product: 'calendar', language: language === 'en' ? 'EN' : 'ZH' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 3600,
    x: [{ key: 'X-WR-TIMEZONE', value: zone }],
  });
  for (const entry of entries) {
    const { on, edge } = entry;
    const whole = 'day' in on;
    calendar.createEvent({
      id: `${entry.uid}@${school.id}`,
      stamp,
      start: whole ? new Date(on.day) : on.at,
      allDay: whole,
      summary: summaryOf(entry, language),
      description: whole && edge === 'closes' ? said[language].day : undefined,
      url: `${school.publicUrl}${windows[entry.of]?.page ?? '/schedule'}`,
    });
  }
  return calendar.toString();
}

function summaryOf({ of, edge, key }: Entry, language: FeedLanguage): string {
  const what = windows[of]?.[language] ?? of;
  const { schoolYear, semester, batch } = key;
  if (language === 'en') {
    const part = semester ? `, semester ${semester}` : batch ? `, batch ${batch}` : '';
    return `${what} ${said.en[edge]} (${schoolYear}${part})`;
  }
  const part = semester ? `第 ${semester} 學期` : batch ? `第 ${batch} 梯次` : '';
  return `${what}${said['zh-TW'][edge]}（${schoolYear} 學年度${part}）`;
}
