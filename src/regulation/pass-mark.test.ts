import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packagedRegulation, parseRegulation, readDefaults } from './parse.ts';
import { passMarkFor, passMarksOf } from './pass-mark.ts';

const otherSource = readFileSync(join(import.meta.dirname, '../../tests/other-school.yaml'), 'utf8');

function marksOf(yaml: string) {
  const read = parseRegulation(yaml);
  if ('wrong' in read) throw new Error(read.wrong.join('\n'));
  const rules = passMarksOf({ regulation: read.regulation, defaults: readDefaults() });
  return (identities: string[], grade: number) => passMarkFor(rules, { identities, grade });
}

describe('where the text says nothing of pass marks', () => {
  const markOf = marksOf(packagedRegulation());

  test('產25 · everybody passes from 60 on, in every grade, an ordinary student by name too', () => {
    for (const grade of [1, 2, 3, 4])
      for (const identities of [[], ['0'], ['4', '27']])
        expect(markOf(identities, grade)).toEqual({ mark: 60, identity: null, clause: '產25' });
  });

  test('產26 · 原住民生 pass a course of the first grade from 40 on', () => {
    expect(markOf(['1'], 1)).toEqual({ mark: 40, identity: '1', clause: '產26' });
    expect(markOf(['1', '4'], 1).mark).toBe(40);
  });

  test('產27 · one of the second grade from 50 on, from the third on as everybody', () => {
    expect(markOf(['1'], 2)).toEqual({ mark: 50, identity: '1', clause: '產27' });
    expect(markOf(['1'], 3)).toEqual({ mark: 60, identity: null, clause: '產25' });
  });
});

describe('another school’s text replaces all of it', () => {
  const markOf = marksOf(otherSource);

  test('its text names another mark, another identity and other grades', () => {
    expect(markOf([], 1)).toEqual({ mark: 65, identity: null, clause: '六' });
    expect(markOf(['1'], 1)).toEqual({ mark: 55, identity: '1', clause: '六' });
    // Its text says nothing of the second grade: our default of 50 does not creep in.
    expect(markOf(['1'], 2)).toMatchObject({ mark: 65, identity: null });
    expect(markOf(['27'], 3)).toMatchObject({ mark: 45, identity: '27' });
  });

  test('of several identities the one that helps most counts', () => {
    expect(markOf(['1', '27'], 1)).toMatchObject({ mark: 45, identity: '27' });
  });

  test.each([
    ['no mark for everybody', '  - { mark: 65, clause: 六 }\n', '', 'everybody'],
    ['one said twice', "identity: '27', mark", "identity: '1', grade: 1, mark", 'said twice'],
    ['a mark beyond 100', 'mark: 65', 'mark: 101', 'passMarks'],
    ['an identity that is no code', "identity: '27'", 'identity: 原住民生', 'passMarks'],
    ['a mark that cites nothing of the text', 'mark: 65, clause: 六', 'mark: 65, clause: 九', '九 is cited'],
  ])('a text with %s is refused', (_, from, to, reason) => {
    const text = otherSource.replace(from, to);
    expect(text).not.toBe(otherSource);
    const read = parseRegulation(text);
    expect('wrong' in read ? read.wrong.join('\n') : '').toContain(reason);
  });
});
