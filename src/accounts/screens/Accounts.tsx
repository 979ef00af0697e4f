import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useAct, useAnswer } from '../../platform/call.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Page, Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { usePlace } from '../../platform/ui/place.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { findAccounts, openMissingAccounts } from '../account-contract.ts';
import { AccountRow } from './AccountRow.tsx';
import { Codes, type PrintedCodes } from './Codes.tsx';

/** 五: the system keeper's page of accounts. */
export function Accounts() {
  const { t } = useWords();
  const { query, setQuery } = usePlace();
  const [text] = useDebouncedValue(query['q'] ?? '', 250);
  const found = useAnswer(findAccounts, { query: { text } });
  const [codes, setCodes] = useState<PrintedCodes>();
  const open = useAct(openMissingAccounts);
  const openFor = (who: 'students' | 'staff') =>
    open.mutate(
      { body: { who } },
      { onSuccess: ({ opened, ...rest }) => setCodes({ printed: opened, ...rest }) },
    );
  return (
    <Page title={t('accounts.people.title')} lead={t('accounts.people.lead')}>
      {codes && <Codes {...codes} />}
      <Answer of={found}>
        {({ accounts, withoutAccount }) => (
          <>
            <Section title={t('accounts.people.without')}>
              {open.error && <Refused error={open.error} />}
              {withoutAccount.students + withoutAccount.staff === 0 && <p>{t('accounts.people.everyone')}</p>}
              <Rows>
                {withoutAccount.students > 0 && (
                  <Row
                    title={t('accounts.people.students', { count: withoutAccount.students })}
                    end={
                      <Button size="sm" loading={open.isPending} onClick={() => openFor('students')}>
                        {t('accounts.people.openStudents')}
                      </Button>
                    }
                  />
                )}
                {withoutAccount.staff > 0 && (
                  <Row
                    title={t('accounts.people.staff', { count: withoutAccount.staff })}
                    end={
                      <Button size="sm" loading={open.isPending} onClick={() => openFor('staff')}>
                        {t('accounts.people.openStaff')}
                      </Button>
                    }
                  />
                )}
              </Rows>
            </Section>
            <Section
              title={t('accounts.people.title')}
              aside={t('accounts.people.found', { count: accounts.length })}
            >
              <TextInput
                type="search"
                mt="sm"
                aria-label={t('accounts.people.search')}
                placeholder={t('accounts.people.search')}
                leftSection={<IconSearch size={18} aria-hidden />}
                value={query['q'] ?? ''}
                onChange={(event) => setQuery({ q: event.currentTarget.value })}
              />
              {accounts.length === 0 && (
                <Empty title={t('accounts.people.none')} next={t('accounts.people.noneNext')} />
              )}
              <Rows>
                {accounts.map((account) => (
                  <AccountRow key={account.id} account={account} onCode={setCodes} />
                ))}
              </Rows>
            </Section>
          </>
        )}
      </Answer>
    </Page>
  );
}
