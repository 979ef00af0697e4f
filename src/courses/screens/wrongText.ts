import { useWords } from '../../platform/ui/words.ts';
import { type GradeField, readGradeCell } from '../grade.ts';

/** What is wrong with what was written into a cell, as a sentence; undefined while nothing is. */
export function useWrongText(): (field: GradeField, written: string | undefined) => string | undefined {
  const { t } = useWords();
  return (field, written) => {
    const read = written === undefined ? undefined : readGradeCell(field, written);
    return read && 'problem' in read ? t(`imports.problem.${read.problem}`, read.facts) : undefined;
  };
}
