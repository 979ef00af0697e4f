import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct, useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { appointDeputy, listStaffChoices } from '../appointment-contract.ts';
import css from './code.module.css';

type Staff = AnswerOf<typeof listStaffChoices>['staff'];

export function AppointDeputy({ today }: { today: string }) {
  const choices = useAnswer(listStaffChoices);
  return <Answer of={choices}>{({ staff }) => <Form staff={staff} today={today} />}</Answer>;
}

const everything = 'everything';

function Form({ staff, today }: { staff: Staff; today: string }) {
  const { t } = useWords();
  const empty = { absentId: '', deputyId: '', offering: everything, startsOn: today, endsOn: '', reason: '' };
  const [given, setGiven] = useState(empty);
  const set = (change: Partial<typeof empty>) => setGiven({ ...given, ...change });
  const act = useAct(appointDeputy);
  const absent = staff.find((one) => one.id === given.absentId);
  const teachers = staff.filter((one) => one.offerings.length > 0).map(asChoice);
  const deputies = staff.filter((one) => one.id !== given.absentId).map(asChoice);
  const whole = given.absentId && given.deputyId && given.startsOn && given.endsOn && given.reason.trim();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const { offering, ...body } = given;
        act.mutate(
          { body: { ...body, offeringId: offering === everything ? null : offering } },
          {
            onSuccess: () => {
              say(t('accounts.deputies.appointed', { name: absent?.name }));
              setGiven(empty);
            },
          },
        );
      }}
    >
      <div className={css['fields']}>
        <Select
          label={t('accounts.deputies.absent')}
          searchable
          data={teachers}
          value={given.absentId || null}
          onChange={(absentId) => set({ absentId: absentId ?? '', offering: everything })}
        />
        <Select
          label={t('accounts.deputies.offering')}
          data={[
            { value: everything, label: t('accounts.deputies.everything') },
            ...(absent?.offerings ?? []).map((one) => ({
              value: one.id,
              label: `${one.course} ${one.groupName}${one.division === 'continuing' ? ` · ${t('accounts.division.continuing')}` : ''}`,
            })),
          ]}
          allowDeselect={false}
          value={given.offering}
          onChange={(offering) => set({ offering: offering ?? everything })}
        />
        <Select
          label={t('accounts.deputies.deputy')}
          searchable
          data={deputies}
          value={given.deputyId || null}
          onChange={(deputyId) => set({ deputyId: deputyId ?? '' })}
        />
        <TextInput
          type="date"
          label={t('accounts.deputies.from')}
          value={given.startsOn}
          onChange={(event) => set({ startsOn: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('accounts.deputies.to')}
          min={given.startsOn}
          value={given.endsOn}
          onChange={(event) => set({ endsOn: event.currentTarget.value })}
        />
        <TextInput
          label={t('accounts.appointment.reason')}
          description={t('accounts.deputies.reasonHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          maxLength={200}
          value={given.reason}
          onChange={(event) => set({ reason: event.currentTarget.value })}
        />
      </div>
      {act.error && <Refused error={act.error} />}
      <Button type="submit" loading={act.isPending} disabled={!whole}>
        {t('accounts.deputies.submit')}
      </Button>
    </form>
  );
}

export function asChoice(one: { id: string; name: string; staffCode: string }) {
  return { value: one.id, label: `${one.name} ${one.staffCode}` };
}
