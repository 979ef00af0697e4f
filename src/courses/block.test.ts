import { expect, test } from 'vitest';
import { landings, readBlock } from './block.ts';

test('五(二)1 · a block from a spreadsheet: tabs, line breaks of either kind, quoted cells that hold them', () => {
  expect(readBlock('85\t是\r\n70\t否\r\n')).toEqual([
    ['85', '是'],
    ['70', '否'],
  ]);
  expect(readBlock('85')).toEqual([['85']]);
  expect(readBlock('85\t\n\t60')).toEqual([
    ['85', ''],
    ['', '60'],
  ]);
  expect(readBlock('85\t"他說""好""\n第二行"\n90\t"')).toEqual([
    ['85', '他說"好"\n第二行'],
    ['90', '"'],
  ]);
  expect(readBlock('')).toEqual([]);
});

const grid = { numbers: ['1140101', '1140102', 'N114'], columns: 3 };

test('五(二)1 · a block goes where the cursor stands; what falls outside the grid is counted', () => {
  const { landed, outside } = landings(
    [
      ['1', '2'],
      ['3', '4'],
    ],
    grid,
    { row: 1, column: 2 },
  );
  expect(landed).toEqual([
    { row: 1, column: 2, text: '1' },
    { row: 2, column: 2, text: '3' },
  ]);
  expect(outside).toBe(2);
  expect(landings([['1']], grid, { row: 2, column: 2 }).outside).toBe(0);
  expect(landings([['1'], ['2']], grid, { row: 2, column: 2 }).outside).toBe(1);
});

test('五(二)1 · a block that begins with students’ numbers goes to those students, in whatever order', () => {
  const block = [
    ['學號', '成績'],
    ['n114', '90'],
    ['1140101', '80'],
  ];
  const { landed, outside } = landings(block, grid, { row: 1, column: 0 });
  expect(landed).toEqual([
    { row: 2, column: 0, text: '90' },
    { row: 0, column: 0, text: '80' },
  ]);
  expect(outside).toBe(1);
});
