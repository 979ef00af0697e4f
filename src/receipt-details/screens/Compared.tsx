import { useWords } from '../../platform/ui/words.ts';
import type { ComparedField } from '../compare.ts';

interface ComparedParts {
  /** null: this side has no such line. */
  values: Partial<Record<ComparedField, string>> | null;
  differs: readonly ComparedField[];
}

/** One side of a comparison: the description, and by name whatever else differs. */
export function Compared({ values, differs }: ComparedParts) {
  const { t } = useWords();
  if (!values) return t('receiptDetails.difference.notThere');
  const others = differs.filter((field) => field !== 'description');
  return (
    <>
      {differs.includes('description') ? <mark>{values.description}</mark> : values.description}
      {others.map((field) => (
        <div key={field}>
          {t(`receiptDetails.field.${field}`)} <mark>{values[field]}</mark>
        </div>
      ))}
    </>
  );
}
