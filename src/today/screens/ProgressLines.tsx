import type { TFunction } from 'i18next';
import { dayOf } from '../../calendar/day.ts';
import { dayText } from '../../calendar/written.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { Due } from '../../platform/ui/Due.tsx';
import { Quiet } from '../../platform/ui/Fields.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { percent } from '../overview.ts';
import { basis, cumulative, type Forecast, forecastOf, type Line } from '../progress.ts';
import type { courseProgress } from '../progress-contract.ts';
import { ProgressChart } from './ProgressChart.tsx';
import css from './progress.module.css';

/** What an upload is counted by: students, or students in each course. */
type Counted = 'students' | 'enrolments';

interface LinesParts {
  known: Pick<AnswerOf<typeof courseProgress>, 'now' | 'lines'>;
  counted: Counted;
  /** Keeps the tables of two classes apart in the address. */
  prefix?: string;
}

/** One picture for each act and window, with its words and its numbers. */
export function ProgressLines({ known, counted, prefix = '' }: LinesParts) {
  const { t } = useWords();
  const now = new Date(known.now);
  return (
    <>
      <div className={css['lines']}>
        {known.lines.map((line, at) => (
          <OneLine
            key={`${line.act}${line.closes}`}
            line={line}
            now={now}
            counted={counted}
            apart={known.lines.filter(({ act }) => act === line.act).length > 1}
            prefix={`${prefix}${at}.`}
          />
        ))}
      </div>
      {counted === 'students' && known.lines.every(({ act }) => act !== 'selection') && (
        <Quiet>{t('progress.noSelection')}</Quiet>
      )}
      {known.lines.length > 0 && <Quiet>{t('progress.basis', basis)}</Quiet>}
    </>
  );
}

interface LineParts {
  line: Line;
  now: Date;
  counted: Counted;
  /** Whether others have another window. */
  apart: boolean;
  prefix: string;
}

function OneLine({ line, now, counted, apart, prefix }: LineParts) {
  const { t } = useWords();
  const today = dayOf(now);
  const done = line.days.reduce((sum, { count }) => sum + count, 0);
  const forecast = forecastOf(line, now);
  const title = titleOf(t, line, apart);
  const unit = line.act === 'upload' ? counted : line.act;
  const said = t(`progress.done.${unit}`, { done, of: line.of, share: percent({ done, of: line.of }) });
  const ahead = forecastText(t, forecast, line);
  return (
    <section className={css['line']} aria-label={title}>
      <h2 className={css['name']}>{title}</h2>
      {line.closes && <Due inline opens={line.opens} closes={line.closes} clause={line.clause} />}
      {line.of > 0 && (
        <>
          <p className={css['done']}>{said}</p>
          <ProgressChart
            title={title}
            text={`${said} ${ahead}`}
            line={line}
            today={today}
            forecast={forecast}
          />
        </>
      )}
      <p className={css['ahead']}>{ahead}</p>
      {line.days.length > 0 && (
        <details>
          <summary>{t('progress.numbers')}</summary>
          <Numbers line={line} name={title} prefix={prefix} />
        </details>
      )}
    </section>
  );
}

function titleOf(t: TFunction, { act, places }: Line, apart: boolean): string {
  const name = t(`progress.act.${act}`);
  if (!apart) return name;
  const where = [...Map.groupBy(places, ({ division }) => division)].map(([division, own]) =>
    t('progress.place', {
      division: t(`calendar.key.${division}`),
      grades: own.map(({ grade }) => grade).join(t('glance.between')),
    }),
  );
  return t('progress.apart', { act: name, where: where.join(t('glance.between')) });
}

function forecastText(t: TFunction, forecast: Forecast, { act, of }: Line): string {
  if (forecast.kind === 'too-little')
    return t('progress.forecast.too-little', { ...basis, seen: forecast.seen });
  if (forecast.kind === 'nothing') return t(`progress.nothing.${act}`);
  if (forecast.kind !== 'pace') return t(`progress.forecast.${forecast.kind}`);
  const { perDay, days, expected } = forecast;
  return t('progress.forecast.pace', {
    days,
    perDay: Number(perDay.toFixed(1)),
    share: percent({ done: expected, of }),
    expected,
    of,
  });
}

function Numbers({ line, name, prefix }: { line: Line; name: string; prefix: string }) {
  const { t, language } = useWords();
  const [first, last] = [line.days[0]?.day ?? '', line.days.at(-1)?.day ?? ''];
  const sums = new Map(cumulative(line.days, first, last).map(({ day, done }) => [day, done]));
  const rows = line.days.map(({ day, count }) => ({ day, count, done: sums.get(day) ?? 0 }));
  return (
    <DataTable
      name={t('progress.byDay', { name })}
      prefix={prefix}
      rows={rows}
      rowKey={({ day }) => day}
      empty={t('progress.numbers')}
      columns={[
        { key: 'day', title: t('progress.day'), value: ({ day }) => dayText(day, language) },
        { key: 'count', title: t('progress.new'), value: ({ count }) => count, align: 'end' },
        { key: 'done', title: t('progress.sum'), value: ({ done }) => done, align: 'end' },
        {
          key: 'share',
          title: t('progress.share'),
          value: ({ done }) => percent({ done, of: line.of }),
          align: 'end',
        },
      ]}
    />
  );
}
