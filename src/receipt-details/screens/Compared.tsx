import { useWords } from '../../platform/ui/words.ts';
import type { ComparedField } from '../compare.ts';
import { textDifference } from './textDifference.ts';

type Values = Partial<Record<ComparedField, string>> | null;

interface ComparedParts {
  /** null: this side has no such line. */
  values: Values;
  other: Values;
  differs: readonly ComparedField[];
}

/** One side of a comparison: the description, and by name whatever else differs; what differs is marked. */
export function Compared({ values, other, differs }: ComparedParts) {
  const { t } = useWords();
  if (!values) return t('receiptDetails.difference.notThere');
  return (
    <div>
      {differs.includes('description') ? (
        <Marked own={values.description} other={other?.description} />
      ) : (
        values.description
      )}
      {differs
        .filter((field) => field !== 'description')
        .map((field) => (
          <div key={field}>
            {t(`receiptDetails.field.${field}`)} <Marked own={values[field]} other={other?.[field]} />
          </div>
        ))}
    </div>
  );
}

export function Marked({ own = '', other = '' }: { own?: string; other?: string }) {
  const [before, different, after] = textDifference(own, other);
  return (
    <>
      {before}
      {different && <mark>{different}</mark>}
      {after}
    </>
  );
}
