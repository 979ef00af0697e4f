import { Button, Group } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { termKey, useTerm } from '../../calendar/screens/TermFilter.tsx';
import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Page } from '../../platform/ui/Page.tsx';
import { useGo, usePlace } from '../../platform/ui/place.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { cadreGrid } from '../contract.ts';
import { cadreLevels, missingOf } from '../post.ts';
import { GridLines } from './GridLines.tsx';

export type OneGrid = AnswerOf<typeof cadreGrid>;

/** One class, club or body: its posts as lines to type or paste into, and the way to the next unit. */
export function Grid() {
  const { t } = useWords();
  const { params } = usePlace<{ level: string; unitId: string }>();
  const level = cadreLevels.find((one) => one === params.level) ?? 'class';
  const answer = useAnswer(cadreGrid, { params: { level, unitId: params.unitId }, query: useTerm() });
  return (
    <Answer of={answer}>
      {(grid) => (
        <Page
          wide
          title={grid.name}
          lead={t(level === 'class' ? 'cadre.grid.lead' : 'cadre.grid.leadUnit')}
          back={{ to: '/cadre', query: { term: termKey(grid) }, label: t('cadre.to.overview') }}
          actions={<Neighbours grid={grid} />}
        >
          <Missing grid={grid} />
          <GridLines key={`${grid.unitId} ${termKey(grid)} ${grid.seen}`} grid={grid} />
        </Page>
      )}
    </Answer>
  );
}

function Missing({ grid }: { grid: OneGrid }) {
  const { t } = useWords();
  const missing = grid.level === 'class' ? missingOf(grid.posts, grid.usual) : [];
  return (
    <p>
      {t('calendar.term.option', { schoolYear: grid.schoolYear, semester: grid.semester })}{' '}
      {grid.retired && <Status kind="frozen">{t('cadre.grid.retired')}</Status>}
      {missing.length > 0 && (
        <Status kind="attention">{t('cadre.grid.missing', { posts: missing.join('、') })}</Status>
      )}
    </p>
  );
}

function Neighbours({ grid }: { grid: OneGrid }) {
  const { t } = useWords();
  const go = useGo();
  const icon = { size: 18, stroke: 1.7, 'aria-hidden': true } as const;
  const move = (to: OneGrid['neighbours']['before']) =>
    to && go({ to: '/cadre/units/$level/$unitId', params: to, query: { term: termKey(grid) } });
  return (
    <Group gap="xs">
      <Button
        size="sm"
        variant="default"
        disabled={!grid.neighbours.before}
        leftSection={<IconChevronLeft {...icon} />}
        onClick={() => move(grid.neighbours.before)}
      >
        {t('cadre.grid.before')}
      </Button>
      <Button
        size="sm"
        variant="default"
        disabled={!grid.neighbours.after}
        rightSection={<IconChevronRight {...icon} />}
        onClick={() => move(grid.neighbours.after)}
      >
        {t('cadre.grid.after')}
      </Button>
    </Group>
  );
}
