/** Dates as people read them: 民國 years in Chinese, the calendar's own in English, always Taipei's day. */
import { addDays, dayOf, minguo, zone } from './day.ts';

type Language = 'zh-TW' | 'en';

const english = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const weekdays = ['日', '一', '二', '三', '四', '五', '六'];

/** `114 年 12 月 10 日（三）` or `Wed, 10 Dec 2025`. */
export function dayText(day: string, language: Language): string {
  const at = new Date(`${day}T00:00:00Z`);
  return language === 'en' ? english.format(at) : `${minguo(day)}（${weekdays[at.getUTCDay()]}）`;
}

/** A day where the text is one (`2025-12-10`), the text itself otherwise. */
export function dayOrText(text: string, language: Language): string {
  return /^\d{4}-\d\d-\d\d$/.test(text) ? dayText(text, language) : text;
}

/** `14:05`, Taipei. */
export function timeText(instant: Date): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone }).format(
    instant,
  );
}

export function instantText(instant: Date, language: Language): string {
  return joined(dayText(dayOf(instant), language), timeText(instant), language);
}

/** A closing instant as a day and a time: midnight is the end of the day before it. */
export function closingText(closes: Date, language: Language): string {
  if (timeText(closes) !== '00:00') return instantText(closes, language);
  return joined(dayText(addDays(dayOf(closes), -1), language), '24:00', language);
}

/** A full-width bracket brings its own space. */
function joined(day: string, time: string, language: Language): string {
  return language === 'en' ? `${day}, ${time}` : `${day}${time}`;
}

/** Whole days, hours, minutes and seconds of a span. */
export function spanOf(ms: number): { days: number; hours: number; minutes: number; seconds: number } {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return {
    days: Math.floor(seconds / 86_400),
    hours: Math.floor(seconds / 3600) % 24,
    minutes: Math.floor(seconds / 60) % 60,
    seconds: seconds % 60,
  };
}
