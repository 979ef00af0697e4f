/** What is handed in as one version: the fields of its category, a description, a link, files (國7, 五(四)). */
import {
  type AnnouncedFile,
  decideDescription,
  decideFiles,
  type OutcomeLimits,
  type Slot,
} from '../outcomes/announcement.ts';
import { limitsOf } from '../outcomes/rules.ts';
import { type Refusal, refuse } from '../regulation/refusal.ts';
import type { National } from '../regulation/regulation.ts';
import type { Category, Values } from './category.ts';
import { decideFields, type Ground } from './fields.ts';
import { decideLink } from './link.ts';

export interface ContentLimits extends OutcomeLimits {
  /** Whether a description alone is not enough. */
  fileNeeded: boolean;
  link: { max: number; clause: string };
}

export function contentLimits(national: National): ContentLimits {
  const { fileNeeded, link } = national.files;
  return { ...limitsOf(national), fileNeeded: fileNeeded.performance, link };
}

/** What its slots take. */
export function slotsOf({ document, media }: Pick<OutcomeLimits, Slot>) {
  return { document, media };
}

/** A file as it is announced, or one of the standing version that stays; `mediaType` once its bytes are kept. */
export type ContentFile = AnnouncedFile & { mediaType: string | null };

export interface Content {
  fields: Values;
  description: string;
  /** '' for none. */
  link: string;
  files: ContentFile[];
}

export interface Given {
  fields: Values;
  description: string;
  link: string;
  files: readonly AnnouncedFile[];
  /** Slots whose file of the standing version stays. */
  keep: readonly Slot[];
}

/** @param standing the files of the version that stands */
export function decideContent(
  category: Category,
  given: Given,
  standing: readonly ContentFile[],
  limits: ContentLimits,
  ground: Ground & { ownHosts: readonly string[] },
): Content | Refusal {
  const filled = decideFields(category, given.fields, ground);
  if ('refused' in filled) return filled;
  const told = decideDescription(given.description, limits);
  if ('refused' in told) return told;
  const linked = decideLink(given.link, { ...limits.link, ownHosts: ground.ownHosts });
  if ('refused' in linked) return linked;
  const kept = given.keep.map((slot) => standing.find((file) => file.slot === slot));
  if (kept.includes(undefined)) return refuse('performance-file-gone', '五(四)');
  const stays = kept.filter((file) => file !== undefined);
  const taken = decideFiles([...given.files, ...stays], limits);
  if ('refused' in taken) return taken;
  if (limits.fileNeeded && taken.files.length === 0) return refuse('no-file', '國7');
  const files = taken.files.map((file) => ({
    ...file,
    mediaType: stays.find(({ slot }) => slot === file.slot)?.mediaType ?? null,
  }));
  return { fields: filled.fields, description: told.description, link: linked.link, files };
}
