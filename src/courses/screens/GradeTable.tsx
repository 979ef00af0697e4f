import { type ClipboardEvent, type KeyboardEvent, memo, useRef, useState } from 'react';
import { Person } from '../../platform/ui/Person.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { landings, readBlock } from '../block.ts';
import { fieldsOf, type GradeField, gradeFields, resultOf } from '../grade.ts';
import { type Draft, draftedGrade } from './draft.ts';
import type { GridRow, OfferingGrades } from './Grid.tsx';
import css from './grid.module.css';
import { useWrongText } from './wrongText.ts';

interface GradeTableParts {
  found: OfferingGrades;
  draft: Draft;
}

/** Rows of students, columns of cells: moved through by keys, pasted into in blocks. */
export function GradeTable({ found, draft }: GradeTableParts) {
  const { t } = useWords();
  const table = useRef<HTMLTableElement>(null);
  const [left, setLeft] = useState({ outside: 0, locked: 0 });
  const { rows, division } = found;
  const columns = gradeFields.filter((field) =>
    rows.some((row) => fieldsOf(row.kind, division).includes(field)),
  );
  const may = found.may.includes('grade');

  const paste = (event: ClipboardEvent) => {
    const at = placeOf(event.target);
    const block = readBlock(event.clipboardData.getData('text/plain'));
    if (!at || (block.length < 2 && (block[0]?.length ?? 0) < 2)) return;
    event.preventDefault();
    const numbers = rows.map(({ number }) => number);
    const { landed, outside } = landings(block, { numbers, columns: columns.length }, at);
    const wanted = landed.flatMap(({ row, column, text }) => {
      const to = rows[row];
      const field = columns[column];
      return to && field ? [{ row: to, field, text }] : [];
    });
    const fits = wanted.filter(({ row, field }) => isOpen(row, field, division));
    const locked = wanted.filter((one) => !fits.includes(one) && one.text.trim() !== '').length;
    setLeft({ outside, locked });
    draft.write(fits);
  };

  const move = (event: KeyboardEvent) => {
    const at = placeOf(event.target);
    const step = at && event.target instanceof HTMLInputElement ? stepOf(event, event.target) : undefined;
    if (!at || !step) return;
    event.preventDefault();
    focusFrom(table.current, at, step);
  };

  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard */}
      <section className={css['scroll']} aria-label={t('courses.grid.caption')} tabIndex={0}>
        <table ref={table} className={css['grid']} onPaste={paste} onKeyDown={move}>
          <thead>
            <tr>
              <th scope="col">{t('courses.grid.student')}</th>
              {columns.map((field) => (
                <th key={field} scope="col" data-wide={field === 'words'}>
                  {t(`courses.grid.field.${field}`)}
                </th>
              ))}
              <th scope="col">{t('courses.grid.result')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <Line
                key={row.enrolmentId}
                row={row}
                index={index}
                columns={columns}
                division={division}
                may={may}
                cells={draft.edits[row.enrolmentId]?.cells ?? noCells}
                write={draft.write}
              />
            ))}
          </tbody>
        </table>
      </section>
      <div role="status">
        {left.outside > 0 && <p>{t('courses.grid.outside', { count: left.outside })}</p>}
        {left.locked > 0 && <p>{t('courses.grid.locked', { count: left.locked })}</p>}
      </div>
    </>
  );
}

const noCells = {};

interface LineParts {
  row: GridRow;
  index: number;
  columns: readonly GradeField[];
  division: 'day' | 'continuing';
  may: boolean;
  cells: Partial<Record<GradeField, string>>;
  write: Draft['write'];
}

const Line = memo(function Line({ row, index, columns, division, may, cells, write }: LineParts) {
  const { t } = useWords();
  const result = resultOf(draftedGrade(row, cells), row.passMark.mark);
  return (
    <tr>
      <th scope="row">
        <Person
          name={row.name}
          detail={[
            row.number,
            row.className,
            row.kind === 'ordinary' ? '' : t(`courses.kind.${row.kind}`),
            row.passMark.identity === null ? '' : t('courses.grid.identityMark', { ...row.passMark }),
          ]
            .filter(Boolean)
            .join('　')}
        />
        {row.ended && <Status kind="frozen">{t('courses.grid.ended')}</Status>}
      </th>
      {columns.map((field, column) => (
        <td key={field}>
          {isOpen(row, field, division) && may ? (
            <Cell
              label={t('courses.grid.cell', { student: row.name, field: t(`courses.grid.field.${field}`) })}
              place={`${index}/${column}`}
              stands={row.cells[field] ?? ''}
              written={cells[field]}
              field={field}
              write={(text) => write([{ row, field, text }])}
            />
          ) : (
            <span>{row.cells[field]}</span>
          )}
        </td>
      ))}
      <td className={css['result']} data-result={result}>
        {t(`courses.grid.result-${result}`)}
      </td>
    </tr>
  );
});

interface CellParts {
  label: string;
  place: string;
  stands: string;
  written: string | undefined;
  field: GradeField;
  write(text: string): void;
}

function Cell({ label, place, stands, written, field, write }: CellParts) {
  const wrong = useWrongText()(field, written);
  return (
    <input
      className={css['cell']}
      aria-label={label}
      aria-invalid={wrong !== undefined}
      title={wrong}
      data-place={place}
      data-changed={written !== undefined}
      inputMode={field.endsWith('core') ? 'decimal' : undefined}
      autoComplete="off"
      value={written ?? stands}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => write(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') write(stands);
      }}
    />
  );
}

function isOpen(row: GridRow, field: GradeField, division: 'day' | 'continuing'): boolean {
  return !row.ended && fieldsOf(row.kind, division).includes(field);
}

function placeOf(target: EventTarget | null): { row: number; column: number } | undefined {
  const place = target instanceof HTMLElement ? target.dataset['place'] : undefined;
  const [row, column] = place?.split('/').map(Number) ?? [];
  return row === undefined || column === undefined ? undefined : { row, column };
}

interface Step {
  down: number;
  across: number;
}

/** Left and right move within the text first, and leave the cell at its ends. */
function stepOf({ key, shiftKey }: KeyboardEvent, input: HTMLInputElement): Step | undefined {
  const { selectionStart, selectionEnd, value } = input;
  const whole = selectionStart === 0 && selectionEnd === value.length;
  if (key === 'Enter') return { down: shiftKey ? -1 : 1, across: 0 };
  if (key === 'ArrowDown') return { down: 1, across: 0 };
  if (key === 'ArrowUp') return { down: -1, across: 0 };
  if (key === 'ArrowLeft' && (whole || selectionEnd === 0)) return { down: 0, across: -1 };
  if (key === 'ArrowRight' && (whole || selectionStart === value.length)) return { down: 0, across: 1 };
  return undefined;
}

/** The next cell that way which can be written in. */
function focusFrom(
  table: HTMLTableElement | null,
  at: { row: number; column: number },
  { down, across }: Step,
): void {
  for (let far = 1; far < 600; far += 1) {
    const place = `${at.row + down * far}/${at.column + across * far}`;
    const cell = table?.querySelector<HTMLInputElement>(`[data-place="${place}"]`);
    if (!cell) continue;
    cell.focus();
    return;
  }
}
