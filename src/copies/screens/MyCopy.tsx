import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { addressOf, useAct, useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Facts, Page, Section } from '../../platform/ui/Page.tsx';
import { Progress } from '../../platform/ui/Progress.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { sizeText } from '../../platform/ui/size.ts';
import { useWords } from '../../platform/ui/words.ts';
import { downloadCopy, myCopy, requestCopy } from '../contract.ts';

type Copy = NonNullable<AnswerOf<typeof myCopy>['copy']>;

/** Everything of one's own in one archive: made when asked for, then there to download. */
export function MyCopy() {
  const { t } = useWords();
  const answer = useAnswer(myCopy);
  const request = useAct(requestCopy);
  return (
    <Page title={t('copies.title')} lead={t('copies.lead')}>
      <Answer of={answer}>
        {({ copy, nextAt }) => (
          <>
            {copy?.state === 'building' ? <Building /> : copy && <Ready copy={copy} />}
            {copy?.state !== 'building' && (
              <Section title={t(copy ? 'copies.again' : 'copies.first')}>
                <p>{t('copies.holds')}</p>
                {nextAt ? (
                  <p>
                    {t('copies.fresh')} <DateLine at={nextAt} />
                  </p>
                ) : (
                  <Button onClick={() => request.mutate({})} loading={request.isPending}>
                    {t('copies.make')}
                  </Button>
                )}
                {request.error && <Refused error={request.error} />}
              </Section>
            )}
            <Section title={t('copies.howTitle')}>
              <p>{t('copies.how')}</p>
              <p>{t('copies.check')}</p>
            </Section>
          </>
        )}
      </Answer>
    </Page>
  );
}

/** Asks again by itself: the page may be left and come back to. */
function Building() {
  const { t } = useWords();
  useAnswer(myCopy, {}, { everyMs: 1000 });
  return (
    <Section title={t('copies.building')}>
      <Progress label={t('copies.building')} value={null} detail={t('copies.buildingHint')} />
    </Section>
  );
}

function Ready({ copy }: { copy: Copy }) {
  const { t } = useWords();
  const { copyId, builtAt, bytes, files, missing } = copy;
  return (
    <Section title={t('copies.ready')}>
      <Facts
        items={[
          [t('copies.builtAt'), builtAt ? <DateLine key="at" at={builtAt} /> : ''],
          [t('copies.files'), files ?? 0],
          [t('copies.size'), sizeText(bytes ?? 0)],
        ]}
      />
      {missing.length > 0 && (
        <div role="alert">
          <p>{t('copies.missing', { count: missing.length })}</p>
          <ul>
            {missing.map((path) => (
              <li key={path}>{path}</li>
            ))}
          </ul>
        </div>
      )}
      <Button
        mt="md"
        component="a"
        href={addressOf(downloadCopy, { params: { copyId } })}
        leftSection={<IconDownload size={18} aria-hidden />}
      >
        {t('copies.download')}
      </Button>
    </Section>
  );
}
