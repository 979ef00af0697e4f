/** What two texts do not have in common, between their common beginning and end; by code points. */
export function textDifference(own: string, other: string): [same: string, different: string, same: string] {
  const [a, b] = [[...own], [...other]];
  const most = Math.min(a.length, b.length);
  let begin = 0;
  while (begin < most && a[begin] === b[begin]) begin += 1;
  let end = 0;
  while (end < most - begin && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const at = (from: number, to: number) => a.slice(from, to).join('');
  return [at(0, begin), at(begin, a.length - end), at(a.length - end, a.length)];
}
