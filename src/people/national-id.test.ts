import { expect, test } from 'vitest';
import { checkDigit, checkNationalId, maskNationalId } from './national-id.ts';

test.each([
  ['A123456789', 'citizen', 'male'],
  ['B234567894', 'citizen', 'female'],
  ['A800000014', 'resident', 'male'],
  ['F131104093', 'citizen', 'male'],
  ['E233000017', 'citizen', 'female'],
])('五(一)1 · %s is a %s number', (id, kind, sex) => {
  expect(checkNationalId(id)).toEqual({ id, kind, sex });
});

test('五(一)1 · the number of a resident of before 2021 counts its second letter', () => {
  // Worked by hand: A is 10, C is 12, so 1·1 + 0·9 + 2·8 + 1·7 + 2·6 + 3·5 + 4·4 + 5·3 + 6·2 + 7·1 = 101.
  expect(checkNationalId('AC12345679')).toMatchObject({ kind: 'former-resident', sex: 'male' });
  expect(checkNationalId('AC12345678')).toMatchObject({ refused: 'id-checksum' });
});

test('五(一)1 · any single wrong digit is found', () => {
  const right = 'A123456789';
  for (let place = 2; place < 10; place += 1) {
    const digit = (Number(right[place]) + 1) % 10;
    const wrong = `${right.slice(0, place)}${digit}${right.slice(place + 1)}`;
    expect(checkNationalId(wrong), wrong).toMatchObject({ refused: 'id-checksum', facts: {} });
  }
});

test.each(['', 'A12345678', 'A1234567890', 'a123456789', '1123456789', 'A323456789', 'AE12345678'])(
  '五(一)1 · %j has not the shape of an ID number',
  (id) => {
    expect(checkNationalId(id)).toMatchObject({ refused: 'id-shape' });
  },
);

test('五(一)1 · the check digit of a sum that ends in 0 is 0', () => {
  const nine = Array.from({ length: 100 }, (_, index) =>
    `A1000000${String(index).padStart(2, '0')}`.slice(0, 9),
  );
  expect(nine.map(checkDigit).every((digit) => digit >= 0 && digit <= 9)).toBe(true);
});

test('五(一)1 · a masked number shows neither its middle nor enough to complete it', () => {
  expect(maskNationalId('A123456789')).toBe('A12****789');
  expect(maskNationalId('A12')).toBe('***');
});
