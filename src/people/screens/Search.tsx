import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { usePlace } from '../../platform/ui/place.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { looksLikeId } from '../register-search.ts';

interface SearchParts {
  nationalId: string;
  onNationalId(id: string): void;
}

/** Words stand in the address. An ID number does not: it is kept on the page and searched by its key. */
export function Search({ nationalId, onNationalId }: SearchParts) {
  const { t } = useWords();
  const { query, setQuery } = usePlace();
  const typed = (text: string) => {
    const isId = looksLikeId(text);
    onNationalId(isId ? text : '');
    setQuery({ q: isId ? undefined : text, page: undefined });
  };
  return (
    <TextInput
      type="search"
      mt="sm"
      autoComplete="off"
      label={t('people.list.search')}
      placeholder={t('people.list.searchFor')}
      leftSection={<IconSearch size={18} aria-hidden />}
      value={nationalId || (query['q'] ?? '')}
      onChange={(event) => typed(event.currentTarget.value)}
    />
  );
}
