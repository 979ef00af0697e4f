import { describe, expect, test } from 'vitest';
import { readDefaults, readNational } from '../regulation/parse.ts';
import type { Regulation, Rules } from '../regulation/regulation.ts';
import { found, kindsOf } from './find.ts';
import { chosenAfter, descriptionFrom, firstOfEach, fitsAsItIs } from './make.ts';
import { countsOf, firstYearOf, termsOfMap, termsUntil } from './map.ts';
import { decideItem, decideShelfFiles, decideSpace, decideTerm, type Item, shelfLimits } from './shelf.ts';
import { clusters, competencies } from './tag.ts';

const megabyte = 1024 * 1024;
const rulesOf = (shelf?: Regulation['shelf']): Rules => ({
  versionId: '',
  regulation: { shelf } as Regulation,
  national: readNational(),
  defaults: readDefaults(),
});
const limits = shelfLimits(rulesOf());
const link = { max: 500, clause: '國7', ownHosts: ['school.example'] };
const item: Item = {
  title: '校慶海報',
  note: '',
  links: [],
  competencies: [],
  clusters: [],
  enrolmentIds: [],
};
const decided = (change: Partial<Item>) => decideItem({ ...item, ...change }, ['mine'], link);

describe('產83 the space of a shelf', () => {
  test('產83 · up to the last byte of 200 MB there is room, one byte more is refused with what is used and free', () => {
    const max = 200 * megabyte;
    expect(limits.space).toEqual({ max, clause: '產83' });
    expect(decideSpace(limits, max - 1000, 1000)).toBeUndefined();
    expect(decideSpace(limits, max - 5 * megabyte, 5 * megabyte + 1)).toEqual({
      refused: 'shelf-full',
      clause: '產83',
      facts: { used: 195, free: 5, max: 200, adding: 5 },
    });
    expect(decideSpace(limits, max, 0)).toBeUndefined();
  });

  test('產83 · a school whose text names a limit has that one, with its clause; 0 keeps files out', () => {
    const own = shelfLimits(rulesOf({ maxMegabytes: 50, clause: '三(二)' }));
    expect(decideSpace(own, 0, 50 * megabyte)).toBeUndefined();
    expect(decideSpace(own, 0, 50 * megabyte + 1)).toMatchObject({
      refused: 'shelf-full',
      clause: '三(二)',
      facts: { max: 50 },
    });
    expect(decideSpace(shelfLimits(rulesOf({ maxMegabytes: 0, clause: '三(二)' })), 0, 1)).toBeDefined();
  });

  test('產84 · a file of 50 MB is taken, larger than can be handed in; one byte more, or another kind, is not', () => {
    const file = { slot: 'document' as const, name: '海報.jpg', size: 50 * megabyte, sha256: 'a'.repeat(64) };
    expect(decideShelfFiles([file], limits)).toMatchObject({ files: [{ name: '海報.jpg' }] });
    expect(decideShelfFiles([{ ...file, size: file.size + 1 }], limits)).toMatchObject({
      refused: 'file-too-large',
      clause: '產84',
    });
    expect(decideShelfFiles([{ ...file, name: '海報.exe' }], limits)).toMatchObject({
      refused: 'file-kind-refused',
    });
    expect(decideShelfFiles([], limits)).toMatchObject({ refused: 'no-file' });
  });
});

describe('產83 what is kept', () => {
  test('產83 · a title of 100 characters stands, of 101 or none is refused; a note of 2000 stands, of 2001 not', () => {
    expect(decided({ title: '題'.repeat(100) })).toMatchObject({ title: '題'.repeat(100) });
    expect(decided({ title: '題'.repeat(101) })).toMatchObject({
      refused: 'shelf-too-long',
      facts: { shelfPart: 'title', max: 100, length: 101 },
    });
    expect(decided({ title: '  ' })).toMatchObject({ refused: 'shelf-untitled' });
    expect(decided({ note: '記'.repeat(2000) })).not.toHaveProperty('refused');
    expect(decided({ note: '記'.repeat(2001) })).toMatchObject({ facts: { shelfPart: 'note', max: 2000 } });
  });

  test('國7 · links are those a performance may have: https, public, nobody’s password, each once, at most ten', () => {
    const address = (at: number) => `https://video.example.org/${at}`;
    expect(decided({ links: [address(1), ' ', address(1)] })).toMatchObject({ links: [address(1)] });
    expect(decided({ links: ['http://video.example.org'] })).toMatchObject({ refused: 'link-not-https' });
    expect(decided({ links: ['https://192.168.1.1/'] })).toMatchObject({ refused: 'link-inside' });
    expect(decided({ links: ['https://school.example/'] })).toMatchObject({ refused: 'link-inside' });
    const ten = Array.from({ length: 10 }, (_, at) => address(at));
    expect(decided({ links: ten })).toMatchObject({ links: ten });
    expect(decided({ links: [...ten, address(10)] })).toMatchObject({ refused: 'shelf-many-links' });
  });

  test('產83 · tags are of the published lists and of one’s own courses, in their order and each once', () => {
    expect(competencies).toHaveLength(9);
    expect(clusters).toHaveLength(18);
    const tags = { competencies: ['C2', 'A1', 'C2'], clusters: ['16', '9'], enrolmentIds: ['mine', 'mine'] };
    expect(decided(tags)).toMatchObject({
      competencies: ['A1', 'C2'],
      clusters: ['9', '16'],
      enrolmentIds: ['mine'],
    });
    expect(decided({ competencies: ['D1'] })).toMatchObject({ refused: 'shelf-unknown-tag' });
    expect(decided({ clusters: ['19'] })).toMatchObject({ refused: 'shelf-unknown-tag' });
    expect(decided({ enrolmentIds: ['theirs'] })).toMatchObject({ refused: 'shelf-unknown-tag' });
  });
});

describe('finding', () => {
  const photo = {
    ...item,
    courses: [],
    files: [{ name: 'a.jpg', mediaType: 'image/jpeg' }],
    schoolYear: 114,
  };
  const film = {
    ...item,
    title: '短片',
    note: '和阿美拍的',
    links: ['https://video.example.org/1'],
    competencies: ['B3'],
    clusters: ['11'],
    courses: [{ enrolmentId: 'mine', subject: '國語文' }],
    files: [],
    schoolYear: 113,
  };
  test('every word counts, wherever it stands; tag, year and kind narrow it down', () => {
    const all = [photo, film];
    expect(found(all, {})).toEqual(all);
    expect(found(all, { text: '阿美 短' })).toEqual([film]);
    expect(found(all, { text: '阿美 海報' })).toEqual([]);
    expect(found(all, { text: 'A.JPG' })).toEqual([photo]);
    expect(found(all, { course: '國語文' })).toEqual([film]);
    expect(found(all, { competency: 'B3', cluster: '11', year: '113' })).toEqual([film]);
    expect(found(all, { year: '114' })).toEqual([photo]);
    expect(found(all, { kind: 'picture' })).toEqual([photo]);
    expect(found(all, { kind: 'note' })).toEqual([]);
  });
  test('kinds are told from the bytes; words alone are a note', () => {
    const files = ['video/mp4', 'application/pdf'].map((mediaType) => ({ mediaType, name: '' }));
    expect(kindsOf({ files, links: ['https://a.example'] })).toEqual(['document', 'film', 'link']);
    expect(kindsOf({ files: [], links: [] })).toEqual(['note']);
  });
});

describe('the map', () => {
  const entry = (kind: 'outcome' | 'item', schoolYear: number, semester: 1 | 2) => ({
    kind,
    schoolYear,
    semester,
  });
  test('three school years stand there, empty semesters too, past, present and to come told apart', () => {
    const terms = termsOfMap([entry('item', 114, 2), entry('outcome', 114, 2)], 113, {
      schoolYear: 114,
      semester: 2,
    });
    expect(terms.map(({ schoolYear, semester, when }) => `${schoolYear}-${semester} ${when}`)).toEqual([
      '113-1 past',
      '113-2 past',
      '114-1 past',
      '114-2 now',
      '115-1 later',
      '115-2 later',
    ]);
    expect(terms[3]?.entries.map(({ kind }) => kind)).toEqual(['outcome', 'item']);
    expect(terms[3]?.counts).toEqual({ outcome: 1, performance: 0, item: 1, post: 0 });
    expect(countsOf([])).toEqual({ outcome: 0, performance: 0, item: 0, post: 0 });
  });
  test('who stays longer, or did something before, sees those years as well', () => {
    const years = (entries: ReturnType<typeof entry>[], now: number) =>
      new Set(termsOfMap(entries, 113, { schoolYear: now, semester: 1 }).map(({ schoolYear }) => schoolYear));
    expect([...years([], 116)]).toEqual([113, 114, 115, 116]);
    expect([...years([entry('item', 112, 1)], 114)]).toEqual([112, 113, 114, 115]);
  });
  test('a thing stands in any semester that has begun, in none that has not', () => {
    const now = { schoolYear: 114, semester: 1 as const };
    const terms = termsUntil(113, now);
    expect(terms.map(({ schoolYear, semester }) => `${schoolYear}-${semester}`)).toEqual([
      '114-1',
      '113-2',
      '113-1',
    ]);
    expect(decideTerm({ schoolYear: 113, semester: 1 }, now, terms)).toEqual({
      term: { schoolYear: 113, semester: 1 },
    });
    expect(decideTerm({ schoolYear: 114, semester: 2 }, now, terms)).toMatchObject({
      refused: 'shelf-unknown-term',
    });
    expect(decideTerm({ schoolYear: 112, semester: 2 }, now, terms)).toMatchObject({
      refused: 'shelf-unknown-term',
    });
    expect(decideTerm(undefined, now, terms)).toEqual({ term: now });
  });
  test('the first year is reckoned back from the earliest placement, else it is that of the entry', () => {
    expect(
      firstYearOf(
        [
          { schoolYear: 115, grade: 3 },
          { schoolYear: 114, grade: 2 },
        ],
        114,
      ),
    ).toBe(113);
    expect(firstYearOf([], 114)).toBe(114);
  });
});

describe('making work of it', () => {
  const file = { fileId: 'a', slot: 'document' as const, size: 1000, mediaType: 'image/jpeg' };
  const other = { ...file, fileId: 'b' };
  const film = { ...file, fileId: 'c', slot: 'media' as const, mediaType: 'video/mp4' };
  test('國7 · the note becomes the description, of 100 characters all, of 101 the first 100; without one the title', () => {
    const said = (note: string) => descriptionFrom({ title: '標題', note }, 100);
    expect(said('記'.repeat(100))).toBe('記'.repeat(100));
    expect(said('𠮷'.repeat(101))).toBe('𠮷'.repeat(100));
    expect(said(' ')).toBe('標題');
  });
  test('國7 · a document and an audio or video at most: another of a kind takes the place of the one before', () => {
    const files = [file, other, film];
    expect(firstOfEach(files)).toEqual(['a', 'c']);
    expect(chosenAfter(['a', 'c'], files, 'b', true)).toEqual(['c', 'b']);
    expect(chosenAfter(['a', 'c'], files, 'a', false)).toEqual(['c']);
  });
  test('國7 · as large as may be handed in it is taken as it lies there, one byte more is made smaller first', () => {
    const slot = { endings: ['jpg'], mediaTypes: ['image/jpeg'], maxBytes: 1000, clause: '國7' };
    expect(fitsAsItIs(file, slot)).toBe(true);
    expect(fitsAsItIs({ ...file, size: 1001 }, slot)).toBe(false);
    expect(fitsAsItIs({ ...file, mediaType: 'image/png' }, slot)).toBe(false);
  });
});
