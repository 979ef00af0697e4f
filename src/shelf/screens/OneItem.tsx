import { Anchor, Button, Group } from '@mantine/core';
import { IconPencil, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { categoryOf } from '../../performances/category.ts';
import { useAct, useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Ask } from '../../platform/ui/Ask.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Quiet } from '../../platform/ui/Fields.tsx';
import { Facts, Page, Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Go, useGo, usePlace } from '../../platform/ui/place.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { changeItem, dropItem, shelfItem } from '../contract.ts';
import { clusters, competencies, nameOfTag } from '../tag.ts';
import { ItemFiles } from './ItemFiles.tsx';
import { ItemForm } from './ItemForm.tsx';
import css from './shelf.module.css';

export type Detail = AnswerOf<typeof shelfItem>;

/** One thing that is kept: what it is, its files, what was made of it, and what can be made. */
export function OneItem() {
  const { params } = usePlace<{ itemId: string }>();
  const answer = useAnswer(shelfItem, { params });
  return <Answer of={answer}>{(detail) => <Whole key={detail.item.itemId} detail={detail} />}</Answer>;
}

function Whole({ detail }: { detail: Detail }) {
  const { t } = useWords();
  const { item } = detail;
  const { itemId } = item;
  const [editing, setEditing] = useState(false);
  return (
    <Page
      title={item.title}
      lead={
        <Quiet>
          {t('shelf.one.kept', { ...item })} <DateLine at={item.keptAt} />
        </Quiet>
      }
      back={{ to: '/shelf', label: t('shelf.title') }}
      actions={
        !editing && (
          <>
            <Go
              to="/shelf/$itemId/make"
              params={{ itemId }}
              button="filled"
              leftSection={<IconSend size={18} stroke={1.8} aria-hidden />}
            >
              {t('shelf.make.title')}
            </Go>
            <Button
              variant="default"
              leftSection={<IconPencil size={18} stroke={1.8} aria-hidden />}
              onClick={() => setEditing(true)}
            >
              {t('shelf.one.edit')}
            </Button>
          </>
        )
      }
    >
      {editing ? <Editing detail={detail} onDone={() => setEditing(false)} /> : <Said item={item} />}
      <MadeOf made={item.made} />
      <ItemFiles detail={detail} />
      <Drop item={item} />
    </Page>
  );
}

function Editing({ detail, onDone }: { detail: Detail; onDone(): void }) {
  const { t } = useWords();
  const { item, courses, terms } = detail;
  const change = useAct(changeItem);
  return (
    <Section title={t('shelf.one.edit')}>
      <ItemForm
        initial={{
          ...item,
          term: { schoolYear: item.schoolYear, semester: item.semester },
          enrolmentIds: item.courses.map(({ enrolmentId }) => enrolmentId),
        }}
        courses={courses}
        terms={terms}
        submit={t('shelf.form.save')}
        busy={change.isPending}
        error={change.error}
        onSubmit={({ title, note, links, competencies: of, clusters: to, enrolmentIds, term }) =>
          change.mutate(
            {
              params: { itemId: item.itemId },
              body: { title, note, links, competencies: of, clusters: to, enrolmentIds, term },
            },
            {
              onSuccess: () => {
                say(t('shelf.said.changed'));
                onDone();
              },
            },
          )
        }
      />
      <Button mt="sm" variant="subtle" fullWidth onClick={onDone}>
        {t('shelf.form.cancel')}
      </Button>
    </Section>
  );
}

function Said({ item }: Pick<Detail, 'item'>) {
  const { t, language } = useWords();
  const tags = [
    ...item.competencies.map((code) => nameOfTag(code, competencies, language)),
    ...item.clusters.map((code) => nameOfTag(code, clusters, language)),
    ...item.courses.map((course) => t('shelf.tag.course', { ...course })),
  ];
  return (
    <>
      {item.note && <p className={css['note']}>{item.note}</p>}
      {item.links.length > 0 && (
        <ul className={css['links']}>
          {item.links.map((link) => (
            <li key={link}>
              <Anchor inherit href={link} target="_blank" rel="noopener noreferrer nofollow">
                {link}
              </Anchor>
            </li>
          ))}
        </ul>
      )}
      {tags.length > 0 && <Facts items={[[t('shelf.tag.title'), tags.join('、')]]} />}
    </>
  );
}

/** The way to what was made of it; its own topic says how far it is. */
function MadeOf({ made }: Pick<Detail['item'], 'made'>) {
  const { t, language } = useWords();
  if (made.length === 0) return null;
  return (
    <Section title={t('shelf.made.title')}>
      <Rows label={t('shelf.made.title')}>
        {made.map((one) =>
          one.kind === 'outcome' ? (
            <Row
              key={one.outcomeId}
              title={
                <Go to="/outcomes/$outcomeId" params={{ outcomeId: one.outcomeId }}>
                  {t('shelf.made.outcome', { subject: one.name })}
                </Go>
              }
              end={<DateLine at={one.madeAt} />}
            />
          ) : (
            <Row
              key={one.performanceId}
              title={
                <Go to="/performances/$performanceId" params={{ performanceId: one.performanceId }}>
                  {t('shelf.made.performance', { category: categoryOf(one.category).title[language] })}
                </Go>
              }
              end={<DateLine at={one.madeAt} />}
            />
          ),
        )}
      </Rows>
    </Section>
  );
}

function Drop({ item }: Pick<Detail, 'item'>) {
  const { t } = useWords();
  const go = useGo();
  const [asking, setAsking] = useState(false);
  const drop = useAct(dropItem);
  return (
    <>
      {drop.error && <Refused error={drop.error} />}
      <Group justify="flex-end" mt="md">
        <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
          {t('shelf.one.drop')}
        </Button>
      </Group>
      <Ask
        opened={asking}
        danger
        title={t('shelf.one.dropTitle')}
        confirm={t('shelf.one.drop')}
        busy={drop.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() =>
          drop.mutate(
            { params: { itemId: item.itemId } },
            {
              onSuccess: () => {
                say(t('shelf.said.dropped'));
                go({ to: '/shelf' });
              },
              onSettled: () => setAsking(false),
            },
          )
        }
      >
        <p>{t('shelf.one.dropLead')}</p>
      </Ask>
    </>
  );
}
