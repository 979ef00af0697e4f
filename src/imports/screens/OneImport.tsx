import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAct, useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Ask } from '../../platform/ui/Ask.tsx';
import { Page } from '../../platform/ui/Page.tsx';
import { useGo, usePlace } from '../../platform/ui/place.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { discardImport, previewImport } from '../contract.ts';
import { Apply } from './Apply.tsx';
import { BadRows } from './BadRows.tsx';
import { Closed } from './Closed.tsx';
import { Part } from './Part.tsx';
import { Unreadable } from './Unreadable.tsx';
import { Workbooks } from './Workbooks.tsx';

export type Shown = AnswerOf<typeof previewImport>;
export type Preview = NonNullable<Shown['preview']>;

/** An open import: what it would change, and the button that does. A closed one: what it changed. */
export function OneImport() {
  const { t } = useWords();
  const { params } = usePlace<{ importId: string }>();
  const answer = useAnswer(previewImport, { params });
  const shown = answer.data;
  return (
    <Page
      title={t(shown && shown.state !== 'open' ? 'imports.one.closedTitle' : 'imports.one.title')}
      lead={t(shown && shown.state !== 'open' ? 'imports.one.closedLead' : 'imports.one.lead')}
      back={{ to: '/imports', label: t('imports.title') }}
      actions={shown?.may.includes('discard') && <Discard importId={shown.importId} />}
      wide
    >
      <Answer of={answer}>
        {(one) => (
          <>
            <Workbooks shown={one} />
            {one.preview ? <Open shown={one} preview={one.preview} /> : <Closed shown={one} />}
          </>
        )}
      </Answer>
    </Page>
  );
}

function Open({ shown, preview }: { shown: Shown; preview: Preview }) {
  const bad = preview.parts.flatMap((part) => part.bad.lines);
  const total = preview.parts.reduce((sum, part) => sum + part.bad.total, 0);
  return (
    <>
      <Unreadable preview={preview} />
      {total > 0 && <BadRows lines={bad} total={total} />}
      {preview.parts.map((part) => (
        <Part key={part.sheet} part={part} />
      ))}
      {shown.may.includes('apply') && <Apply importId={shown.importId} preview={preview} bad={total} />}
    </>
  );
}

function Discard({ importId }: { importId: string }) {
  const { t } = useWords();
  const go = useGo();
  const [asking, setAsking] = useState(false);
  const act = useAct(discardImport);
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('imports.discard.act')}
      </Button>
      <Ask
        opened={asking}
        title={t('imports.discard.title')}
        confirm={t('imports.discard.act')}
        busy={act.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => act.mutate({ params: { importId } }, { onSuccess: () => go({ to: '/imports' }) })}
      >
        <p>{t('imports.discard.about')}</p>
        {act.error && <Refused error={act.error} />}
      </Ask>
    </>
  );
}
