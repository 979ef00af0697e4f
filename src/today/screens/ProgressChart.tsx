import { useElementSize } from '@mantine/hooks';
import { useId } from 'react';
import { useWords } from '../../platform/ui/words.ts';
import { cumulative, type Forecast, type Line, lastDayOf, spanOf } from '../progress.ts';
import css from './progress.module.css';

interface ChartParts {
  title: string;
  /** What the picture says, in words. */
  text: string;
  line: Line;
  today: string;
  forecast: Forecast;
}

const height = 190;
/** Room for the words around the field: today and the end above, days below, figures at the left. */
const edge = { top: 40, right: 14, bottom: 26, left: 46 };

/** The sum day by day within its window; today and the last day marked, the way ahead dashed. */
export function ProgressChart({ title, text, line, today, forecast }: ChartParts) {
  const { t } = useWords();
  const { ref, width } = useElementSize();
  const [titleId, textId] = [useId(), useId()];
  const { from, to } = spanOf(line, today);
  const days = cumulative(line.days, from, to);
  const last = lastDayOf(line.closes);
  const x = (day: string) => {
    const at = days.findIndex((point) => point.day === day);
    return edge.left + (Math.max(0, at) / (days.length - 1)) * (width - edge.left - edge.right);
  };
  const y = (count: number) => height - edge.bottom - (count / line.of) * (height - edge.top - edge.bottom);
  const past = days.filter(({ day }) => day <= today);
  const now = past.at(-1);
  const path = past.map(({ day, done }, at) => `${at === 0 ? 'M' : 'L'}${x(day)} ${y(done)}`).join('');
  return (
    <div ref={ref} className={css['chart']}>
      {width > 0 && (
        <svg width={width} height={height} role="img" aria-labelledby={titleId} aria-describedby={textId}>
          <title id={titleId}>{title}</title>
          <desc id={textId}>{text}</desc>
          {[0, 0.5, 1].map((share) => (
            <g key={share}>
              <line
                className={css['rule']}
                x1={edge.left}
                x2={width - edge.right}
                y1={y(line.of * share)}
                y2={y(line.of * share)}
              />
              <text className={css['figure']} x={edge.left - 8} y={y(line.of * share) + 4} textAnchor="end">
                {t('progress.percent', { share: share * 100 })}
              </text>
            </g>
          ))}
          <text className={css['figure']} x={edge.left} y={height - 8}>
            {shortDay(from)}
          </text>
          <text className={css['figure']} x={width - edge.right} y={height - 8} textAnchor="end">
            {shortDay(to)}
          </text>
          {now && <path className={css['area']} d={`${path}V${y(0)}H${x(from)}Z`} />}
          {last && (
            <Mark
              at={x(last)}
              row={0}
              width={width}
              kind="end"
              label={t('progress.end', { day: shortDay(last) })}
            />
          )}
          {today >= from && today <= to && (
            <Mark
              at={x(today)}
              row={1}
              width={width}
              kind="today"
              label={t('progress.today', { day: shortDay(today) })}
            />
          )}
          {now && last && forecast.kind === 'pace' && (
            <path className={css['ahead-line']} d={aheadPath(now.done, forecast, [x(now.day), x(last)], y)} />
          )}
          {now && <path className={css['sum']} d={path} />}
          {now && <circle className={css['now']} cx={x(now.day)} cy={y(now.done)} r={4} />}
        </svg>
      )}
    </div>
  );
}

/** Straight on at the pace; level once everything is reached. */
function aheadPath(
  done: number,
  { expected, gain }: Extract<Forecast, { kind: 'pace' }>,
  [from, to]: [from: number, to: number],
  y: (count: number) => number,
): string {
  const reached = from + (to - from) * Math.min(1, (expected - done) / gain);
  return `M${from} ${y(done)}L${reached} ${y(expected)}H${to}`;
}

interface MarkParts {
  at: number;
  row: 0 | 1;
  width: number;
  kind: 'today' | 'end';
  label: string;
}

/** An upright with its word above, which leans inwards. */
function Mark({ at, row, width, kind, label }: MarkParts) {
  const base = 13 + row * 17;
  return (
    <g className={css['mark']} data-kind={kind}>
      <line x1={at} x2={at} y1={base + 4} y2={height - edge.bottom} />
      <text x={at} y={base} textAnchor={at > width / 2 ? 'end' : 'start'}>
        {label}
      </text>
    </g>
  );
}

/** `12/4` */
function shortDay(day: string): string {
  return `${Number(day.slice(5, 7))}/${Number(day.slice(8))}`;
}
