import { existsSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pdfOf, sha256Of } from '../../../tests/hand-in.ts';
import { keep, openTestStore, type TestStore } from '../../../tests/store.ts';
import { inTransaction } from '../db.ts';
import type { Kept } from '../files.ts';

const hour = 3_600_000;
const times = { quarantineAfterMs: 24 * hour, eraseAfterMs: 30 * 24 * hour };

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

/** Bytes that were received and then got no row: the transaction failed, or the product was killed. */
async function orphan(hours: number): Promise<{ bytes: Buffer; sha256: string; kept: Kept }> {
  const bytes = pdfOf(3000);
  const kept = (await keep(store.files, bytes)) as Kept;
  age(bytes, hours);
  return { bytes, sha256: sha256Of(bytes), kept };
}

function age(bytes: Buffer, hours: number): void {
  const then = new Date(Date.now() - hours * hour);
  utimesSync(store.at('first', bytes), then, then);
}

const inQuarantine = (sha256: string) => existsSync(join(store.first, 'quarantine', sha256));
const listed = (sha256: string) =>
  store.db.selectFrom('quarantine').selectAll().where('sha256', '=', sha256).executeTakeFirst();
const found = (sha256: string, days: number) =>
  store.owner.query(`update quarantine set found_at = now() - make_interval(days => $2) where sha256 = $1`, [
    sha256,
    days,
  ]);

describe('I2 bytes without a row', () => {
  test('產2 · after a day they go to quarantine, not an hour before; bytes with a row never do', async () => {
    const [old, young, owned] = [await orphan(25), await orphan(23), await store.entered()];
    age(owned, 1000);
    expect(await store.files.sweep(times)).toEqual({ quarantined: [old.sha256], erased: [] });
    expect(inQuarantine(old.sha256)).toBe(true);
    expect(existsSync(store.at('first', old.bytes))).toBe(false);
    expect(existsSync(store.at('first', young.bytes))).toBe(true);
    expect(existsSync(store.at('first', owned))).toBe(true);
  });

  test('產3 · after thirty days they are erased, not a day before, and their tombstone stays', async () => {
    const { sha256 } = await orphan(25);
    await store.files.sweep(times);
    await found(sha256, 29);
    expect((await store.files.sweep(times)).erased).toEqual([]);
    expect(inQuarantine(sha256)).toBe(true);
    await found(sha256, 31);
    expect((await store.files.sweep(times)).erased).toEqual([sha256]);
    expect(inQuarantine(sha256)).toBe(false);
    expect(await listed(sha256)).toMatchObject({ size: 3000, reason: 'no row names these bytes' });
    expect((await listed(sha256))?.erased_at).not.toBeNull();
  });

  test('產3 · found again after they were erased, they wait thirty days again', async () => {
    const { sha256, bytes } = await orphan(25);
    await store.files.sweep(times);
    await found(sha256, 31);
    await store.files.sweep(times);
    await keep(store.files, bytes);
    age(bytes, 25);
    expect(await store.files.sweep(times)).toEqual({ quarantined: [sha256], erased: [] });
    expect(inQuarantine(sha256)).toBe(true);
  });

  test('I8 · what a crash left in quarantine without a line is listed before it is ever erased', async () => {
    const { sha256 } = await orphan(25);
    await store.files.sweep(times);
    await store.owner.query('delete from quarantine where sha256 = $1', [sha256]);
    expect((await store.files.sweep(times)).erased).toEqual([]);
    expect(await listed(sha256)).toMatchObject({ size: 3000, erased_at: null });
  });

  test('I8 · bytes whose tombstone was written when the power went are erased later, with a new one', async () => {
    const { sha256 } = await orphan(25);
    await store.files.sweep(times);
    await store.owner.query(
      `update quarantine set erased_at = now(), found_at = now() - interval '31 days' where sha256 = $1`,
      [sha256],
    );
    expect((await store.files.sweep(times)).erased).toEqual([]);
    await found(sha256, 31);
    expect((await store.files.sweep(times)).erased).toEqual([sha256]);
    expect(inQuarantine(sha256)).toBe(false);
  });

  test('I1 · bytes received again are young again', async () => {
    const { bytes, sha256 } = await orphan(25);
    await keep(store.files, bytes);
    expect((await store.files.sweep(times)).quarantined).not.toContain(sha256);
  });
});

describe('I2 keeping and sweeping the same bytes exclude each other', () => {
  test('I2 · swept while its row is being written: the sweeper waits, and the bytes stay', async () => {
    const { bytes, sha256, kept } = await orphan(25);
    let sweeping: ReturnType<typeof store.files.sweep> | undefined;
    await inTransaction(store.db, async (tx) => {
      await store.files.enter(tx, kept);
      sweeping = store.files.sweep(times);
      // Long enough for a sweeper that does not wait.
      await new Promise((resolve) => setTimeout(resolve, 300));
    });
    expect((await sweeping)?.quarantined).not.toContain(sha256);
    expect(existsSync(store.at('first', bytes))).toBe(true);
  });

  test('I2 · bytes that were swept away before their row came get none', async () => {
    const { sha256, kept } = await orphan(25);
    await store.files.sweep(times);
    await expect(inTransaction(store.db, (tx) => store.files.enter(tx, kept))).rejects.toThrow('ENOENT');
    expect(await store.files.reconcile()).toMatchObject({ missing: [] });
    expect(inQuarantine(sha256)).toBe(true);
  });

  test('I2 · rows without bytes and bytes without rows are both named', async () => {
    const [lost, { sha256 }] = [await store.entered(), await orphan(1)];
    rmSync(store.at('first', lost));
    const { missing, orphans } = await store.files.reconcile();
    expect(missing).toEqual([sha256Of(lost)]);
    expect(orphans).toContain(sha256);
    await store.entered(lost);
  });

  test('I1 · what a killed process was still receiving is gone after the start', async () => {
    writeFileSync(join(store.first, 'incoming', 'half'), 'half');
    await store.reopen();
    expect(readdirSync(join(store.first, 'incoming'))).toEqual([]);
  });
});
