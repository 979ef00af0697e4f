import { Button, Group } from '@mantine/core';
import { useAct } from '../../platform/call.ts';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { openMissingAccounts } from '../account-contract.ts';
import { Code } from './CodeSlip.tsx';

/** People of the register without an account, opened at once; their codes make the sheet to print. */
export function MissingAccounts({ students, staff }: { students: number; staff: number }) {
  const { t } = useWords();
  const open = useAct(openMissingAccounts);
  const missing = { students, staff };
  if (students + staff === 0 && !open.data) return null;
  return (
    <Section title={t('accounts.missing.title')} aside={t('accounts.missing.count', missing)}>
      <Group gap="xs" my="sm" className="no-print">
        {(['students', 'staff'] as const).map((who) => (
          <Button
            key={who}
            size="sm"
            variant="default"
            disabled={missing[who] === 0}
            loading={open.isPending && open.variables.body.who === who}
            onClick={() => open.mutate({ body: { who } })}
          >
            {t(`accounts.missing.${who}`, missing)}
          </Button>
        ))}
      </Group>
      {open.error && <Refused error={open.error} />}
      {open.data && (
        <>
          <p>
            {t('accounts.missing.once')} <DateLine at={open.data.expiresAt} />
          </p>
          <DataTable
            name={t('accounts.missing.sheet')}
            rows={open.data.opened}
            rowKey={(row) => row.username}
            empty={t('accounts.missing.none')}
            prefix="sheet."
            columns={[
              { key: 'username', title: t('accounts.signIn.username'), value: (row) => row.username },
              { key: 'name', title: t('accounts.missing.name'), value: (row) => row.name },
              {
                key: 'code',
                title: t('accounts.code.code'),
                value: (row) => row.code,
                cell: (row) => <Code code={row.code} />,
              },
            ]}
          />
          {open.data.skipped.length > 0 && (
            <Rows label={t('accounts.missing.skipped')}>
              {open.data.skipped.map(({ username, why }) => (
                <Row key={username} title={username} detail={t(`accounts.missing.${why}`)} />
              ))}
            </Rows>
          )}
        </>
      )}
    </Section>
  );
}
