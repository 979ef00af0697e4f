import { createHash } from 'node:crypto';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { checkCourseKey } from '../../courses/course-code.ts';
import { checkNationalId } from '../../people/national-id.ts';
import { isRefusal } from '../../regulation/refusal.ts';
import { report, type SampleFile, sampleFiles, sampleWorks } from './files.ts';
import { padded } from './padding.ts';
import { sampleSchool } from './school.ts';
import { sampleWorkbooks } from './workbooks.ts';

test('the sample school of full size has 2,700 students in two divisions, 200 staff, two semesters', () => {
  const school = sampleSchool({ size: 'full' });
  expect(school.students).toHaveLength(2700);
  expect(school.staff).toHaveLength(200);
  expect(school.students.filter((student) => student.division === 'continuing')).toHaveLength(420);
  expect(new Set(school.students.map((student) => student.nationalId)).size).toBe(2700);
  expect(new Set(school.offerings.map((offering) => offering.semester))).toEqual(new Set([1, 2]));
});

test.each(['small', 'full'] as const)(
  '五(一)1 五(二)1 · every ID and every course code of a %s school is right',
  (size) => {
    const school = sampleSchool({ size, seed: 7 });
    expect(school.students.map((student) => checkNationalId(student.nationalId)).filter(isRefusal)).toEqual(
      [],
    );
    expect(school.students.some((student) => /^[A-Z][89]/.test(student.nationalId))).toBe(true);
    expect(school.students.some((student) => student.name.includes('𠮷'))).toBe(true);
    expect(school.offerings.map((offering) => checkCourseKey(offering.code)).filter(isRefusal)).toEqual([]);
    const codes = new Set(school.staff.map((member) => member.code));
    expect(school.offerings.every((offering) => offering.teachers.every((code) => codes.has(code)))).toBe(
      true,
    );
  },
);

test('the same seed gives the same workbooks byte for byte, another seed another school', async () => {
  const hashes = async (seed: number) =>
    (await sampleWorkbooks(sampleSchool({ size: 'small', seed }))).map(({ bytes }) =>
      createHash('sha256').update(bytes).digest('hex'),
    );
  expect(await hashes(3)).toEqual(await hashes(3));
  expect(await hashes(3)).not.toEqual(await hashes(4));
});

test('the year before has the same people one class lower', () => {
  const now = sampleSchool({ size: 'small', schoolYear: 114 });
  const before = sampleSchool({ size: 'small', schoolYear: 113, asOf: 114 });
  expect(before.students).not.toHaveLength(0);
  for (const student of before.students)
    expect(now.students).toContainEqual({ ...student, className: expect.anything() });
});

test('國7 · sample files are genuine and stand exactly on the limits and one byte over', async () => {
  const files = await sampleFiles();
  expect(sizesOf(files, '剛好在上限')).toEqual([4_194_304, 4_194_304, 4_194_304, 10_485_760, 10_485_760]);
  expect(sizesOf(files, '超過一個位元組')).toEqual([4_194_305, 4_194_305, 4_194_305, 10_485_761, 10_485_761]);
  for (const file of files) await expect(looksGenuine(file), file.name).resolves.toBe(true);
});

test('the 25-page report is just under 4 MB', async () => {
  const { bytes } = await report();
  expect(bytes.length).toBeGreaterThan(3_800_000);
  expect(bytes.length).toBeLessThanOrEqual(4_194_304);
  expect(await pagesOf(bytes)).toBe(25);
});

test('sample works are as many different genuine files as wished', async () => {
  const work = await sampleWorks();
  const works = Array.from({ length: 40 }, (_, n) => work(n));
  expect(new Set(works.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'))).size).toBe(40);
  for (const file of works) await expect(looksGenuine(file), file.name).resolves.toBe(true);
});

test('JPEG padding fits where a whole comment leaves fewer than four bytes', async () => {
  const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#abc' } })
    .jpeg()
    .toBuffer();
  for (const room of [65_536, 65_537, 65_538, 65_539, 65_540, 65_541, 131_075])
    expect((await sharp(padded('image/jpeg', picture, picture.length + room)).metadata()).width).toBe(8);
});

function sizesOf(files: readonly SampleFile[], name: string): number[] {
  return files.filter((file) => file.name.startsWith(name)).map((file) => file.bytes.length);
}

/** Read by a library that is not ours; the shape of MP3 and MP4 by their own frames and boxes. */
async function looksGenuine({ mediaType, bytes }: SampleFile): Promise<boolean> {
  switch (mediaType) {
    case 'application/pdf':
      return (await pagesOf(bytes)) > 0;
    case 'image/jpeg':
    case 'image/png':
      return (await sharp(bytes).stats()).channels.length === 3;
    case 'audio/mpeg':
      return bytes.includes(Buffer.from([0xff, 0xfb, 0x50, 0xc0]));
    case 'video/mp4':
      return boxesFill(bytes);
  }
}

async function pagesOf(bytes: Buffer): Promise<number> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const { numPages } = await task.promise;
  await task.destroy();
  return numPages;
}

function boxesFill(bytes: Buffer): boolean {
  let at = 0;
  while (at < bytes.length) at += bytes.readUInt32BE(at);
  return at === bytes.length;
}
