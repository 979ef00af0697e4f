import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAnswer } from '../../platform/call.ts';
import { Section } from '../../platform/ui/Page.tsx';
import { PlainTable } from '../../platform/ui/PlainTable.tsx';
import { usePlace } from '../../platform/ui/place.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { Waiting } from '../../platform/ui/Waiting.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { importRows, listed } from '../contract.ts';
import { Change } from './Change.tsx';
import { MendRow } from './MendRow.tsx';
import type { Part, Shown } from './OneImport.tsx';
import { type List, lists } from './Overview.tsx';
import { useProblem } from './problem.ts';

const pageLength = 50;

interface ListedRowsParts {
  importId: string;
  parts: readonly Part[];
  mends: Shown['mends'];
}

/** The rows behind the figure that was chosen; without a choice, what needs somebody first. */
export function ListedRows({ importId, parts, mends }: ListedRowsParts) {
  const { query, setQuery } = usePlace();
  const chosen = parts.find(({ sheet }) => sheet === query['sheet']);
  const list = lists.find((one) => one === query['list']);
  const here = chosen && list && chosen[list].total > 0 ? { part: chosen, list } : firstOf(parts);
  const page = here?.part === chosen && here?.list === list ? Number(query['page']) || 1 : 1;
  if (!here) return null;
  const turn = (to: number) =>
    setQuery({ sheet: here.part.sheet, list: here.list, page: to === 1 ? undefined : String(to) });
  return <OneList importId={importId} {...here} page={page} onPage={turn} mends={mends} />;
}

function firstOf(parts: readonly Part[]): { part: Part; list: List } | undefined {
  for (const list of lists) {
    const part = parts.find((one) => one[list].total > 0);
    if (part) return { part, list };
  }
  return undefined;
}

interface OneListParts {
  importId: string;
  part: Part;
  list: List;
  page: number;
  onPage(page: number): void;
  mends: Shown['mends'];
}

function OneList({ importId, part, list, page: wanted, onPage, mends }: OneListParts) {
  const { t } = useWords();
  const { total } = part[list];
  const pages = Math.max(1, Math.ceil(total / pageLength));
  const page = Math.min(wanted, pages);
  const from = (page - 1) * pageLength;
  const beyond = Math.floor(from / listed);
  // The first rows came with the preview.
  const more = useAnswer(
    importRows,
    { params: { importId }, query: { sheet: part.sheet, list, page: beyond } },
    { enabled: beyond > 0 },
  );
  const name = t('imports.list.title', {
    sheet: t(`imports.sheet.${part.sheet}`),
    list: t(`imports.count.${list}`),
  });
  const source = beyond === 0 ? ofPreview(part, list) : more.data;
  const start = from - beyond * listed;
  const paged = { page, pages, onPage, count: t('imports.list.count', { count: total }) };
  return (
    <Section title={name}>
      <p>{t(`imports.list.about.${list}`)}</p>
      {more.error && <Refused error={more.error} />}
      {!source && !more.error && <Waiting />}
      {source && list === 'bad' && (
        <BadRows
          {...{ importId, name, paged, mends }}
          lines={source.bad.slice(start, start + pageLength)}
          all={source.bad}
        />
      )}
      {source && list !== 'bad' && (
        <PlainTable
          name={name}
          rows={source.rows.slice(start, start + pageLength)}
          rowKey={({ label, place }) => `${label} ${place?.sheet} ${place?.row}`}
          paged={paged}
          columns={[
            { key: 'label', title: t('imports.list.what'), cell: ({ label }) => label },
            ...(list === 'changed'
              ? [
                  {
                    key: 'changes',
                    title: t('imports.list.changes'),
                    cell: ({ changes }: Row) =>
                      changes.map((change) => <Change key={change.field} {...change} />),
                  },
                ]
              : []),
            ...(list === 'vanishing'
              ? []
              : [
                  {
                    key: 'place',
                    title: t('imports.list.place'),
                    cell: ({ place }: Row) => place && t('imports.list.at', place),
                  },
                ]),
          ]}
        />
      )}
    </Section>
  );
}

type Source = { bad: Part['bad']['lines']; rows: Row[] };
type Row = Omit<Part['changed']['rows'][number], 'place'> & {
  place: Part['changed']['rows'][number]['place'] | null;
};
type Line = Part['bad']['lines'][number];

function ofPreview(part: Part, list: List): Source {
  if (list === 'bad') return { bad: part.bad.lines, rows: [] };
  if (list === 'vanishing')
    return { bad: [], rows: part.vanishing.labels.map((label) => ({ label, place: null, changes: [] })) };
  const rows = list === 'added' ? part.added.rows.map((row) => ({ ...row, changes: [] })) : part.changed.rows;
  return { bad: [], rows };
}

interface BadRowsParts {
  importId: string;
  name: string;
  lines: readonly Line[];
  all: readonly Line[];
  paged: { page: number; pages: number; onPage(page: number): void; count: string };
  mends: Shown['mends'];
}

/** Wrong rows by workbook, sheet and number, each with what is wrong and a way to mend it here. */
function BadRows({ importId, name, lines, all, paged, mends }: BadRowsParts) {
  const { t } = useWords();
  const problem = useProblem();
  const [mending, setMending] = useState<Line['place']>();
  const isMended = (line: Line) =>
    mends.some(({ place, column }) => column === line.column && samePlace(place, line.place));
  return (
    <>
      <PlainTable
        name={name}
        rows={lines}
        rowKey={(line) => JSON.stringify([line.place, line.column, line.problem])}
        paged={paged}
        columns={[
          { key: 'place', title: t('imports.list.place'), cell: ({ place }) => t('imports.list.at', place) },
          {
            key: 'column',
            title: t('imports.list.column'),
            cell: (line) =>
              isMended(line) ? t('imports.list.mended', { column: line.column }) : line.column,
          },
          { key: 'problem', title: t('imports.list.problem'), cell: (line) => problem(line) },
          {
            key: 'mend',
            title: t('imports.mend.title'),
            cell: ({ place }) => (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('imports.mend.actNamed', { row: place.row, sheet: place.sheet })}
                onClick={() => setMending(place)}
              >
                {t('imports.mend.act')}
              </Button>
            ),
          },
        ]}
      />
      {mending && (
        <MendRow
          importId={importId}
          place={mending}
          problems={all.filter(({ place }) => samePlace(place, mending))}
          onClose={() => setMending(undefined)}
        />
      )}
    </>
  );
}

function samePlace(one: Line['place'], other: Line['place']): boolean {
  return one.workbook === other.workbook && one.sheet === other.sheet && one.row === other.row;
}
