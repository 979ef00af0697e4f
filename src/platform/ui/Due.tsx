import { IconClockHour4, IconLock, IconLockOpen2 } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { closingText, instantText, spanOf } from '../../calendar/written.ts';
import { ClauseTag } from './ClauseTag.tsx';
import { useNow } from './clock.tsx';
import css from './due.module.css';
import { useWords } from './words.ts';

interface DueParts {
  /** Instants; null where there is no such end. */
  opens: string | null;
  closes: string | null;
  clause?: string;
  /** What is due, where the heading above does not already say it. */
  what?: string;
  /** One line within a list, instead of the block at the head of a page. */
  inline?: boolean;
  /** Only how long yet, where the dates stand beside it. */
  short?: boolean;
}

const day = 86_400_000;
const icons = { coming: IconLockOpen2, open: IconClockHour4, soon: IconClockHour4, over: IconLock };

/** Until when, in words and figures, by the server's clock: not open yet, open, nearly over, closed. */
export function Due({ opens, closes, clause, what, inline, short }: DueParts) {
  const { t, language } = useWords();
  const first = opens ? Date.parse(opens) : Number.NEGATIVE_INFINITY;
  const last = closes ? Date.parse(closes) : Number.POSITIVE_INFINITY;
  const now = useNow(Math.abs(last - Date.now()) < day ? 1000 : 30_000).getTime();
  const state = now < first ? 'coming' : now >= last ? 'over' : last - now < 3 * day ? 'soon' : 'open';
  const left =
    state === 'over'
      ? t('ui.due.over')
      : state === 'coming'
        ? t('ui.due.coming', { left: spanText(first - now, t) })
        : Number.isFinite(last)
          ? t('ui.due.left', { left: spanText(last - now, t) })
          : t('ui.due.always');
  const Icon = icons[state];
  return (
    <div className={inline || short ? css['inline'] : css['due']} data-state={state}>
      <Icon size={inline || short ? 18 : 24} stroke={1.6} aria-hidden className={css['icon']} />
      <div className={css['words']}>
        {what && <div className={css['what']}>{what}</div>}
        <div className={css['left']}>{left}</div>
        <div className={css['until']}>
          {!short && state === 'coming' && opens && (
            <time dateTime={opens}>{t('ui.due.from', { at: instantText(new Date(opens), language) })}</time>
          )}
          {!short && state !== 'coming' && closes && (
            <time dateTime={closes}>
              {t(state === 'over' ? 'ui.due.closedAt' : 'ui.due.until', {
                at: closingText(new Date(closes), language),
              })}
            </time>
          )}
          {clause && <ClauseTag clause={clause} />}
        </div>
      </div>
    </div>
  );
}

/** The two largest units of a span: days and hours, hours and minutes, minutes and seconds. */
function spanText(ms: number, t: TFunction): string {
  const { days, hours, minutes, seconds } = spanOf(ms);
  // Of hours nobody thinks while there are weeks.
  if (days >= 14) return t('ui.due.days', { days });
  if (days > 0) return t('ui.due.daysHours', { days, hours });
  if (hours > 0) return t('ui.due.hoursMinutes', { hours, minutes });
  return t('ui.due.minutesSeconds', { minutes, seconds });
}
