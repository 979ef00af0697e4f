import { Button, Checkbox, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { startOf, zone } from '../../calendar/day.ts';
import { timeText } from '../../calendar/written.ts';
import { useAct, useAnswer } from '../../platform/call.ts';
import type { AnswerOf, BodyOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Section } from '../../platform/ui/Page.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { say } from '../../platform/ui/say.tsx';
import { type Language, useWords } from '../../platform/ui/words.ts';
import { myMail, preferMail, removeMail, sendMailCode, verifyMail } from '../contract.ts';

type Mail = AnswerOf<typeof myMail>;

/** Where one wants letters: an address, proved by a code that was sent there. */
export function MailSection() {
  const { t } = useWords();
  const answer = useAnswer(myMail);
  return (
    <Section title={t('notices.mail.title')}>
      <Answer of={answer}>
        {(mail) =>
          mail.on ? (
            <Stack align="start">
              <Text>{t('notices.mail.lead')}</Text>
              {mail.address && <Address held={mail.address} digestHour={mail.digestHour} />}
              {mail.waiting && <TypeCode waiting={mail.waiting} />}
              <AskCode first={!mail.address} />
            </Stack>
          ) : (
            <p>{t('notices.mail.off')}</p>
          )
        }
      </Answer>
    </Section>
  );
}

function Address({ held, digestHour }: { held: NonNullable<Mail['address']>; digestHour: number }) {
  const { t, language } = useWords();
  const prefer = useAct(preferMail);
  const remove = useAct(removeMail);
  const error = prefer.error ?? remove.error;
  const save = (body: BodyOf<typeof preferMail>) =>
    prefer.mutate({ body }, { onSuccess: () => say(t('notices.mail.saved')) });
  return (
    <>
      <Text>
        {held.address}{' '}
        <Status kind={held.refused ? 'wrong' : 'done'}>
          {t(held.refused ? 'notices.mail.refused' : 'notices.mail.verified')}
        </Status>
      </Text>
      <Checkbox
        label={t('notices.mail.immediate')}
        checked={held.immediate}
        onChange={(event) => save({ immediate: event.currentTarget.checked })}
      />
      <Checkbox
        label={t('notices.mail.digest')}
        description={t('notices.mail.digestWhen', hourOfWeek(digestHour, language))}
        checked={held.digest}
        onChange={(event) => save({ digest: event.currentTarget.checked })}
      />
      <NativeSelect
        label={t('notices.mail.language')}
        value={held.language}
        disabled={!held.digest}
        onChange={(event) => save({ language: event.currentTarget.value === 'en' ? 'en' : 'zh-TW' })}
        data={[
          { value: 'zh-TW', label: t('notices.mail.languages.zh-TW') },
          { value: 'en', label: t('notices.mail.languages.en') },
        ]}
      />
      <Button variant="default" size="sm" loading={remove.isPending} onClick={() => remove.mutate({})}>
        {t('notices.mail.remove')}
      </Button>
      {error && <Refused error={error} />}
    </>
  );
}

/** Some Monday, and so many hours on. */
function hourOfWeek(hours: number, language: Language): { day: string; time: string } {
  const at = new Date(startOf('2026-01-05').getTime() + hours * 3_600_000);
  const day = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: zone }).format(at);
  return { day, time: timeText(at) };
}

function TypeCode({ waiting }: { waiting: NonNullable<Mail['waiting']> }) {
  const { t, language } = useWords();
  const [code, setCode] = useState('');
  const verify = useAct(verifyMail);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        verify.mutate({ body: { code, language } }, { onSuccess: () => say(t('notices.mail.done')) });
      }}
    >
      <Stack align="start">
        <Text>
          {t('notices.mail.sent', { address: waiting.address })} <DateLine at={waiting.until} />
        </Text>
        <TextInput
          label={t('notices.mail.code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        {verify.error && <Refused error={verify.error} />}
        <Button type="submit" loading={verify.isPending} disabled={code.trim() === ''}>
          {t('notices.mail.verify')}
        </Button>
      </Stack>
    </form>
  );
}

function AskCode({ first }: { first: boolean }) {
  const { t } = useWords();
  const [address, setAddress] = useState('');
  const ask = useAct(sendMailCode);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        ask.mutate({ body: { address } }, { onSuccess: () => setAddress('') });
      }}
    >
      <Stack align="start">
        <TextInput
          type="email"
          autoComplete="email"
          label={t(first ? 'notices.mail.address' : 'notices.mail.other')}
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        {ask.error && <Refused error={ask.error} />}
        <Button type="submit" variant="default" loading={ask.isPending} disabled={address.trim() === ''}>
          {t('notices.mail.send')}
        </Button>
      </Stack>
    </form>
  );
}
