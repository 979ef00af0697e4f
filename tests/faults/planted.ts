/**
 * `npm run faults -- planted [NAME…]`: every guard of the file store is taken away once, and the tests that say they
 * hold it must turn red. A test that stays green proves nothing.
 */
import { resolve } from 'node:path';
import { startVitest } from 'vitest/node';
import { type Defect, defects, pathOfDefect, withDefect } from './defects.ts';
import { table } from './table.ts';

interface Outcome {
  defect: string;
  test: string;
  turned: 'red' | 'green' | 'not found';
}

/** Runs the wanted tests of one file with the defect in the product's source. @returns names of failed and passed ones */
async function runWith(
  defect: Defect,
  file: string,
  wanted: readonly string[],
): Promise<{ failed: string[]; passed: string[] }> {
  const vitest = await startVitest(
    'test',
    [file],
    // Without its cache: source with a defect in it must not outlive this run.
    {
      watch: false,
      reporters: [{}],
      fsModuleCache: false,
      root: resolve(import.meta.dirname, '../..'),
      testNamePattern: wanted.map((name) => name.replace(/\W/g, '.')).join('|'),
    },
    {
      plugins: [
        {
          name: 'plant',
          enforce: 'pre',
          transform: (code, id) => (id === pathOfDefect(defect) ? withDefect(defect, code) : undefined),
        },
      ],
    },
  );
  const tests = vitest.state.getTestModules().flatMap((module) => [...module.children.allTests()]);
  await vitest.close();
  // Failed tests are what was asked for; they are no failure of this run.
  process.exitCode = 0;
  const named = (state: string) =>
    tests.filter((test) => test.result().state === state).map((test) => test.name);
  return { failed: named('failed'), passed: named('passed') };
}

async function tryDefect(defect: Defect): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const [file, wanted] of Map.groupBy(defect.red, (red) => red.file)) {
    const { failed, passed } = await runWith(
      defect,
      file,
      wanted.map(({ test }) => test),
    );
    for (const { test } of wanted) {
      const is = (name: string) => name.includes(test);
      const turned = failed.some(is) ? 'red' : passed.some(is) ? 'green' : 'not found';
      outcomes.push({ defect: defect.name, test, turned });
    }
  }
  return outcomes;
}

if (import.meta.main) {
  const wanted = process.argv.slice(2);
  const chosen = defects.filter(
    ({ name, red }) => red.length > 0 && (wanted.length === 0 || wanted.includes(name)),
  );
  const began = performance.now();
  const outcomes: Outcome[] = [];
  for (const defect of chosen) outcomes.push(...(await tryDefect(defect)));
  console.log(table(outcomes));
  const missed = outcomes.filter(({ turned }) => turned !== 'red').length;
  console.log(
    JSON.stringify({
      name: 'planted',
      defects: chosen.length,
      tests: outcomes.length,
      missed,
      seconds: Math.round((performance.now() - began) / 1000),
    }),
  );
  process.exitCode = missed === 0 && chosen.length > 0 ? 0 : 1;
}
