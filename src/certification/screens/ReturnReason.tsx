import { Kbd, Textarea, UnstyledButton } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useAnswer } from '../../platform/call.ts';
import { Section } from '../../platform/ui/Page.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { reasonLength } from '../certification.ts';
import { returnReasons } from '../reasons-contract.ts';
import css from './certification.module.css';

interface ReturnReasonParts {
  reason: string;
  onReason(reason: string): void;
}

/**
 * The words of a return, begun with a kept reason: a number key puts it in while nobody is typing, a click always.
 * Then the text has the focus and can be changed; Ctrl and Enter sends it.
 */
export function ReturnReason({ reason, onReason }: ReturnReasonParts) {
  const { t } = useWords();
  const bank = useAnswer(returnReasons);
  const text = useRef<HTMLTextAreaElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const kept = [...new Set([...(bank.data?.own ?? []), ...(bank.data?.school ?? [])])];
  const insert = (said: string) => {
    onReason(reason.trim() === '' ? said : `${reason.trimEnd()}\n${said}`);
    text.current?.focus();
  };
  const latest = useRef(insert);
  latest.current = insert;
  const keys = JSON.stringify(kept.slice(0, 9));
  useEffect(() => {
    // The first reason has the focus where there is one, so that a number is a choice; else the text.
    const first = keys !== '[]' ? list.current?.querySelector('button') : text.current;
    first?.focus();
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target === text.current) return;
      const said = (JSON.parse(keys) as string[])[Number(event.key) - 1];
      if (!said) return;
      event.preventDefault();
      latest.current(said);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [keys]);
  return (
    <>
      {kept.length > 0 && (
        <Section title={t('certification.return.bank')}>
          <ul ref={list} className={css['bank']}>
            {kept.map((said, at) => (
              <li key={said}>
                <UnstyledButton onClick={() => insert(said)}>
                  {at < 9 && <Kbd aria-hidden>{at + 1}</Kbd>} {said}
                </UnstyledButton>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Textarea
        ref={text}
        autosize
        minRows={3}
        maxLength={reasonLength.max}
        label={t('certification.return.reason')}
        description={t('certification.return.hint', { max: reasonLength.max })}
        value={reason}
        onChange={(event) => onReason(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
            event.currentTarget.form?.requestSubmit();
        }}
      />
    </>
  );
}
