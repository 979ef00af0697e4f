import { Button } from '@mantine/core';
import { type CallError, useAct } from '../../platform/call.ts';
import type { Key } from '../../platform/ui/KeyHelp.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { certify } from '../contract.ts';
import css from './certification.module.css';
import type { Item } from './Decide.tsx';
import type { Taken } from './Dialogs.tsx';

export type Asking = 'return' | 'withdraw' | undefined;

interface ActsParts {
  item: Item;
  onDecided(): void;
  ask(what: Asking): void;
  /** What Z takes back: this work's decision, or the one made just before. */
  undoes: Taken | undefined;
  move(outcomeId: string | undefined): void;
  neighbours: { next?: string; previous?: string };
}

interface Act {
  words: string;
  filled?: true;
  busy?: boolean;
  go(): void;
}

/** The acts of this moment, for buttons and keys alike: a key is valid exactly while its button is there. */
export function useActs({ item, onDecided, ask, undoes, move, neighbours }: ActsParts) {
  const { t } = useWords();
  const certifying = useAct(certify);
  const params = { outcomeId: item.outcomeId };
  const versionId = item.versions[0]?.versionId ?? '';
  const may = (act: Item['may'][number]) => item.may.includes(act);
  const certifyNow = () =>
    certifying.isPending ||
    certifying.mutate(
      { params, body: { versionId } },
      {
        onSuccess: () => {
          say(t('certification.said.certified'));
          onDecided();
        },
      },
    );
  const acts: Record<string, Act | undefined> = {
    k: neighbours.previous
      ? { words: t('certification.keys.previous'), go: () => move(neighbours.previous) }
      : undefined,
    a: may('certify')
      ? {
          words: t('certification.decide.certify'),
          filled: true,
          busy: certifying.isPending,
          go: certifyNow,
        }
      : undefined,
    r: may('return') ? { words: t('certification.decide.return'), go: () => ask('return') } : undefined,
    z: undoes
      ? {
          words: t(
            undoes.outcomeId === item.outcomeId
              ? 'certification.decide.withdraw'
              : 'certification.decide.undo',
          ),
          go: () => ask('withdraw'),
        }
      : undefined,
    j: { words: t('certification.keys.next'), go: () => move(neighbours.next) },
  };
  const there = Object.entries(acts).flatMap(([key, act]) => (act ? [{ key, ...act }] : []));
  const keys: Key[] = there.map(({ key, words, go }) => ({ key, does: words, press: go }));
  return { there, keys, error: certifying.error };
}

/** Beside the work at a desk, under the thumb on a phone. */
export function Acts({ acts }: { acts: { there: ({ key: string } & Act)[]; error: CallError | null } }) {
  const { t } = useWords();
  return (
    <>
      {acts.error && <Refused error={acts.error} />}
      <section className={css['acts']} aria-label={t('certification.decide.acts')}>
        {acts.there.map(({ key, words, filled, busy, go }) => (
          <Button
            key={key}
            variant={filled ? 'filled' : 'default'}
            loading={busy}
            aria-keyshortcuts={key.toUpperCase()}
            onClick={go}
          >
            {words}
          </Button>
        ))}
      </section>
    </>
  );
}
