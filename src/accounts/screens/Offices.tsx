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
import { appointOffice, listOffices, listStaffChoices } from '../appointment-contract.ts';
import { AppointmentRow } from './AppointmentRow.tsx';

/** Who holds which office when; rights follow from it. */
export function Offices() {
  const { t } = useWords();
  const answer = useAnswer(listOffices);
  return (
    <Page title={t('accounts.offices.title')} lead={t('accounts.offices.lead')}>
      <Answer of={answer}>
        {({ appointments, mayAppoint, today }) => (
          <>
            {mayAppoint.length > 0 && (
              <Section title={t('accounts.offices.new')}>
                <NewOffice mayAppoint={mayAppoint} today={today} />
              </Section>
            )}
            <Section title={t('accounts.offices.list')}>
              {appointments.length === 0 && (
                <Empty title={t('accounts.offices.empty')} next={t('accounts.offices.emptyNext')} />
              )}
              <Rows>
                {appointments.map((one) => (
                  <AppointmentRow key={one.id} appointment={one} />
                ))}
              </Rows>
            </Section>
          </>
        )}
      </Answer>
    </Page>
  );
}

type Office = AnswerOf<typeof listOffices>['mayAppoint'][number];
type Choices = AnswerOf<typeof listStaffChoices>;

function NewOffice(parts: { mayAppoint: Office[]; today: string }) {
  const answer = useAnswer(listStaffChoices);
  return <Answer of={answer}>{(choices) => <Form {...parts} {...choices} />}</Answer>;
}

function Form({ staff, classes, mayAppoint, today }: Choices & { mayAppoint: Office[]; today: string }) {
  const { t } = useWords();
  const blank = { personId: '', office: '', classId: '', startsOn: today, endsOn: '', reason: '' };
  const [wanted, setWanted] = useState(blank);
  const set = (change: Partial<typeof blank>) => setWanted({ ...wanted, ...change });
  const act = useAct(appointOffice);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const { office, classId, endsOn, ...rest } = wanted;
        act.mutate(
          { body: { ...rest, office: office as Office, classId: classId || null, endsOn: endsOn || null } },
          {
            onSuccess: () => {
              say(t('accounts.offices.appointed'));
              setWanted(blank);
            },
          },
        );
      }}
    >
      <Fields>
        <Select
          label={t('accounts.offices.person')}
          data={staff.map(({ id, name, staffCode }) => ({ value: id, label: `${name}　${staffCode}` }))}
          searchable
          required
          value={wanted.personId || null}
          onChange={(id) => set({ personId: id ?? '' })}
        />
        <Select
          label={t('accounts.offices.office')}
          data={mayAppoint.map((office) => ({ value: office, label: t(`accounts.office.${office}`) }))}
          searchable
          required
          value={wanted.office || null}
          onChange={(office) => set({ office: office ?? '', classId: '' })}
        />
        {wanted.office === 'homeroom' && (
          <Select
            label={t('accounts.offices.class')}
            data={classes.map(({ id, name }) => ({ value: id, label: name }))}
            searchable
            required
            value={wanted.classId || null}
            onChange={(id) => set({ classId: id ?? '' })}
          />
        )}
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
          value={wanted.endsOn}
          onChange={(event) => set({ endsOn: event.currentTarget.value })}
        />
        <TextInput
          label={t('accounts.deputies.reason')}
          maxLength={200}
          value={wanted.reason}
          onChange={(event) => set({ reason: event.currentTarget.value })}
        />
      </Fields>
      {act.error && <Refused error={act.error} />}
      <Button type="submit" loading={act.isPending}>
        {t('accounts.offices.new')}
      </Button>
    </form>
  );
}
