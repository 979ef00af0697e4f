/** 核心素養 and 學群, by which a student may tag what is kept: lists as data, names as published. */
import lists from './tags.json' with { type: 'json' };

export interface Tag {
  code: string;
  name: Readonly<Record<'zh-TW' | 'en', string>>;
}

export const competencies: readonly Tag[] = lists.competencies;
export const clusters: readonly Tag[] = lists.clusters;

/** In the order of the list, each once; undefined where one is in no list. */
export function tidyTags(codes: readonly string[], list: readonly Tag[]): string[] | undefined {
  const wanted = new Set(codes);
  const found = list.filter(({ code }) => wanted.has(code)).map(({ code }) => code);
  return found.length === wanted.size ? found : undefined;
}

export function nameOfTag(code: string, list: readonly Tag[], language: 'zh-TW' | 'en'): string {
  return list.find((tag) => tag.code === code)?.name[language] ?? code;
}
