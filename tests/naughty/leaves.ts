/** Every text an endpoint takes, found in its contract and in what the matrix asks it. */
import { z } from 'zod';
import type { Endpoint } from '../../src/platform/contract.ts';
import type { MatrixRow } from '../matrix/row.ts';

export type Input = ReturnType<NonNullable<MatrixRow['ask']>>;
/** `body.fields.name` and the like. */
export type Leaf = readonly (string | number)[];

interface Shape {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  properties?: Record<string, Shape>;
  additionalProperties?: Shape | boolean;
  items?: Shape;
  anyOf?: Shape[];
  oneOf?: Shape[];
  allOf?: Shape[];
}

/** Those the input has, and those it leaves out. */
export function leavesOf(endpoint: Endpoint, input: Input): Leaf[] {
  return (['params', 'query', 'body'] as const).flatMap((part) => {
    if (part === 'body' && endpoint.takes === 'bytes') return [];
    const shape = z.toJSONSchema(endpoint[part], { io: 'input', unrepresentable: 'any' }) as Shape;
    return within(shape, input[part], [part]);
  });
}

/** The same input with another text there. */
export function withText(input: Input, leaf: Leaf, text: string): Input {
  const changed = structuredClone(input) as Record<string, unknown>;
  const last = leaf.at(-1) ?? '';
  const holder = leaf.slice(0, -1).reduce<Record<string, unknown>>((at, key) => {
    at[key] ??= {};
    return at[key] as Record<string, unknown>;
  }, changed);
  holder[last] = text;
  return changed as Input;
}

function within(shape: Shape, value: unknown, at: Leaf): Leaf[] {
  const shapes = branches(shape);
  if (shapes.some(isFreeText)) return [at];
  if (Array.isArray(value)) {
    const items = shapes.flatMap(({ items }) => (items ? [items] : []));
    // What is wrong with one is wrong with all.
    return items.flatMap((one) => within(one, value[0], [...at, 0]));
  }
  const given = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const named = new Map<string, Shape[]>();
  for (const { properties, additionalProperties } of shapes) {
    for (const [key, one] of Object.entries(properties ?? {}))
      named.set(key, [...(named.get(key) ?? []), one]);
    if (typeof additionalProperties !== 'object') continue;
    for (const key of Object.keys(given)) named.set(key, [...(named.get(key) ?? []), additionalProperties]);
  }
  return [...named].flatMap(([key, anyOf]) => within({ anyOf }, given[key], [...at, key]));
}

function branches(shape: Shape): Shape[] {
  const inner = [...(shape.anyOf ?? []), ...(shape.oneOf ?? []), ...(shape.allOf ?? [])];
  return inner.length > 0 ? inner.flatMap(branches) : [shape];
}

function isFreeText({ type, enum: choices, const: only, format, pattern }: Shape): boolean {
  return type === 'string' && !choices && only === undefined && !format && !pattern;
}
