/**
 * 收藏夾: what a student keeps through the year. Nobody else ever sees it, it counts for nothing and needs no window;
 * only its space is limited.
 */
import {
  type AnnouncedFile,
  codePoints,
  decideFiles,
  endingsOf,
  type SlotLimits,
  tidyText,
} from '../outcomes/announcement.ts';
import { decideLink, type LinkLimits } from '../performances/link.ts';
import { type Refusal, refuse } from '../regulation/refusal.ts';
import { defaultOf, type Rules } from '../regulation/regulation.ts';
import type { Term } from './map.ts';
import { clusters, competencies, tidyTags } from './tag.ts';

/** Our own rule, where the school's text says nothing of a shelf. */
export const shelfClause = '產83';

export const textLimits = { title: 100, note: 2000, links: 10 } as const;

const megabyte = 1024 * 1024;

export interface Item {
  title: string;
  note: string;
  links: string[];
  competencies: string[];
  clusters: string[];
  enrolmentIds: string[];
}

/** @param ownCourses every enrolment of the student's own */
export function decideItem(
  given: Readonly<Item>,
  ownCourses: readonly string[],
  limits: LinkLimits,
): Item | Refusal {
  const title = tidyText(given.title).replaceAll('\n', ' ');
  const note = tidyText(given.note);
  if (title === '') return refuse('shelf-untitled', shelfClause);
  const long = tooLong('title', title) ?? tooLong('note', note);
  if (long) return long;
  const links: string[] = [];
  for (const address of given.links) {
    const decided = decideLink(address, limits);
    if ('refused' in decided) return decided;
    if (decided.link !== '' && !links.includes(decided.link)) links.push(decided.link);
  }
  if (links.length > textLimits.links)
    return refuse('shelf-many-links', shelfClause, { max: textLimits.links, length: links.length });
  const tagged = {
    competencies: tidyTags(given.competencies, competencies),
    clusters: tidyTags(given.clusters, clusters),
  };
  const enrolmentIds = [...new Set(given.enrolmentIds)];
  if (!tagged.competencies || !tagged.clusters || !enrolmentIds.every((id) => ownCourses.includes(id)))
    return refuse('shelf-unknown-tag', shelfClause);
  return {
    title,
    note,
    links,
    competencies: tagged.competencies,
    clusters: tagged.clusters,
    enrolmentIds,
  };
}

function tooLong(field: 'title' | 'note', text: string): Refusal | undefined {
  const length = codePoints(text);
  const max = textLimits[field];
  return length > max ? refuse('shelf-too-long', shelfClause, { shelfPart: field, max, length }) : undefined;
}

/** The semester a thing stands in: one that has begun, else where it stands without being asked. */
export function decideTerm(
  given: Term | undefined,
  standing: Term,
  terms: readonly Term[],
): { term: Term } | Refusal {
  const wanted = given ?? standing;
  const known = terms.some(
    (term) => term.schoolYear === wanted.schoolYear && term.semester === wanted.semester,
  );
  return known || !given ? { term: wanted } : refuse('shelf-unknown-term', shelfClause, { ...wanted });
}

export interface ShelfLimits {
  /** Bytes of everything one student keeps; the same bytes count once. */
  space: { max: number; clause: string };
  document: SlotLimits;
  media: SlotLimits;
}

/** The kinds of files the store takes anywhere, each as large as a shelf takes it: it may be made to fit later. */
export function shelfLimits(rules: Rules): ShelfLimits {
  const own = rules.regulation.shelf;
  const file = defaultOf(rules, 'shelfFileMegabytes');
  const space = defaultOf(rules, 'shelfMegabytes');
  const slot = (mediaTypes: readonly string[]): SlotLimits => ({
    endings: endingsOf(mediaTypes),
    mediaTypes: [...mediaTypes],
    maxBytes: file.value * megabyte,
    clause: file.cite,
  });
  return {
    space: {
      max: (own?.maxMegabytes ?? space.value) * megabyte,
      clause: own?.clause ?? space.cite,
    },
    document: slot(rules.national.files.document.mediaTypes),
    media: slot(rules.national.files.media.mediaTypes),
  };
}

/** Up to the limit, not a byte beyond it. @param used bytes @param adding bytes the student does not keep yet */
export function decideSpace({ space }: ShelfLimits, used: number, adding: number): Refusal | undefined {
  if (used + adding <= space.max) return undefined;
  return {
    ...refuse('shelf-full', shelfClause, {
      used: inMegabytes(used),
      free: inMegabytes(Math.max(0, space.max - used)),
      max: inMegabytes(space.max),
      adding: inMegabytes(adding),
    }),
    clause: space.clause,
  };
}

/** Rounded to a tenth, and never to nothing. */
function inMegabytes(bytes: number): number {
  return bytes === 0 ? 0 : Math.max(0.1, Math.round((bytes / megabyte) * 10) / 10);
}

/** What is announced for an item: names tidied, kinds and sizes as a shelf takes them. */
export function decideShelfFiles(
  files: readonly AnnouncedFile[],
  limits: ShelfLimits,
): { files: AnnouncedFile[] } | Refusal {
  if (files.length === 0) return refuse('no-file', shelfClause);
  return decideFiles(files, { description: { max: 0, clause: shelfClause }, ...limits });
}

/** Somebody else's is as little there as what never was. */
export function notFound(): Refusal {
  return refuse('not-found', shelfClause);
}
