import { describe, expect, test } from 'vitest';
import { TooMany, turns } from './turns.ts';

/** Work that ends when it is told to. */
function slowWork() {
  const ends: (() => void)[] = [];
  let running = 0;
  let most = 0;
  const work = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise<void>((end) => ends.push(end));
    running -= 1;
  };
  const endAll = async () => {
    for (let quiet = 0; quiet < 5; quiet += 1) {
      await Promise.resolve();
      for (const end of ends.splice(0)) {
        end();
        quiet = 0;
      }
    }
  };
  return { work, endAll, most: () => most };
}

describe('產9 · turns', () => {
  test('產9 · two at once, three waiting: the sixth is sent away, the five are served in order', async () => {
    const inTurn = turns(2, 3);
    const slow = slowWork();
    const order: number[] = [];
    const served = [0, 1, 2, 3, 4].map((n) => inTurn(slow.work).then(() => order.push(n)));
    await expect(inTurn(slow.work)).rejects.toThrow(TooMany);
    await slow.endAll();
    await Promise.all(served);
    expect(order).toEqual([0, 1, 2, 3, 4]);
    expect(slow.most()).toBe(2);
  });

  test('產9 · after the rush the gate is as wide as before, also when work failed', async () => {
    const inTurn = turns(1, 1);
    const failed = inTurn(() => Promise.reject(new Error('broken')));
    const next = inTurn(async () => 'served');
    await expect(failed).rejects.toThrow('broken');
    expect(await next).toBe('served');
    const slow = slowWork();
    const again = [inTurn(slow.work), inTurn(slow.work)];
    await expect(inTurn(slow.work)).rejects.toThrow(TooMany);
    await slow.endAll();
    await Promise.all(again);
    expect(slow.most()).toBe(1);
  });
});
