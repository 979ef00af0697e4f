/** The grid's lines as they begin, and what they mean while somebody types: read, checked, compared. */
import { isRefusal } from '../../regulation/refusal.ts';
import { blankLine, dayCell, type GridColumn, type GridLine, readLine, studentText } from '../grid.ts';
import { daysOf, decideGrid, findingsOf, type GridChange, type WantedPost } from '../post.ts';
import type { OneGrid } from './Grid.tsx';

/** Usual posts in their order, each with whoever holds it; then what else there is, then an empty line. */
export function linesOf(grid: OneGrid): GridLine[] {
  const { posts, usual, students, level } = grid;
  const days = daysOf(grid);
  const byId = new Map(students.map((student) => [student.registrationId, student]));
  const lineOf = ({ postId, registrationId, post, startsOn, endsOn }: OneGrid['posts'][number]): GridLine => {
    const student = byId.get(registrationId);
    const alone = students.filter(({ name }) => name === student?.name).length === 1;
    return {
      postId,
      post,
      student: student ? studentText(student, level === 'class', alone) : '',
      startsOn: startsOn === days.startsOn ? '' : dayCell(startsOn),
      endsOn: endsOn === days.endsOn ? '' : dayCell(endsOn),
    };
  };
  const expected = usual.flatMap(({ name }) => {
    const held = posts.filter(({ post }) => post === name);
    return held.length > 0 ? held.map(lineOf) : [blankLine(name)];
  });
  const names = new Set(usual.map(({ name }) => name));
  const others = posts.filter(({ post }) => !names.has(post)).map(lineOf);
  return [...expected, ...others, blankLine()];
}

export interface LineState {
  /** Whom the line means. */
  who: string;
  problem?: { column: GridColumn; problem: string; other?: number };
}

export interface GridState {
  lines: LineState[];
  wrong: number;
  posts: WantedPost[];
  /** What saving would do; undefined while something is wrong. */
  change?: GridChange;
}

const columnOf = {
  'cadre-post-length': 'post',
  'cadre-days-reversed': 'endsOn',
  'cadre-outside-semester': 'startsOn',
  'cadre-not-of-unit': 'student',
  'cadre-same-post': 'student',
  'cadre-post-taken': 'student',
} as const;

export function stateOf(grid: OneGrid, lines: readonly GridLine[]): GridState {
  const { students, usual, retired } = grid;
  const term = { schoolYear: grid.schoolYear, semester: grid.semester };
  const ofClass = grid.level === 'class';
  const read = lines.map((line) => readLine(line, { students, ofClass, term }));
  const held = read.flatMap((line, at) => (line.kind === 'post' ? [{ at, ...line }] : []));
  const posts = held.map(({ post }) => post);
  const known = new Set(students.map(({ registrationId }) => registrationId));
  const facts = { term, usual, retired, mayHold: (id: string) => known.has(id), nameOf: () => '' };
  const findings = new Map(
    findingsOf(posts, facts).map(({ at, problem, other }) => [
      held[at]?.at,
      { column: columnOf[problem], problem, other: other === undefined ? undefined : lineAt(held, other) },
    ]),
  );
  const states = read.map((line, at): LineState => {
    const who = line.kind === 'post' ? whoIs(line.student) : '';
    if (line.kind === 'wrong') return { who, problem: { column: line.column, problem: line.problem } };
    return { who, problem: findings.get(at) };
  });
  const decided = decideGrid(grid.posts, posts, facts);
  const wrong = states.filter(({ problem }) => problem).length;
  return { lines: states, wrong, posts, change: wrong > 0 || isRefusal(decided) ? undefined : decided };
}

function lineAt(held: readonly { at: number }[], index: number): number {
  return (held[index]?.at ?? 0) + 1;
}

function whoIs({ className, seat, name }: OneGrid['students'][number]): string {
  return [className, seat, name].filter((part) => part !== null && part !== '').join(' ');
}
