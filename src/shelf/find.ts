/** Finding what is kept: by words, tag, school year and kind. */

export type KeptKind = 'picture' | 'document' | 'sound' | 'film' | 'link' | 'note';

export const keptKinds: readonly KeptKind[] = ['picture', 'document', 'sound', 'film', 'link', 'note'];

interface Findable {
  title: string;
  note: string;
  links: readonly string[];
  competencies: readonly string[];
  clusters: readonly string[];
  courses: readonly { enrolmentId: string; subject: string }[];
  files: readonly { name: string; mediaType: string }[];
  schoolYear: number;
}

export interface Wanted {
  text?: string;
  course?: string;
  competency?: string;
  cluster?: string;
  year?: string;
  kind?: string;
}

/** What is in it; a note alone is a note. */
export function kindsOf({ files, links }: Pick<Findable, 'files' | 'links'>): KeptKind[] {
  const kinds = new Set<KeptKind>(files.map(({ mediaType }) => kindOfFile(mediaType)));
  if (links.length > 0) kinds.add('link');
  return kinds.size > 0 ? keptKinds.filter((kind) => kinds.has(kind)) : ['note'];
}

function kindOfFile(mediaType: string): KeptKind {
  const [family] = mediaType.split('/');
  return family === 'image'
    ? 'picture'
    : family === 'audio'
      ? 'sound'
      : family === 'video'
        ? 'film'
        : 'document';
}

/** Every word must occur somewhere in it; a course is wanted by its name, so that one taken twice is one. */
export function found<I extends Findable>(items: readonly I[], wanted: Wanted): I[] {
  const words = (wanted.text ?? '').toLowerCase().split(/\s+/u).filter(Boolean);
  return items.filter((item) => {
    const said = [
      item.title,
      item.note,
      ...item.links,
      ...item.files.map(({ name }) => name),
      ...item.courses.map(({ subject }) => subject),
    ]
      .join('\n')
      .toLowerCase();
    return (
      words.every((word) => said.includes(word)) &&
      (!wanted.course || item.courses.some(({ subject }) => subject === wanted.course)) &&
      (!wanted.competency || item.competencies.includes(wanted.competency)) &&
      (!wanted.cluster || item.clusters.includes(wanted.cluster)) &&
      (!wanted.year || String(item.schoolYear) === wanted.year) &&
      (!wanted.kind || kindsOf(item).some((kind) => kind === wanted.kind))
    );
  });
}
