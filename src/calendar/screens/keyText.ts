/** What a window or a date is about, in words: semester, division, grades, batch. */
import type { TFunction } from 'i18next';
import type { WindowKey } from '../window.ts';

export function keyText(t: TFunction, key: Omit<WindowKey, 'schoolYear'>): string {
  const parts = [
    key.semester && t('calendar.key.semester', { semester: key.semester }),
    key.division && t(`calendar.key.${key.division}`),
    key.grade ? t(`calendar.key.grade.${key.grade}`) : key.gradeBand && t(`calendar.key.${key.gradeBand}`),
    key.batch && t('calendar.key.batch', { batch: key.batch }),
  ].filter((part) => typeof part === 'string');
  return parts.length > 0 ? parts.join(t('calendar.key.between')) : t('calendar.key.wholeYear');
}
