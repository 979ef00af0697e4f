/** What the demo's students did beyond their courses. */
import { myPerformances, takePostOver } from '../../performances/contract.ts';
import { type SampleFile, sampleWorks } from '../sample-school/files.ts';
import type { HandedFile } from './hand-in.ts';
import { handedIn, samplePerformances } from './performances.ts';
import { must, type Walk } from './walk.ts';

/** Every category, two for each of five students; the last of them begins to take a post over. */
export async function performSome(
  walk: Walk,
  students: readonly { personId: string }[],
  schoolYear: number,
): Promise<void> {
  const work = await sampleWorks();
  // What they tell of lies a year back: this school year may have begun yesterday.
  const wishes = Object.entries(samplePerformances(schoolYear - 1));
  for (const [at, [category, wish]] of wishes.entries()) {
    const student = students[((7 + Math.floor(at / 2)) * 7) % students.length];
    if (!student) continue;
    const client = walk.as(student);
    await handedIn(client, category, { ...wish, files: at % 2 === 0 ? [fileOf(work(500 + at))] : [] });
    const { offered } = must(await client.call(myPerformances));
    const [post] = at === wishes.length - 1 ? offered : [];
    if (post) must(await client.call(takePostOver, { body: { postId: post.postId } }));
  }
}

export function fileOf({ name, bytes, mediaType }: SampleFile): HandedFile {
  return { slot: /^(audio|video)/.test(mediaType) ? 'media' : 'document', name, bytes };
}
