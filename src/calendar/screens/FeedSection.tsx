import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct, useAnswer } from '../../platform/call.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Section } from '../../platform/ui/Page.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { makeFeed, myFeed, revokeFeed } from '../feed-contract.ts';

/** One's own calendar address: shown when it is made, and never again. */
export function FeedSection() {
  const { t, language } = useWords();
  const answer = useAnswer(myFeed);
  const make = useAct(makeFeed);
  const revoke = useAct(revokeFeed);
  const made = make.data && `${make.data.address}${language === 'en' ? '?lang=en' : ''}`;
  const error = make.error ?? revoke.error;
  return (
    <Section title={t('calendar.feed.title')}>
      <Answer of={answer}>
        {({ madeAt }) => (
          <Stack align="start">
            <Text>{t('calendar.feed.lead')}</Text>
            {madeAt && made && <Address address={made} />}
            {madeAt && !made && (
              <Text>
                {t('calendar.feed.standing')} <DateLine at={madeAt} />
              </Text>
            )}
            <Group>
              <Button variant="default" loading={make.isPending} onClick={() => make.mutate({})}>
                {t(madeAt ? 'calendar.feed.renew' : 'calendar.feed.make')}
              </Button>
              {madeAt && (
                <Button
                  variant="default"
                  loading={revoke.isPending}
                  onClick={() =>
                    revoke.mutate(
                      {},
                      {
                        onSuccess: () => {
                          make.reset();
                          say(t('calendar.feed.revoked'));
                        },
                      },
                    )
                  }
                >
                  {t('calendar.feed.revoke')}
                </Button>
              )}
            </Group>
            {error && <Refused error={error} />}
          </Stack>
        )}
      </Answer>
    </Section>
  );
}

/** Browsers copy for themselves only on secure addresses; elsewhere the text is there to be marked. */
function Address({ address }: { address: string }) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(address);
    setCopied(true);
    say(t('calendar.feed.copied'));
  };
  return (
    <Stack align="start" w="100%">
      <TextInput
        w="100%"
        readOnly
        label={t('calendar.feed.address')}
        description={t('calendar.feed.once')}
        value={address}
        onFocus={(event) => event.currentTarget.select()}
      />
      {'clipboard' in navigator && (
        <Button onClick={() => void copy()}>
          {t(copied ? 'calendar.feed.copied' : 'calendar.feed.copy')}
        </Button>
      )}
    </Stack>
  );
}
