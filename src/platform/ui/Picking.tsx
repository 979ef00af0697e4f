import { Checkbox } from '@mantine/core';
import { useRef } from 'react';
import css from './table.module.css';
import { useWords } from './words.ts';

export interface PickingParts<Row> {
  picked: ReadonlySet<string>;
  pick(keys: string[], on: boolean): void;
  /** What a picked row is called for screen readers. */
  nameOf(row: Row): string;
}

/** The box in the heading: all of these, or none. `label` says how many these are. */
export function PickAll<Row>(parts: { label: string; keys: readonly string[]; picking: PickingParts<Row> }) {
  const { label, keys, picking } = parts;
  const all = keys.length > 0 && keys.every((key) => picking.picked.has(key));
  const some = keys.some((key) => picking.picked.has(key));
  return (
    <th scope="col" className={css['pick']}>
      <Checkbox
        size="sm"
        aria-label={label}
        checked={all}
        indeterminate={some && !all}
        onChange={() => picking.pick([...keys], !all)}
      />
    </th>
  );
}

/**
 * The boxes of the rows, in their order: with Shift all from the last one touched to this one.
 * @returns draws the box of a row
 */
export function usePickBoxes<Row>(
  rows: readonly Row[],
  rowKey: (row: Row) => string,
  picking: PickingParts<Row> | undefined,
) {
  const { t } = useWords();
  const last = useRef<string>(undefined);
  const keys = rows.map(rowKey);
  const touch = (key: string, on: boolean, range: boolean) => {
    const [from, to] = [keys.indexOf(last.current ?? ''), keys.indexOf(key)].sort((a, b) => a - b);
    const reaches = range && from !== undefined && to !== undefined && from >= 0;
    picking?.pick(reaches ? keys.slice(from, to + 1) : [key], on);
    last.current = key;
  };
  return (row: Row) =>
    picking && (
      <td className={css['pick']} data-title={t('ui.table.pick')}>
        <Checkbox
          size="sm"
          aria-label={picking.nameOf(row)}
          checked={picking.picked.has(rowKey(row))}
          onChange={(event) =>
            touch(
              rowKey(row),
              event.currentTarget.checked,
              event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey,
            )
          }
        />
      </td>
    );
}
