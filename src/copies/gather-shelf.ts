/** 收藏夾 as a copy holds it: tags with their names, so that no list is needed to read them. @server */
import { fileNameOf } from '../platform/bag.ts';
import type { School } from '../platform/school.ts';
import { itemsOf } from '../shelf/facts-store.ts';
import { clusters, competencies, type Tag } from '../shelf/tag.ts';
import { layOut } from './place.ts';
import type { Bilingual, ShelfPart } from './portfolio.ts';

/** A folder for each thing that is kept, under its title. */
export async function gatherShelf(school: School, registrationIds: readonly string[]): Promise<ShelfPart[]> {
  const laid = layOut(school);
  return (await itemsOf(school.db, registrationIds)).map((item) => {
    const { schoolYear, semester, title, note, links } = item;
    return {
      schoolYear,
      semester,
      title,
      note,
      links,
      competencies: named(item.competencies, competencies),
      clusters: named(item.clusters, clusters),
      courses: item.courses.map(({ enrolmentId: _, ...course }) => course),
      keptAt: item.keptAt.toISOString(),
      files: laid.filesAt(`收藏夾/${schoolYear}-${semester} ${fileNameOf(title)}`, item.files),
    };
  });
}

function named(codes: readonly string[], list: readonly Tag[]): { code: string; name: Bilingual }[] {
  return list.filter(({ code }) => codes.includes(code)).map(({ code, name }) => ({ code, name }));
}
