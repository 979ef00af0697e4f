import { Button, Modal } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useState } from 'react';
import { termKey } from '../../calendar/screens/TermFilter.tsx';
import { History } from '../../history/screens/History.tsx';
import type { StudentSectionParts } from '../../people/screens/section.ts';
import { useAct, useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Quiet } from '../../platform/ui/Fields.tsx';
import { Row, Rows } from '../../platform/ui/Page.tsx';
import { Preview } from '../../platform/ui/Preview.tsx';
import { Go } from '../../platform/ui/place.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { openFile, portfolioOfStudent } from '../contract.ts';
import { LateMark } from './LateMark.tsx';
import { OutcomeStatus } from './OutcomeStatus.tsx';

type Work = AnswerOf<typeof portfolioOfStudent>['semesters'][number]['works'][number];
type Opened = NonNullable<Work['opened']>;

/** A student's outcomes by semester, on the student's page; the student's own page leads to their own. */
export function PortfolioSection({ registrationId, own }: StudentSectionParts) {
  const { t } = useWords();
  if (!own) return <Semesters registrationId={registrationId} />;
  return (
    <Go to="/outcomes" button="default">
      {t('outcomes.section.open')}
    </Go>
  );
}

function Semesters({ registrationId }: { registrationId: string }) {
  const { t } = useWords();
  const answer = useAnswer(portfolioOfStudent, { params: { registrationId } });
  return (
    <Answer of={answer}>
      {({ semesters }) => (
        <>
          {semesters.length === 0 && <Quiet>{t('outcomes.section.none')}</Quiet>}
          {semesters.map(({ works, ...known }, at) => (
            <details key={termKey(known)} open={at === 0}>
              <summary>
                {t('calendar.term.option', { ...known })} · {t('outcomes.section.counts', { ...known })}
              </summary>
              <Rows label={t('calendar.term.option', { ...known })}>
                {works.map((work) => (
                  <OneWork key={work.outcomeId} work={work} />
                ))}
              </Rows>
            </details>
          ))}
          {semesters.length > 0 && (
            <details>
              <summary>{t('history.title')}</summary>
              <History registrationId={registrationId} topic="outcomes" />
            </details>
          )}
        </>
      )}
    </Answer>
  );
}

function OneWork({ work }: { work: Work }) {
  const { t } = useWords();
  const { outcomeId, subject, state, selected, late, opened } = work;
  return (
    <Row
      title={subject}
      detail={opened?.description}
      end={
        <>
          <OutcomeStatus state={state} />
          {late && <LateMark />}
          {selected && <Status kind="later">{t('outcomes.section.selected')}</Status>}
          {opened?.certifies && (
            <Go to="/certification/$outcomeId" params={{ outcomeId }}>
              {t('outcomes.section.certify')}
            </Go>
          )}
        </>
      }
    >
      {opened && !opened.certifies && <Files outcomeId={outcomeId} opened={opened} />}
    </Row>
  );
}

/** The files, opened in the page by a link of this session's own. */
function Files({ outcomeId, opened }: { outcomeId: string; opened: Opened }) {
  const { t } = useWords();
  const [shown, setShown] = useState<Opened['files'][number]>();
  const link = useAct(openFile);
  const versions = [{ versionId: opened.versionId, number: null, files: opened.files }, ...opened.earlier];
  return (
    <>
      {versions.flatMap(({ versionId, number, files }) =>
        files.map((file) => (
          <Button
            key={`${versionId} ${file.slot}`}
            size="sm"
            variant="subtle"
            leftSection={<IconPaperclip size={17} stroke={1.7} aria-hidden />}
            onClick={() => {
              setShown(file);
              link.mutate({
                params: { outcomeId, versionId, slot: file.slot },
                body: { disposition: 'inline' },
              });
            }}
          >
            {number === null
              ? t('outcomes.section.file', { name: file.name })
              : t('outcomes.earlier', { number, name: file.name })}
          </Button>
        )),
      )}
      <Modal
        size="xl"
        opened={shown !== undefined}
        onClose={() => setShown(undefined)}
        title={shown?.name}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        {link.error && <Refused error={link.error} />}
        {shown && link.data && <Preview url={link.data.url} mediaType={shown.mediaType} name={shown.name} />}
      </Modal>
    </>
  );
}
