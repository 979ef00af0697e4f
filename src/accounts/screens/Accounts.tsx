import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useAnswer } from '../../platform/call.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Page, Rows, Section } from '../../platform/ui/Page.tsx';
import { usePlace } from '../../platform/ui/place.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { findAccounts } from '../account-contract.ts';
import { AccountRow } from './AccountRow.tsx';
import { Codes, type PrintedCodes } from './Codes.tsx';
import { WithoutAccount } from './WithoutAccount.tsx';

/** 五: the system keeper's page of accounts. */
export function Accounts() {
  const { t } = useWords();
  const { query, setQuery } = usePlace();
  const [text] = useDebouncedValue(query['q'] ?? '', 250);
  const found = useAnswer(findAccounts, { query: { text } });
  const [codes, setCodes] = useState<PrintedCodes>();
  return (
    <Page title={t('accounts.people.title')} lead={t('accounts.people.lead')}>
      {codes && <Codes {...codes} />}
      <WithoutAccount onCodes={setCodes} />
      <Section
        title={t('accounts.people.list')}
        aside={found.data && t('accounts.people.found', { count: found.data.accounts.length })}
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
        <Answer of={found}>
          {({ accounts }) =>
            accounts.length === 0 ? (
              <Empty title={t('accounts.people.none')} next={t('accounts.people.noneNext')} />
            ) : (
              <Rows>
                {accounts.map((account) => (
                  <AccountRow key={account.id} account={account} onCode={setCodes} />
                ))}
              </Rows>
            )
          }
        </Answer>
      </Section>
    </Page>
  );
}
