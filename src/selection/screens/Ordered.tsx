import { ActionIcon, Group } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { Quiet } from '../../platform/ui/Fields.tsx';
import { Row, Rows } from '../../platform/ui/Page.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { movedBy } from '../order.ts';

export interface Item {
  id: string;
  title: string;
  description: string;
  /** Names of files, and the link. */
  parts: readonly string[];
}

interface OrderedParts {
  title: string;
  items: readonly Item[];
  may: boolean;
  busy: boolean;
  onOrder(ids: string[]): void;
}

/** A list in the student's order. Each has a button up and one down; on either the arrow keys move it as well. */
export function Ordered({ title, items, may, busy, onOrder }: OrderedParts) {
  const { t } = useWords();
  const list = useId();
  const order = items.map(({ id }) => id);
  const moved = useRef<string>(undefined);
  const shown = order.join();
  // A row that moves loses the focus: whoever moves it by keys goes on from there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new order
  useEffect(() => {
    if (moved.current) document.getElementById(moved.current)?.focus();
    moved.current = undefined;
  }, [shown]);
  if (items.length === 0) return null;
  const move = (id: string, by: -1 | 1) => {
    const next = movedBy(order, id, by);
    if (busy || next.join() === shown) return;
    moved.current = `${list}${id}${by}`;
    onOrder(next);
  };
  const onKey = (id: string) => (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    move(id, event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    <>
      <h3>{title}</h3>
      <Rows label={title}>
        {items.map(({ id, title: name, description, parts }, at) => (
          <Row
            key={id}
            title={t('selection.sent.item', { number: at + 1, name })}
            detail={description}
            end={
              may &&
              items.length > 1 && (
                <Group gap="xs" onKeyDown={onKey(id)}>
                  <ActionIcon
                    id={`${list}${id}-1`}
                    size={36}
                    variant="default"
                    aria-label={t('selection.sent.up', { name })}
                    onClick={() => move(id, -1)}
                  >
                    <IconArrowUp size={18} aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    id={`${list}${id}1`}
                    size={36}
                    variant="default"
                    aria-label={t('selection.sent.down', { name })}
                    onClick={() => move(id, 1)}
                  >
                    <IconArrowDown size={18} aria-hidden />
                  </ActionIcon>
                </Group>
              )
            }
          >
            <Quiet>{parts.length === 0 ? t('selection.sent.noFile') : parts.join('、')}</Quiet>
          </Row>
        ))}
      </Rows>
    </>
  );
}
