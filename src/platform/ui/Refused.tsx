import { Button } from '@mantine/core';
import { IconCloudOff, IconHandStop } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { closingText, dayText, instantText } from '../../calendar/written.ts';
import type { Refusal } from '../../regulation/refusal.ts';
import { type CallError, type FailedError, RefusedError } from '../call.ts';
import { ClauseTag } from './ClauseTag.tsx';
import { sizeText } from './size.ts';
import css from './small.module.css';
import { hasWords, type Language, useWords } from './words.ts';

/** That nobody answered, as it is kept. */
type Failed = Pick<FailedError, 'failure' | 'correlationId'>;

interface RefusedParts {
  /** What a call threw, or a refusal that came within an answer. */
  error: CallError | Refusal | Failed;
  /** For failures that may mend themselves. */
  again?: () => void;
}

/** What was not done, why (the clause), and what to do next; or that nobody answered. */
export function Refused({ error, again }: RefusedParts) {
  const { t, language } = useWords();
  const refusal = error instanceof RefusedError ? error.refusal : 'refused' in error ? error : undefined;
  if (!refusal) {
    const failure = error as Failed;
    return (
      <Notice
        icon={<IconCloudOff size={22} stroke={1.7} aria-hidden />}
        what={t(`ui.failed.${failure.failure}.what`)}
      >
        <p>{t(`ui.failed.${failure.failure}.next`)}</p>
        {failure.correlationId && (
          <p className={css['reference']}>{t('ui.failed.reference', { id: failure.correlationId })}</p>
        )}
        {again && (
          <Button variant="default" size="sm" onClick={again}>
            {t('ui.again')}
          </Button>
        )}
      </Notice>
    );
  }
  const reason = hasWords(`refusal.${refusal.refused}.what`) ? refusal.refused : 'unknown';
  const facts = readable(refusal, t, language);
  return (
    <Notice
      icon={<IconHandStop size={22} stroke={1.7} aria-hidden />}
      what={t(`refusal.${reason}.what`, facts).replace(/[。.]$/, '')}
      clause={<ClauseTag clause={refusal.clause} />}
    >
      <p>{t(`refusal.${reason}.next`, facts)}</p>
    </Notice>
  );
}

function Notice(parts: { icon: ReactNode; what: string; clause?: ReactNode; children: ReactNode }) {
  return (
    <div className={css['refused']} role="alert">
      {parts.icon}
      <div>
        <p className={css['refusedWhat']}>
          {parts.what} {parts.clause}
        </p>
        {parts.children}
      </div>
    </div>
  );
}

/** Facts as they stand in a sentence: instants and days become dates, sizes are grouped, codes become their words. */
function readable(refusal: Refusal, t: TFunction, language: Language): Record<string, string | number> {
  const read = (name: string, fact: string | number) => {
    if (name === 'maxBytes') return sizeText(Number(fact));
    if (typeof fact === 'number') return fact.toLocaleString(language);
    if (/^\d{4}-\d\d-\d\dT/.test(fact)) {
      return (name === 'opens' ? instantText : closingText)(new Date(fact), language);
    }
    if (/^\d{4}-\d\d-\d\d$/.test(fact)) return dayText(fact, language);
    return hasWords(`fact.${name}.${fact}`) ? t(`fact.${name}.${fact}`) : fact;
  };
  return {
    reason: refusal.refused,
    ...Object.fromEntries(Object.entries(refusal.facts).map(([name, fact]) => [name, read(name, fact)])),
  };
}
