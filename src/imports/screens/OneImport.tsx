import { useAct, useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Page } from '../../platform/ui/Page.tsx';
import { usePlace } from '../../platform/ui/place.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { applyImport, previewImport } from '../contract.ts';
import { Apply, type ApplyAct } from './Apply.tsx';
import { Closed } from './Closed.tsx';
import { Discard } from './Discard.tsx';
import { ListedRows } from './ListedRows.tsx';
import { Mends } from './Mends.tsx';
import { Overview } from './Overview.tsx';
import { Undo } from './Undo.tsx';
import { Unreadable } from './Unreadable.tsx';
import { Workbooks } from './Workbooks.tsx';
import { Working } from './Working.tsx';

export type Shown = AnswerOf<typeof previewImport>;
export type Preview = NonNullable<Shown['preview']>;
export type Part = Preview['parts'][number];

/** An open import: what it would change, and the button that does. A closed one: what it changed. */
export function OneImport() {
  const { t } = useWords();
  const { params } = usePlace<{ importId: string }>();
  const answer = useAnswer(previewImport, { params });
  // Here, because the button goes while the work is under way, and what came of it must still be said.
  const act = useAct(applyImport);
  const apply: ApplyAct = {
    ...act,
    start: (body) =>
      act.mutate(
        { params, body },
        { onSuccess: ({ changed }) => say(t(changed ? 'imports.apply.done' : 'imports.apply.nothing')) },
      ),
  };
  const shown = answer.data;
  const closed = shown && shown.state !== 'open';
  return (
    <Page
      title={t(closed ? 'imports.one.closedTitle' : 'imports.one.title')}
      lead={t(closed ? `imports.one.lead.${shown.state}` : 'imports.one.lead.open')}
      back={{ to: '/imports', label: t('imports.title') }}
      actions={
        <>
          {shown?.may.includes('discard') && <Discard importId={shown.importId} />}
          {shown?.may.includes('undo') && <Undo importId={shown.importId} />}
        </>
      }
      wide
    >
      <Answer of={answer}>
        {(one) => (
          <>
            {(one.progress || act.isPending) && <Working importId={one.importId} />}
            <Workbooks shown={one} />
            {one.preview && <Open shown={one} preview={one.preview} apply={apply} />}
            {one.state !== 'open' && <Closed shown={one} />}
          </>
        )}
      </Answer>
    </Page>
  );
}

function Open({ shown, preview, apply }: { shown: Shown; preview: Preview; apply: ApplyAct }) {
  const bad = preview.parts.reduce((sum, part) => sum + part.bad.total, 0);
  return (
    <>
      <Unreadable preview={preview} />
      {preview.parts.length > 0 && <Overview parts={preview.parts} />}
      <ListedRows importId={shown.importId} parts={preview.parts} mends={shown.mends} />
      <Mends importId={shown.importId} mends={shown.mends} mayMend />
      {shown.may.includes('apply') && <Apply preview={preview} bad={bad} act={apply} />}
    </>
  );
}
