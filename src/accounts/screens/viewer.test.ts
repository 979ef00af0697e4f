import { describe, expect, test } from 'vitest';
import { viewsOf } from './viewer.ts';

type Who = Parameters<typeof viewsOf>[0];
const appointment = (office: string, division: 'day' | 'continuing' | null, id = office) =>
  ({ id, office, division, classId: null, deputyFor: null, offeringId: null, until: null }) as never;
const keysOf = (who: Partial<Who>) =>
  viewsOf({ registrations: [], appointments: [], isStaff: false, ...who }).map(({ key }) => key);

describe('where somebody lands, and as what else they can look', () => {
  test('who teaches and has a class of their own lands where works wait', () => {
    const appointments = [appointment('homeroom', 'day')];
    expect(keysOf({ appointments, isStaff: true })).toEqual(['teacher', 'homeroom']);
  });

  test('who runs an office lands there, and can look as a teacher', () => {
    const appointments = [appointment('registrar', 'day')];
    expect(keysOf({ appointments, isStaff: true })).toEqual(['registrar', 'teacher']);
  });

  test('two classes of one division are one view, two divisions are two', () => {
    const appointments = [
      appointment('homeroom', 'day', 'first'),
      appointment('homeroom', 'day', 'second'),
      appointment('homeroom', 'continuing', 'evening'),
    ];
    expect(keysOf({ appointments, isStaff: true })).toEqual(['teacher', 'first', 'evening']);
  });

  test('standing in for somebody is no office: it shows in the teacher’s own view', () => {
    expect(keysOf({ appointments: [appointment('deputy', null)], isStaff: true })).toEqual(['teacher']);
  });

  test('who has nothing yet still has a view', () => {
    expect(keysOf({})).toEqual(['nobody']);
  });
});
