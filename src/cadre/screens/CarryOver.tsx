import { Button, Checkbox, Group } from '@mantine/core';
import { useState } from 'react';
import { useViewer } from '../../accounts/screens/viewer.ts';
import { TermFilter, termKey, useTerm } from '../../calendar/screens/TermFilter.tsx';
import { useAct, useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { Page } from '../../platform/ui/Page.tsx';
import { useGo } from '../../platform/ui/place.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { Status, type StatusKind } from '../../platform/ui/Status.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { applyCarryOver, previewCarryOver } from '../contract.ts';

type Preview = AnswerOf<typeof previewCarryOver>;
type Line = Preview['posts'][number];

const signs: Record<Line['verdict'], StatusKind> = {
  carries: 'waiting',
  there: 'done',
  taken: 'attention',
  moved: 'later',
  left: 'later',
  retired: 'frozen',
};

/** Last semester's posts and what becomes of each: looked at, chosen, then taken over. */
export function CarryOver() {
  const { t } = useWords();
  const { view } = useViewer();
  const division = view.division ?? 'day';
  const answer = useAnswer(previewCarryOver, { params: { division }, query: useTerm() });
  const query = answer.data ? { term: termKey(answer.data) } : undefined;
  return (
    <Page
      wide
      title={t('cadre.carry.title')}
      lead={t('cadre.carry.lead')}
      back={{ to: '/cadre', query, label: t('cadre.to.overview') }}
    >
      <Answer of={answer}>
        {(preview) => (
          <>
            <TermFilter term={preview} semesters={preview.semesters} />
            <Choose key={termKey(preview)} preview={preview} division={division} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function Choose({ preview, division }: { preview: Preview; division: 'day' | 'continuing' }) {
  const { t } = useWords();
  const go = useGo();
  const carries = preview.posts.filter(({ verdict }) => verdict === 'carries').map(({ postId }) => postId);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(carries));
  const act = useAct(applyCarryOver);
  const { schoolYear, semester } = preview;
  const apply = () =>
    act.mutate(
      { params: { division }, query: { schoolYear, semester }, body: { postIds: [...chosen] } },
      {
        onSuccess: ({ added }) => {
          say(t('cadre.carry.applied', { count: added }));
          go({ to: '/cadre', query: { term: termKey(preview) } });
        },
      },
    );
  return (
    <>
      <p>{t('cadre.carry.from', { ...preview.from })}</p>
      {act.error && <Refused error={act.error} />}
      <DataTable<Line>
        name={t('cadre.carry.title')}
        rows={preview.posts}
        rowKey={({ postId }) => postId}
        empty={t('cadre.carry.none')}
        emptyNext={t('cadre.carry.noneNext')}
        columns={[
          {
            key: 'pick',
            title: t('cadre.carry.verdictTitle'),
            value: ({ verdict }) => t(`cadre.carry.verdict.${verdict}`),
            filter: true,
            cell: (line) => (
              <Pick line={line} chosen={chosen.has(line.postId)} choose={(on) => setChosen(flip(line, on))} />
            ),
          },
          {
            key: 'level',
            title: t('cadre.list.level'),
            value: ({ level }) => t(`cadre.level.${level}`),
            filter: true,
          },
          { key: 'unit', title: t('cadre.list.unit'), value: ({ unit }) => unit, filter: true },
          { key: 'toUnit', title: t('cadre.carry.toUnit'), value: ({ toUnit }) => toUnit },
          { key: 'post', title: t('cadre.list.post'), value: ({ post }) => post },
          { key: 'name', title: t('cadre.list.name'), value: ({ name }) => name },
          { key: 'number', title: t('cadre.list.number'), value: ({ number }) => number },
        ]}
        actions={
          preview.posts.length > 0 && (
            <Group gap="xs">
              <Button
                size="sm"
                variant="default"
                onClick={() => setChosen(new Set(chosen.size > 0 ? [] : carries))}
              >
                {t(chosen.size > 0 ? 'cadre.carry.noneOf' : 'cadre.carry.all')}
              </Button>
              <Button size="sm" loading={act.isPending} disabled={chosen.size === 0} onClick={apply}>
                {t('cadre.carry.apply', { count: chosen.size })}
              </Button>
            </Group>
          )
        }
      />
    </>
  );
}

const flip =
  ({ postId }: Line, on: boolean) =>
  (chosen: ReadonlySet<string>): ReadonlySet<string> =>
    on ? new Set([...chosen, postId]) : new Set([...chosen].filter((one) => one !== postId));

function Pick({ line, chosen, choose }: { line: Line; chosen: boolean; choose(on: boolean): void }) {
  const { t } = useWords();
  if (line.verdict !== 'carries')
    return <Status kind={signs[line.verdict]}>{t(`cadre.carry.verdict.${line.verdict}`)}</Status>;
  return (
    <Checkbox
      size="sm"
      checked={chosen}
      aria-label={t('cadre.carry.pick', { label: `${line.unit} ${line.post} ${line.name}` })}
      label={t('cadre.carry.verdict.carries')}
      onChange={(event) => choose(event.currentTarget.checked)}
    />
  );
}
