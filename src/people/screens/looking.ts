/** What the address says is looked for in the register; typing is waited for. */
import { useDebouncedValue } from '@mantine/hooks';
import { usePlace } from '../../platform/ui/place.tsx';
import { wanted } from '../register.ts';
import { looksLikeId, type Sort, sorts, standingFilters } from '../register-search.ts';

export function useLooking() {
  const { query } = usePlace();
  const [typed] = useDebouncedValue(query['q'] ?? '', 250);
  const at = (key: string) => query[key] || undefined;
  const q = looksLikeId(typed) ? '' : typed;
  const missing = ['any' as const, ...wanted].find((gap) => gap === at('missing'));
  const division = (['day', 'continuing'] as const).find((one) => one === at('division'));
  const standing = standingFilters.find((one) => one === at('standing'));
  const filter = {
    ...(q ? { q } : {}),
    ...(division ? { division } : {}),
    ...(at('grade') ? { grade: Number(at('grade')) } : {}),
    ...(at('class') ? { class: at('class') } : {}),
    ...(at('programme') ? { programme: at('programme') } : {}),
    ...(at('identity') ? { identity: at('identity') } : {}),
    ...(standing ? { standing } : {}),
    ...(missing ? { missing } : {}),
  };
  const sort: Sort | undefined = sorts.find((one) => one === at('sort'));
  return { filter, ...(sort ? { sort } : {}), page: Math.max(1, Number(at('page')) || 1) };
}
