import { expect, test } from 'vitest';
import { screens } from './words.ts';

const all = screens();
const pages = new Set(
  all
    .filter(({ file }) => file.endsWith('/screens/routes.tsx'))
    .flatMap(({ code }) => [...code.matchAll(/path: '([^']+)'/g)].map((match) => match[1] ?? '')),
);

/** Where a screen's links lead: `to="/…"` and `to: '/…'`. */
function targets(code: string): string[] {
  return [...code.matchAll(/\bto(?:=|: )["'](\/[^"']*)["']/g)].map((match) => match[1] ?? '');
}

test('every link within the product leads to a page that exists', () => {
  const lost = all.flatMap(({ file, code }) =>
    targets(code)
      .filter((target) => !pages.has(target))
      .map((target) => `${file} leads to ${target}`),
  );
  expect(lost).toEqual([]);
});

test('a planted link to nowhere would be found', () => {
  expect(targets(`<Go to="/no/where">`).filter((target) => !pages.has(target))).toEqual(['/no/where']);
  expect(pages.has('/')).toBe(true);
});
