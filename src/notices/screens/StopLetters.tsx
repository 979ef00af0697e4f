import { Button, Stack, Text } from '@mantine/core';
import { useAct, useAnswer } from '../../platform/call.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Page } from '../../platform/ui/Page.tsx';
import { Go, usePlace } from '../../platform/ui/place.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { digestOf, stopDigest } from '../stop-contract.ts';

/** Where a weekly letter's last line leads: ends the letters for its reader, who need not sign in. */
export function StopLetters() {
  const { t } = useWords();
  const { params } = usePlace();
  const token = params['token'] ?? '';
  const asked = useAnswer(digestOf, { params: { token } });
  const stop = useAct(stopDigest);
  return (
    <Page title={t('letters.title')}>
      <Answer of={asked}>
        {({ digest }) =>
          digest ? (
            <Stack align="start">
              <Text>{t('letters.lead')}</Text>
              {stop.error && <Refused error={stop.error} />}
              <Button loading={stop.isPending} onClick={() => stop.mutate({ params: { token } })}>
                {t('letters.stop')}
              </Button>
            </Stack>
          ) : (
            <Stack align="start">
              <Status kind="done">{t('letters.stopped')}</Status>
              <Text>{t('letters.again')}</Text>
              <Go to="/account">{t('letters.account')}</Go>
            </Stack>
          )
        }
      </Answer>
    </Page>
  );
}
