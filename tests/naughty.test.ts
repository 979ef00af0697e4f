/** `NAUGHTY=all vitest run tests/naughty.test.ts` sends all five hundred in every field; without it, each field gets its twentieth. */
import { beforeAll, describe, expect, test } from 'vitest';
import { rows } from './matrix/rows.ts';
import { makeWorld, type World } from './matrix/world.ts';
import { naughtyStrings } from './naughty/strings.ts';
import { sweep } from './naughty/sweep.ts';

describe('產7 texts that have broken somebody’s software', () => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld();
  });

  test('there are five hundred of them, and each has a mark of its own', () => {
    expect(naughtyStrings).toHaveLength(500);
    expect(new Set(naughtyStrings.map(({ mark }) => mark)).size).toBe(500);
  });

  test('產7 · in every text field of every endpoint: taken whole or refused with a reason, and nothing breaks', async () => {
    const { wrong, ...counts } = await sweep(world, rows, process.env['NAUGHTY'] === 'all' ? 1 : 20);
    console.log(JSON.stringify({ ...counts, wrong: wrong.length }));
    expect(wrong).toEqual([]);
    expect(counts.fieldsThatTook).toBeGreaterThan(50);
  }, 1_800_000);
});
