import { Button, Group } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { useState } from 'react';
import { Reason } from '../../history/screens/Reason.tsx';
import { useAct } from '../../platform/call.ts';
import { Quiet } from '../../platform/ui/Fields.tsx';
import { KeyHelp } from '../../platform/ui/KeyHelp.tsx';
import { Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { enterGrades } from '../grade-contract.ts';
import type { Draft } from './draft.ts';
import type { OfferingGrades } from './Grid.tsx';
import { useWrongText } from './wrongText.ts';

interface SaveGradesParts {
  found: OfferingGrades;
  draft: Draft;
}

/** What is not saved yet, what is wrong with it, and the one act that saves it. */
export function SaveGrades({ found, draft }: SaveGradesParts) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const enter = useAct(enterGrades);
  const ready = draft.count > 0 && draft.wrong.length === 0 && (!draft.overwrites || reason.trim() !== '');
  const save = () => {
    if (!ready || enter.isPending) return;
    const rows = Object.entries(draft.edits).map(([enrolmentId, edited]) => ({ enrolmentId, ...edited }));
    enter.mutate(
      { params: { offeringId: found.offeringId }, body: { rows, reason } },
      {
        onSuccess: ({ changed }) => {
          say(changed > 0 ? t('courses.grid.saved', { count: changed }) : t('courses.grid.nothing'));
          setReason('');
          draft.clear();
        },
      },
    );
  };
  return (
    <>
      {draft.restored > 0 && draft.count > 0 && (
        <Status kind="attention">{t('courses.grid.restored', { count: draft.restored })}</Status>
      )}
      {draft.wrong.length > 0 && <WrongCells draft={draft} />}
      {draft.overwrites && draft.count > 0 && (
        <>
          <Quiet>{t('courses.grid.reasonWhy')}</Quiet>
          <Reason reason={reason} onReason={setReason} />
        </>
      )}
      {enter.error && <Refused error={enter.error} />}
      <Group mt="lg" className="no-print">
        <Button
          loading={enter.isPending}
          disabled={!ready}
          leftSection={<IconDeviceFloppy size={19} stroke={1.7} aria-hidden />}
          onClick={save}
        >
          {t('courses.grid.save')}
        </Button>
        {draft.count > 0 && (
          <>
            <Button variant="default" onClick={draft.clear}>
              {t('courses.grid.discard')}
            </Button>
            <span role="status">{t('courses.grid.changed', { count: draft.count })}</span>
          </>
        )}
        <KeyHelp keys={[{ key: 's', does: t('courses.grid.keys.save'), press: save }]} />
      </Group>
    </>
  );
}

function WrongCells({ draft }: { draft: Draft }) {
  const { t } = useWords();
  const wrongText = useWrongText();
  return (
    <Section
      title={t('courses.grid.wrongList')}
      aside={<Status kind="wrong">{t('courses.grid.wrong', { count: draft.wrong.length })}</Status>}
      actions={
        <Button size="sm" variant="default" onClick={draft.leaveOut}>
          {t('courses.grid.leaveOut')}
        </Button>
      }
    >
      <Rows label={t('courses.grid.wrongList')}>
        {draft.wrong.map(({ row, field }) => (
          <Row
            key={`${row.enrolmentId}/${field}`}
            title={t('courses.grid.wrongOne', {
              student: row.name,
              field: t(`courses.grid.field.${field}`),
              problem: wrongText(field, draft.edits[row.enrolmentId]?.cells[field]),
            })}
          />
        ))}
      </Rows>
    </Section>
  );
}
