import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { instantText } from '../../calendar/written.ts';
import { Section } from '../../platform/ui/Page.tsx';
import { useWords } from '../../platform/ui/words.ts';
import css from './sign-in.module.css';

export interface PrintedCodes {
  printed: { username: string; name: string; code: string }[];
  skipped: { username: string; why: string }[];
  expiresAt: string;
}

/** Codes that are shown once: a sheet to print and cut. */
export function Codes({ printed, skipped, expiresAt }: PrintedCodes) {
  const { t, language } = useWords();
  return (
    <Section
      title={t('accounts.codes.title')}
      actions={
        <Button
          size="sm"
          variant="default"
          leftSection={<IconPrinter size={18} aria-hidden />}
          onClick={() => print()}
        >
          {t('accounts.codes.print')}
        </Button>
      }
    >
      <p>{t('accounts.codes.lead', { at: instantText(new Date(expiresAt), language) })}</p>
      <ul className={css['slips']}>
        {printed.map((slip) => (
          <li key={slip.username}>
            <dl>
              <dt>{t('accounts.codes.name')}</dt>
              <dd>{slip.name}</dd>
              <dt>{t('accounts.codes.username')}</dt>
              <dd>{slip.username}</dd>
              <dt>{t('accounts.codes.code')}</dt>
              <dd className={css['code']}>{slip.code}</dd>
            </dl>
          </li>
        ))}
      </ul>
      {skipped.length > 0 && (
        <details className="no-print">
          <summary>{t('accounts.codes.skipped', { count: skipped.length })}</summary>
          <ul>
            {skipped.map(({ username, why }) => (
              <li key={username}>
                {username} · {t(`accounts.codes.why.${why}`)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}
