import { ActionIcon, Button, Textarea } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useAct, useAnswer } from '../../platform/call.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Quiet } from '../../platform/ui/Fields.tsx';
import { Page, Section } from '../../platform/ui/Page.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { reasonLength } from '../certification.ts';
import { mostReasons } from '../reasons.ts';
import { keepReasons, keepSchoolReasons, returnReasons } from '../reasons-contract.ts';
import css from './certification.module.css';

/** The reasons a return can begin with: one's own, and the school's for whoever keeps them. */
export function Reasons() {
  const { t } = useWords();
  const answer = useAnswer(returnReasons);
  const teaches = answer.data?.may.includes('keepOwn') ?? true;
  return (
    <Page
      title={t('certification.reasons.title')}
      lead={t('certification.reasons.lead')}
      back={
        teaches
          ? { to: '/certification', label: t('certification.queue.title') }
          : { to: '/certification/long-waiting', label: t('certification.long.title') }
      }
    >
      <Answer of={answer}>
        {({ own, school, may }) => (
          <>
            {may.includes('keepOwn') && <Own reasons={own} />}
            {may.includes('keepSchool') ? <OfSchool reasons={school} /> : <Read reasons={school} />}
          </>
        )}
      </Answer>
    </Page>
  );
}

function Own({ reasons }: { reasons: string[] }) {
  const { t } = useWords();
  return <Keep title={t('certification.reasons.own')} reasons={reasons} keeping={useAct(keepReasons)} />;
}

function OfSchool({ reasons }: { reasons: string[] }) {
  const { t } = useWords();
  return (
    <Keep title={t('certification.reasons.school')} reasons={reasons} keeping={useAct(keepSchoolReasons)} />
  );
}

interface KeepParts {
  title: string;
  reasons: string[];
  keeping: ReturnType<typeof useAct<typeof keepReasons>>;
}

function Keep({ title, reasons, keeping }: KeepParts) {
  const { t } = useWords();
  return (
    <Section title={title}>
      {keeping.error && <Refused error={keeping.error} />}
      <List
        key={reasons.join('\n')}
        seen={reasons}
        busy={keeping.isPending}
        onKeep={(body) => keeping.mutate({ body }, { onSuccess: () => say(t('certification.reasons.kept')) })}
      />
    </Section>
  );
}

function Read({ reasons }: { reasons: string[] }) {
  const { t } = useWords();
  return (
    <Section title={t('certification.reasons.school')}>
      {reasons.length === 0 && <Quiet>{t('certification.reasons.noneOfSchool')}</Quiet>}
      <ol>
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ol>
    </Section>
  );
}

interface ListParts {
  seen: string[];
  busy: boolean;
  onKeep(list: { reasons: string[]; seen: string[] }): void;
}

/** The list as it will be kept: each can be changed, moved, dropped, and one more added. */
function List({ seen, busy, onKeep }: ListParts) {
  const { t } = useWords();
  const [rows, setRows] = useState(() => seen.map((text, id) => ({ id, text })));
  const texts = rows.map(({ text }) => text);
  const changed = texts.length !== seen.length || texts.some((text, at) => text !== seen[at]);
  const move = (from: number, to: number) => {
    const [one, other] = [rows[from], rows[to]];
    if (one && other) setRows(rows.map((row, at) => (at === from ? other : at === to ? one : row)));
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onKeep({ reasons: texts, seen });
      }}
    >
      {rows.length === 0 && <Quiet>{t('certification.reasons.none')}</Quiet>}
      <ol className={css['list']}>
        {rows.map(({ id, text }, at) => (
          <li key={id}>
            <Textarea
              autosize
              required
              maxLength={reasonLength.max}
              aria-label={t('certification.reasons.one', { number: at + 1 })}
              value={text}
              onChange={(event) => {
                const { value } = event.currentTarget;
                setRows(rows.map((row) => (row.id === id ? { id, text: value } : row)));
              }}
            />
            <ActionIcon
              disabled={at === 0}
              aria-label={t('certification.reasons.up', { number: at + 1 })}
              onClick={() => move(at, at - 1)}
            >
              <IconArrowUp size={18} stroke={1.7} aria-hidden />
            </ActionIcon>
            <ActionIcon
              disabled={at === rows.length - 1}
              aria-label={t('certification.reasons.down', { number: at + 1 })}
              onClick={() => move(at, at + 1)}
            >
              <IconArrowDown size={18} stroke={1.7} aria-hidden />
            </ActionIcon>
            <ActionIcon
              aria-label={t('certification.reasons.drop', { number: at + 1 })}
              onClick={() => setRows(rows.filter((row) => row.id !== id))}
            >
              <IconTrash size={18} stroke={1.7} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ol>
      <div className={css['ends']}>
        <Button
          variant="default"
          disabled={rows.length >= mostReasons}
          onClick={() => setRows([...rows, { id: Math.max(-1, ...rows.map(({ id }) => id)) + 1, text: '' }])}
        >
          {t('certification.reasons.add')}
        </Button>
        <Button type="submit" loading={busy} disabled={!changed || texts.some((text) => text.trim() === '')}>
          {t('certification.reasons.keep')}
        </Button>
      </div>
    </form>
  );
}
