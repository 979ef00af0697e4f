import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import css from './table.module.css';

interface SortHeadingParts {
  title: string;
  align?: 'end';
  /** Absent: the column cannot be sorted. */
  sorts?: {
    key: string;
    /** The key in force, with `-` in front for the other way round. */
    sort: string;
    choose(sort: string): void;
  };
}

/** The head of a column: chosen once it sorts, again the other way round, a third time not at all. */
export function SortHeading({ title, align, sorts }: SortHeadingParts) {
  if (!sorts) {
    return (
      <th scope="col" data-align={align} className={css['plain']}>
        {title}
      </th>
    );
  }
  const { key, sort, choose } = sorts;
  const up = sort === key;
  const down = sort === `-${key}`;
  return (
    <th scope="col" data-align={align} aria-sort={up ? 'ascending' : down ? 'descending' : 'none'}>
      <button type="button" onClick={() => choose(up ? `-${key}` : down ? '' : key)}>
        {title}
        {up && <IconArrowUp size={14} aria-hidden />}
        {down && <IconArrowDown size={14} aria-hidden />}
      </button>
    </th>
  );
}
