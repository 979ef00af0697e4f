import { ActionIcon, Button, Group, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type ClipboardEvent, type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useAct } from '../../platform/call.ts';
import { Quiet } from '../../platform/ui/Fields.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { saveCadreGrid } from '../contract.ts';
import {
  blankLine,
  cellsPasted,
  dayCell,
  type GridColumn,
  type GridLine,
  gridColumns,
  withPasted,
} from '../grid.ts';
import { cadreLengths, daysOf } from '../post.ts';
import type { OneGrid } from './Grid.tsx';
import css from './grid.module.css';
import { type GridState, linesOf, stateOf } from './gridState.ts';

/** The lines of a unit: typed, pasted, moved through by key, checked while one types, saved as a whole. */
export function GridLines({ grid }: { grid: OneGrid }) {
  const { t } = useWords();
  const [lines, setLines] = useState(() => linesOf(grid));
  const [reason, setReason] = useState('');
  const state = useMemo(() => stateOf(grid, lines), [grid, lines]);
  const act = useAct(saveCadreGrid);
  const { change } = state;
  const changes = change ? change.added.length + change.changed.length + change.removed.length : 0;
  const dirty = changes > 0 || state.wrong > 0;
  useWarning(dirty);
  const save = () => {
    if (!change || changes === 0 || act.isPending) return;
    const { level, unitId, schoolYear, semester, seen } = grid;
    act.mutate(
      {
        params: { level, unitId },
        query: { schoolYear, semester },
        body: { seen, posts: state.posts, reason },
      },
      { onSuccess: (counts) => say(t('cadre.grid.saved', counts)) },
    );
  };
  const rewrites = change !== undefined && change.changed.length + change.removed.length > 0;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+S from any of the cells within
    <div
      onKeyDown={(event) => {
        if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
        event.preventDefault();
        save();
      }}
    >
      <Quiet>{t('cadre.keys.inCell')}</Quiet>
      <Cells grid={grid} lines={lines} state={state} setLines={setLines} />
      {act.error && <Refused error={act.error} />}
      {rewrites && (
        <TextInput
          mt="sm"
          maxLength={200}
          label={t('cadre.grid.reason')}
          description={t('cadre.grid.reasonHint')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      <Group mt="md">
        <Button variant="default" onClick={() => setLines([...lines, blankLine()])}>
          {t('cadre.grid.add')}
        </Button>
        <Button loading={act.isPending} disabled={changes === 0} onClick={save}>
          {t('cadre.grid.save')}
        </Button>
        {state.wrong > 0 ? (
          <Status kind="wrong">{t('cadre.grid.wrong', { count: state.wrong })}</Status>
        ) : (
          changes > 0 && <Status kind="draft">{t('cadre.grid.unsaved')}</Status>
        )}
      </Group>
    </div>
  );
}

interface CellsParts {
  grid: OneGrid;
  lines: GridLine[];
  state: GridState;
  setLines(lines: GridLine[]): void;
}

function Cells({ grid, lines, state, setLines }: CellsParts) {
  const { t } = useWords();
  const table = useRef<HTMLTableElement>(null);
  const [typed, setTyped] = useState('');
  const lists = { post: useId(), student: useId(), problem: useId() };
  const days = daysOf(grid);
  const hints = { post: '', student: '', startsOn: dayCell(days.startsOn), endsOn: dayCell(days.endsOn) };
  const set = (at: number, column: GridColumn, text: string) =>
    setLines(lines.map((line, index) => (index === at ? { ...line, [column]: text } : line)));
  const onKey = (event: KeyboardEvent, at: number, column: GridColumn) => {
    const by = { ArrowUp: -1, ArrowDown: 1, Enter: 1 }[event.key];
    if (by === undefined || event.nativeEvent.isComposing) return;
    event.preventDefault();
    table.current?.querySelector<HTMLInputElement>(`[data-cell="${at + by} ${column}"]`)?.focus();
  };
  const onPaste = (event: ClipboardEvent, line: number, column: GridColumn) => {
    const text = event.clipboardData.getData('text');
    if (!/[\t\n]/.test(text.replace(/\r?\n$/, ''))) return;
    event.preventDefault();
    setLines(withPasted(lines, { line, column }, cellsPasted(text)));
  };
  return (
    <>
      <table className={css['grid']} ref={table}>
        <thead>
          <tr>
            {gridColumns.map((column) => (
              <th key={column} scope="col">
                {t(`cadre.grid.${column}`)}
              </th>
            ))}
            <th scope="col">{t('cadre.grid.who')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {lines.map((line, at) => {
            const { who = '', problem } = state.lines[at] ?? {};
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place, as in a spreadsheet
              <tr key={at}>
                {gridColumns.map((column) => (
                  <td key={column} data-title={t(`cadre.grid.${column}`)}>
                    <input
                      className={css['cell']}
                      data-cell={`${at} ${column}`}
                      aria-label={t('cadre.grid.cell', { row: at + 1, column: t(`cadre.grid.${column}`) })}
                      aria-invalid={problem?.column === column}
                      aria-describedby={problem ? `${lists.problem}${at}` : undefined}
                      autoComplete="off"
                      maxLength={column === 'post' ? cadreLengths.post * 2 : 40}
                      list={column === 'post' ? lists.post : column === 'student' ? lists.student : undefined}
                      placeholder={line.student === '' ? undefined : hints[column]}
                      value={line[column]}
                      onFocus={() => setTyped(column === 'student' ? line.student : '')}
                      onChange={(event) => {
                        if (column === 'student') setTyped(event.currentTarget.value);
                        set(at, column, event.currentTarget.value);
                      }}
                      onKeyDown={(event) => onKey(event, at, column)}
                      onPaste={(event) => onPaste(event, at, column)}
                    />
                  </td>
                ))}
                <td className={css['who']} id={`${lists.problem}${at}`} data-title={t('cadre.grid.who')}>
                  {problem ? (
                    <Status kind="wrong">
                      {t(`cadre.problem.${problem.problem}`, { other: problem.other })}
                    </Status>
                  ) : (
                    who
                  )}
                </td>
                <td className={css['end']}>
                  <ActionIcon
                    size={36}
                    aria-label={t('cadre.grid.remove', { row: at + 1 })}
                    onClick={() => setLines(cleared(lines, at))}
                  >
                    <IconX size={16} aria-hidden />
                  </ActionIcon>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <datalist id={lists.post}>
        {grid.usual.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <datalist id={lists.student}>
        {fitting(grid, typed).map(({ registrationId, number, name, className, seat }) => (
          <option key={registrationId} value={number} label={`${className} ${seat ?? ''} ${name}`} />
        ))}
      </datalist>
    </>
  );
}

/** An emptied line keeps its usual post; one that was added goes. */
function cleared(lines: readonly GridLine[], at: number): GridLine[] {
  const line = lines[at];
  return line?.student === '' ? lines.toSpliced(at, 1) : lines.toSpliced(at, 1, blankLine(line?.post));
}

/** A few students whom what is typed so far could mean. */
function fitting({ students, level }: OneGrid, typed: string): OneGrid['students'] {
  const words = typed.trim();
  if (words === '') return level === 'class' ? students : [];
  return students
    .filter(({ name, number, className, seat }) =>
      [name, number, `${className}${seat ?? ''}`].some((text) => text.includes(words)),
    )
    .slice(0, 20);
}

/** Leaving the page with something unsaved asks first. */
function useWarning(dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [dirty]);
}
