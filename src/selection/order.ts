/** What the student's wish, in its order, changes in what stands. */

/** `position` is null where it was selected before there was an order. */
export interface Placed {
  id: string;
  position: number | null;
}

export interface Positioned {
  id: string;
  position: number;
}

export interface OrderChange {
  add: Positioned[];
  move: Positioned[];
  end: string[];
}

/** The first naming of an id is its place; naming it again changes nothing. */
export function changeBetween(wished: readonly string[], standing: readonly Placed[]): OrderChange {
  const wish = [...new Set(wished)].map((id, position) => ({ id, position }));
  const stood = new Map(standing.map(({ id, position }) => [id, position]));
  return {
    add: wish.filter(({ id }) => !stood.has(id)),
    move: wish.filter(({ id, position }) => stood.has(id) && stood.get(id) !== position),
    end: standing.map(({ id }) => id).filter((id) => !wished.includes(id)),
  };
}

export function changesNothing({ add, move, end }: OrderChange): boolean {
  return add.length + move.length + end.length === 0;
}

/** One place up or down; at the end of the list nothing moves. */
export function movedBy(order: readonly string[], id: string, by: -1 | 1): string[] {
  const from = order.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= order.length) return [...order];
  return order.toSpliced(from, 1).toSpliced(to, 0, id);
}
