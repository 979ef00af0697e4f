import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct, useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Fields } from '../../platform/ui/Fields.tsx';
import { Page, Rows, Section } from '../../platform/ui/Page.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { appointDeputy, listDeputies, listStaffChoices } from '../appointment-contract.ts';
import { AppointmentRow } from './AppointmentRow.tsx';

/** 國3: who certifies in whose place, until when. */
export function Deputies() {
  const { t } = useWords();
  const answer = useAnswer(listDeputies);
  return (
    <Page title={t('accounts.deputies.title')} lead={t('accounts.deputies.lead')}>
      <Answer of={answer}>
        {({ deputies, may, today }) => (
          <>
            {may.includes('appointDeputy') && (
              <Section title={t('accounts.deputies.new')}>
                <NewDeputy today={today} />
              </Section>
            )}
            <Section title={t('accounts.deputies.list')}>
              {deputies.length === 0 && (
                <Empty title={t('accounts.deputies.empty')} next={t('accounts.deputies.emptyNext')} />
              )}
              <Rows>
                {deputies.map((deputy) => (
                  <AppointmentRow key={deputy.id} appointment={deputy} />
                ))}
              </Rows>
            </Section>
          </>
        )}
      </Answer>
    </Page>
  );
}

function NewDeputy({ today }: { today: string }) {
  const answer = useAnswer(listStaffChoices);
  return <Answer of={answer}>{({ staff }) => <Form staff={staff} today={today} />}</Answer>;
}

type Staff = AnswerOf<typeof listStaffChoices>['staff'];

function Form({ staff, today }: { staff: Staff; today: string }) {
  const { t } = useWords();
  const blank = { absentId: '', deputyId: '', offeringId: '', startsOn: today, endsOn: '', reason: '' };
  const [wanted, setWanted] = useState(blank);
  const act = useAct(appointDeputy);
  const set = (change: Partial<typeof blank>) => setWanted({ ...wanted, ...change });
  const named = staff.map(({ id, name, staffCode }) => ({ value: id, label: `${name}　${staffCode}` }));
  const absent = staff.find(({ id }) => id === wanted.absentId);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        act.mutate(
          { body: { ...wanted, offeringId: wanted.offeringId || null } },
          {
            onSuccess: () => {
              say(t('accounts.deputies.appointed'));
              setWanted(blank);
            },
          },
        );
      }}
    >
      <Fields>
        <Select
          label={t('accounts.deputies.absent')}
          data={named.filter(({ value }) =>
            staff.some((one) => one.id === value && one.offerings.length > 0),
          )}
          searchable
          required
          value={wanted.absentId || null}
          onChange={(id) => set({ absentId: id ?? '', offeringId: '' })}
        />
        <Select
          label={t('accounts.deputies.offering')}
          data={[
            { value: '', label: t('accounts.deputies.allOfferings') },
            ...(absent?.offerings ?? []).map((one) => ({
              value: one.id,
              label: `${one.course}　${one.groupName}`,
            })),
          ]}
          allowDeselect={false}
          value={wanted.offeringId}
          onChange={(id) => set({ offeringId: id ?? '' })}
        />
        <Select
          label={t('accounts.deputies.deputy')}
          data={named.filter(({ value }) => value !== wanted.absentId)}
          searchable
          required
          value={wanted.deputyId || null}
          onChange={(id) => set({ deputyId: id ?? '' })}
        />
        <TextInput
          type="date"
          label={t('accounts.deputies.starts')}
          required
          value={wanted.startsOn}
          onChange={(event) => set({ startsOn: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('accounts.deputies.ends')}
          required
          value={wanted.endsOn}
          onChange={(event) => set({ endsOn: event.currentTarget.value })}
        />
        <TextInput
          label={t('accounts.deputies.reason')}
          required
          maxLength={200}
          value={wanted.reason}
          onChange={(event) => set({ reason: event.currentTarget.value })}
        />
      </Fields>
      {act.error && <Refused error={act.error} />}
      <Button type="submit" loading={act.isPending}>
        {t('accounts.deputies.submit')}
      </Button>
    </form>
  );
}
