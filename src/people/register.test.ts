import { expect, test } from 'vitest';
import { codeLists } from './codes.ts';
import {
  decideChange,
  fieldKeys,
  gapsIn,
  isAge,
  type Standing,
  type Surroundings,
  type Values,
} from './register.ts';
import { readWishes } from './wish.ts';

const lists = codeLists(114);
const none = Object.fromEntries(fieldKeys.map((key) => [key, ''])) as Values;
const whole: Values = {
  ...none,
  ...{ name: '林育安', nationalId: 'aa', birthDate: '2010-03-14', gender: 'male', entrySchoolYear: '114' },
  ...{ fieldGroup: '21', programme: '301', divisionCode: '1', entryMethod: '1', class: '商一甲', seat: '1' },
  ...{ classKind: '1', identities: '0', statusCode: '1' },
};
const lin: Standing = {
  registrationId: 'r1',
  personId: 'p1',
  number: '1140101',
  division: 'day',
  values: whole,
  maskedId: 'A12****789',
};
const chen: Standing = {
  ...lin,
  registrationId: 'r2',
  personId: 'p2',
  number: '1140102',
  values: { ...whole, name: '陳思妤', seat: '2' },
};
const around: Surroundings = {
  lists,
  classes: { day: new Set(['商一甲', '商一乙']), continuing: new Set(['進商一甲']) },
  holder: null,
  neighbour: null,
};
const decide = (standing: Standing[], values: Partial<Values>, more: Partial<Surroundings> = {}) =>
  decideChange(standing, { values, maskedId: 'B23****894' }, { ...around, ...more });

test('五(一)1 · nothing is missing of a whole record; each empty field the roster wants is named', () => {
  expect(gapsIn(whole)).toEqual([]);
  expect(gapsIn({ ...whole, seat: '', entryMethod: '' })).toEqual(['entryMethod', 'seat']);
});

test('五(一)1 · people and place are asked of an indigenous student only', () => {
  expect(gapsIn({ ...whole, identities: '4' })).toEqual([]);
  expect(gapsIn({ ...whole, identities: '1、4' })).toEqual(['indigenousPeople', 'indigenousStatus']);
  expect(gapsIn({ ...whole, identities: '1', indigenousPeople: '01', indigenousStatus: '2' })).toEqual([]);
});

test('五(一)1 · a name with a rare character is changed as it is written', () => {
  expect(decide([lin], { name: '林育𠮷' })).toEqual([
    {
      registrationId: 'r1',
      label: '1140101 林育安',
      values: { name: '林育𠮷' },
      changes: [{ field: 'name', before: '林育安', after: '林育𠮷' }],
    },
  ]);
});

test('五(一)1 · what belongs to one student cannot be given to two', () => {
  expect(decide([lin, chen], { birthDate: '2010-01-01' })).toMatchObject({
    refused: 'one-student-only',
    facts: { field: 'birthDate' },
  });
  expect(decide([lin, chen], { seat: '' })).toMatchObject({ refused: 'one-student-only' });
  expect(decide([lin, chen], { entryMethod: '2' })).toHaveLength(2);
});

test('五(一)1 · of many, only those are changed of whom something changes', () => {
  const third = { ...chen, registrationId: 'r3', values: { ...chen.values, classKind: '9' } };
  expect(decide([lin, third], { classKind: '9' })).toMatchObject([
    { registrationId: 'r1', changes: [{ before: '1 日間部一般班', after: '9 實驗班' }] },
  ]);
});

test('五(一)1 · an ID number of somebody else is refused by name only where they may be seen', () => {
  expect(decide([lin], { nationalId: 'bb' }, { holder: { student: '1140102 陳思妤' } })).toMatchObject({
    refused: 'id-of-student',
    facts: { student: '1140102 陳思妤' },
  });
  expect(decide([lin], { nationalId: 'bb' }, { holder: { student: null } })).toEqual({
    refused: 'id-held-elsewhere',
    clause: '五(一)1',
    facts: {},
  });
});

test('五(一)1 · an ID number is remembered masked, even where both look the same', () => {
  const changed = decideChange([lin], { values: { nationalId: 'bb' }, maskedId: 'A12****789' }, around);
  expect(changed).toMatchObject([
    { changes: [{ field: 'nationalId', before: 'A12****789', after: 'A12****789' }] },
  ]);
  expect(JSON.stringify(Array.isArray(changed) ? changed[0]?.changes : changed)).not.toContain('bb');
});

test('五(一)1 · into another class the seat does not go along, unless it is named', () => {
  expect(decide([lin, chen], { class: '商一乙' })).toMatchObject([
    { values: { class: '商一乙', seat: '' } },
    { values: { class: '商一乙', seat: '' } },
  ]);
  expect(decide([lin], { class: '商一乙', seat: '7' })).toMatchObject([{ values: { seat: '7' } }]);
  expect(decide([lin], { class: '商一甲' })).toEqual([]);
});

test('五(一)1 · a class the division does not have, a seat somebody has, a seat without a class', () => {
  expect(decide([lin], { class: '進商一甲' })).toMatchObject({ refused: 'no-such-class' });
  expect(decide([lin], { seat: '2' }, { neighbour: '1140102 陳思妤' })).toMatchObject({
    refused: 'seat-taken',
  });
  const unplaced = { ...lin, values: { ...whole, class: '', seat: '' } };
  expect(decide([unplaced], { seat: '2' })).toMatchObject({ refused: 'student-not-placed' });
  expect(decide([unplaced], { seat: '2', class: '商一甲' })).toHaveLength(1);
});

test('五(一)1 · who enters at twelve or ninety may be right, at eleven or ninety-one is not', () => {
  expect([11, 12, 90, 91].map(isAge)).toEqual([false, true, true, false]);
  expect(decide([lin], { birthDate: '2014-01-01' })).toMatchObject({ refused: 'birth-implausible' });
  expect(decide([lin], { birthDate: '2013-12-31' })).toHaveLength(1);
});

test.each(['99/3/14', '0990314', '民國99年3月14日', '2010-3-14', '２０１０／３／１４'])(
  '五(一)1 · a birth date typed %s is the same day',
  (typed) => expect(readWishes({ birthDate: typed }, lists).values).toEqual({ birthDate: '2010-03-14' }),
);

test('五(一)1 · what cannot be read is named field by field, an ID number never repeated', () => {
  const { wrong } = readWishes(
    {
      nationalId: 'A123456788',
      birthDate: '上午 9:00',
      identities: ',1',
      seat: '-1',
      name: ' ',
      classKind: '',
    },
    lists,
  );
  expect(wrong.map(({ field, problem }) => [field, problem])).toEqual([
    ['nationalId', 'id-checksum'],
    ['birthDate', 'date-has-time'],
    ['identities', 'empty-code'],
    ['seat', 'too-small'],
    ['name', 'empty'],
  ]);
  expect(JSON.stringify(wrong)).not.toContain('A123456788');
  expect(readWishes({ classKind: '', gender: '女' }, lists).values).toEqual({
    classKind: '',
    gender: 'female',
  });
});
