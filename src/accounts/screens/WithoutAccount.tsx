import { Button } from '@mantine/core';
import { useAct, useAnswer } from '../../platform/call.ts';
import { Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { findAccounts, openMissingAccounts } from '../account-contract.ts';
import type { PrintedCodes } from './Codes.tsx';

/** Who cannot sign in yet, and the button that changes it; nothing where everybody can. */
export function WithoutAccount({ onCodes }: { onCodes(codes: PrintedCodes): void }) {
  const { t } = useWords();
  const found = useAnswer(findAccounts);
  const open = useAct(openMissingAccounts);
  const missing = found.data?.withoutAccount;
  if (!missing || missing.students + missing.staff === 0) return null;
  const openFor = (who: 'students' | 'staff') =>
    open.mutate(
      { body: { who } },
      { onSuccess: ({ opened, ...rest }) => onCodes({ printed: opened, ...rest }) },
    );
  const groups = [
    { who: 'students', count: missing.students, button: t('accounts.people.openStudents') },
    { who: 'staff', count: missing.staff, button: t('accounts.people.openStaff') },
  ] as const;
  return (
    <Section title={t('accounts.people.without')}>
      {open.error && <Refused error={open.error} />}
      <Rows>
        {groups
          .filter(({ count }) => count > 0)
          .map(({ who, count, button }) => (
            <Row
              key={who}
              title={t(`accounts.people.${who}`, { count })}
              end={
                <Button size="sm" loading={open.isPending} onClick={() => openFor(who)}>
                  {button}
                </Button>
              }
            />
          ))}
      </Rows>
    </Section>
  );
}
