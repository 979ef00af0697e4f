import { afterAll, beforeAll, expect, test } from 'vitest';
import { enrolments, people } from '../../tests/cast.ts';
import { handIn } from '../../tests/hand-in.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { must } from '../../tests/submitting.ts';
import { isRefusal } from '../regulation/refusal.ts';
import { returnOutcome } from './contract.ts';
import { certificationReminders } from './reminder-contract.ts';
import { remindersIn } from './reminder-store.ts';

let town: TestSchool;
beforeAll(async () => {
  town = await openTestSchool();
});
afterAll(() => town.close());

test('五(三)2 · teacher and head of the section are told of what waits long, the student of little time; a digest reads the same', async () => {
  await handIn(town.as('lin'), { enrolmentId: enrolments.linChinese.id });
  const back = await handIn(town.as('chen'), { enrolmentId: enrolments.chenChinese.id });
  const { outcomeId, versionId } = back;
  must(
    await town
      .as('wang')
      .call(returnOutcome, { params: { outcomeId }, body: { versionId, reason: '請補封面' } }),
  );
  const told = async (who: 'wang' | 'su' | 'registrar' | 'night' | 'lin' | 'chen') => {
    const { waiting, returned } = must(await town.as(who).call(certificationReminders));
    return [...waiting, ...returned].map(({ kind }) => kind);
  };
  expect(await told('wang')).toEqual([]);
  town.clock.moveTo(new Date('2026-02-01T09:00:00+08:00'));
  expect(await told('wang')).toEqual(['waiting-long', 'returned-soon-teacher']);
  expect(await told('registrar')).toEqual(['escalated']);
  expect(await told('chen')).toEqual(['returned-soon']);
  for (const who of ['su', 'night', 'lin'] as const) expect(await told(who)).toEqual([]);
  const all = await remindersIn(town.school);
  if (isRefusal(all)) throw new Error(all.refused);
  expect(all.map(({ to, kind }) => `${nameOf(to)} ${kind}`).sort()).toEqual(
    [
      `${people.wang.name} waiting-long`,
      `${people.wang.name} returned-soon-teacher`,
      `${people.registrar.name} escalated`,
      `${people.director.name} escalated`,
      `${people.chen.name} returned-soon`,
    ].sort(),
  );
  // Once the window has closed there is nothing to be done, and nobody is told.
  town.clock.moveTo(new Date('2026-02-11T00:00:01+08:00'));
  expect(await remindersIn(town.school)).toEqual([]);
});

function nameOf(id: string): string {
  return Object.values(people).find((person) => person.id === id)?.name ?? id;
}
