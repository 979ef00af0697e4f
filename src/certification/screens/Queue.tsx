import { IconChecklist } from '@tabler/icons-react';
import { useAnswer } from '../../platform/call.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { useNow } from '../../platform/ui/clock.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Page } from '../../platform/ui/Page.tsx';
import { Go, usePlace } from '../../platform/ui/place.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { certificationQueue } from '../contract.ts';
import { type Chosen, chosenIn, worksChosen } from '../filter.ts';
import { Courses } from './Courses.tsx';
import { QueueFilter } from './QueueFilter.tsx';
import { Works } from './Works.tsx';
import { addressOf, type Course, worksOf } from './works.ts';

/** Everything handed in to the teacher's courses; what is chosen of it lives in the address. */
export function Queue() {
  const { t } = useWords();
  const answer = useAnswer(certificationQueue);
  return (
    <Page
      wide
      title={t('certification.queue.title')}
      lead={t('certification.queue.lead')}
      actions={
        <>
          <Go to="/certification/reasons" button="default">
            {t('certification.reasons.title')}
          </Go>
          {answer.data && <Start courses={answer.data.courses} />}
        </>
      }
    >
      <Answer of={answer}>
        {({ courses }) =>
          courses.length === 0 ? (
            <Empty title={t('certification.queue.noCourses')} next={t('certification.queue.noCoursesNext')} />
          ) : (
            <ChosenWorks courses={courses} />
          )
        }
      </Answer>
    </Page>
  );
}

function ChosenWorks({ courses }: { courses: readonly Course[] }) {
  const { query } = usePlace();
  const now = useNow(60_000);
  const chosen = chosenIn(query);
  const works = worksOf(courses);
  return (
    <>
      <QueueFilter courses={courses} works={works} chosen={chosen} />
      <Works key={chosen.state} works={worksChosen(works, chosen, now)} chosen={chosen} />
      <Courses courses={courses} />
    </>
  );
}

/** Into the work at once: the first of what is chosen that waits, then the next by key or button. */
function Start({ courses }: { courses: readonly Course[] }) {
  const { t } = useWords();
  const { query } = usePlace();
  const now = useNow(60_000);
  const chosen: Chosen = { ...chosenIn(query), by: undefined, state: 'waiting' };
  const [first] = worksChosen(worksOf(courses), chosen, now);
  if (!first) return null;
  return (
    <Go
      to="/certification/$outcomeId"
      params={{ outcomeId: first.outcomeId }}
      query={addressOf(chosen)}
      button="filled"
      leftSection={<IconChecklist size={20} stroke={1.7} aria-hidden />}
    >
      {t('certification.queue.start')}
    </Go>
  );
}
