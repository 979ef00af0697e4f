import { Skeleton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useWords } from './words.ts';

/** Lines where text will stand; a quick answer is not announced by a flash of grey. */
export function Waiting({ lines = 4 }: { lines?: number }) {
  const { t } = useWords();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 250);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" aria-busy="true" style={{ minHeight: `${lines * 2.5}rem`, paddingBlock: '1rem' }}>
      <span className="unseen">{t('ui.waiting')}</span>
      {late &&
        Array.from({ length: lines }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
          <Skeleton key={at} height={14} mb={22} width={`${92 - ((at * 29) % 47)}%`} radius="xs" />
        ))}
    </div>
  );
}
