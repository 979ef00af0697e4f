import { describe, expect, test } from 'vitest';
import { decidePassword } from './new-password.ts';

const limits = { least: 10, most: 200, clause: '產16' };
const lin = { username: '1140101', nationalId: 'A123456789', birthDate: '2010-03-14' };
const decide = (candidate: string) => decidePassword(candidate, lin, limits);

describe('產16 · new passwords', () => {
  test('產16 · ten characters are enough, nine are not, two hundred are not too many', () => {
    expect(decide('abcdefghi9')).toEqual({ accepted: true });
    expect(decide('abcdefgh9')).toMatchObject({ refused: 'password-length', facts: { least: 10 } });
    expect(decide('abcde'.repeat(40))).toEqual({ accepted: true });
    expect(decide(`${'abcde'.repeat(40)}f`)).toMatchObject({ refused: 'password-length' });
  });

  test('產16 · characters are counted as people count them', () => {
    expect(decide('𠮷野家天丼大好物食')).toMatchObject({ refused: 'password-length' });
    expect(decide('𠮷野家天丼大好物食堂')).toEqual({ accepted: true });
  });

  test('產16 · account name, ID number and birth date are no passwords, nor parts of one', () => {
    for (const known of [
      'school1140101',
      'a123456789',
      'ＸA123456789',
      'lin-20100314',
      '0990314linlin',
      '990314linlin',
    ])
      expect(decide(known)).toMatchObject({ refused: 'password-known' });
  });

  test('產16 · what everybody tries first is refused', () => {
    for (const common of ['1234567890', 'aaaaaaaaaaaa', 'Password1234', 'abababababab'])
      expect(decide(common)).toMatchObject({ refused: 'password-common' });
  });
});
