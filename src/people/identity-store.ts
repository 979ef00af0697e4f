/** 特殊身分別: the names that the code list gives, for topics that go by them. */
import { codeLists } from './codes.ts';

/** The identity by its name; the code itself where the name is not known. */
export function identityName(code: string, schoolYear: number): string {
  return codeLists(schoolYear).identity.codes.get(code) ?? code;
}
