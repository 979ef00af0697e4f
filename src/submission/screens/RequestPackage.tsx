import { Button, Checkbox, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../platform/call.ts';
import { Ask } from '../../platform/ui/Ask.tsx';
import { Section } from '../../platform/ui/Page.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { requestPackage } from '../contract.ts';
import type { OneTask } from './Task.tsx';

/** Freezes the list and lets the package be built. What blocks is mended first, or left out by name, with a reason. */
export function RequestPackage({ task }: { task: OneTask }) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const [leaving, setLeaving] = useState<string[]>([]);
  const [reason, setReason] = useState('');
  const [acknowledged, setAcknowledged] = useState(false);
  const request = useAct(requestPackage);
  const standing = leaving.filter((id) => task.blocked.includes(id));
  const doubtful = task.findings.filter(
    ({ blocking, outcomeId }) => !blocking && !standing.includes(outcomeId),
  );
  const again = task.packages.some(({ state }) => state === 'handed-over' || state === 'ready');
  const confirm = () =>
    request.mutate(
      { params: { taskId: task.taskId }, body: { leaveOut: standing, reason, acknowledged } },
      {
        onSuccess: ({ number }) => {
          setAsking(false);
          setLeaving([]);
          setReason('');
          setAcknowledged(false);
          say(t('submission.package.requested', { number }));
        },
      },
    );
  return (
    <Section title={t('submission.package.make')}>
      <p>{t('submission.package.makeLead')}</p>
      {task.cannotRequest ? (
        <Refused error={task.cannotRequest} />
      ) : (
        <Button onClick={() => setAsking(true)}>
          {t(again ? 'submission.package.again' : 'submission.package.request')}
        </Button>
      )}
      <Ask
        opened={asking}
        title={t(again ? 'submission.package.again' : 'submission.package.request')}
        confirm={t('submission.package.request')}
        busy={request.isPending}
        disabled={
          task.blocked.length > standing.length ||
          (standing.length > 0 && reason.trim() === '') ||
          (doubtful.length > 0 && !acknowledged)
        }
        onConfirm={confirm}
        onClose={() => setAsking(false)}
      >
        <p>{t('submission.package.freezes', { outcomes: task.outcomes - standing.length })}</p>
        {task.blocked.length > 0 && (
          <Checkbox.Group
            label={t('submission.package.leaveOut')}
            description={t('submission.package.leaveOutHint')}
            value={standing}
            onChange={setLeaving}
          >
            {task.blocked.map((outcomeId) => (
              <Checkbox key={outcomeId} mt="xs" value={outcomeId} label={nameOf(task, outcomeId)} />
            ))}
          </Checkbox.Group>
        )}
        {standing.length > 0 && (
          <Textarea
            required
            label={t('submission.package.reason')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        {doubtful.length > 0 && (
          <Checkbox
            mt="md"
            label={t('submission.package.acknowledge', { count: doubtful.length })}
            checked={acknowledged}
            onChange={(event) => setAcknowledged(event.currentTarget.checked)}
          />
        )}
        {request.error && <Refused error={request.error} />}
      </Ask>
    </Section>
  );
}

function nameOf(task: OneTask, outcomeId: string): string {
  const finding = task.findings.find((one) => one.outcomeId === outcomeId);
  return finding ? `${finding.student.className} ${finding.student.name} ${finding.subject}` : outcomeId;
}
