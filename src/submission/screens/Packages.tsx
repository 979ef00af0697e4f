import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { addressOf, useAnswer } from '../../platform/call.ts';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Facts, Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Progress } from '../../platform/ui/Progress.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { sizeText } from '../../platform/ui/size.ts';
import { useWords } from '../../platform/ui/words.ts';
import { downloadPackage, onePackage, submissionTask } from '../contract.ts';
import { HandOver } from './HandOver.tsx';
import { PackageStatus } from './PackageStatus.tsx';
import type { OneTask } from './Task.tsx';

export type Made = OneTask['packages'][number];

/** Every issue of the package, newest first: what it holds, how far it is, what became of it. */
export function Packages({ task }: { task: OneTask }) {
  const { t } = useWords();
  return (
    <Section title={t('submission.package.title')}>
      {task.packages.length === 0 ? (
        <Empty title={t('submission.package.none')} next={t('submission.package.noneNext')} />
      ) : (
        <Rows>
          {task.packages.map((made) =>
            made.state === 'building' ? (
              <Building key={made.packageId} made={made} />
            ) : (
              <PackageRow key={made.packageId} made={made} />
            ),
          )}
        </Rows>
      )}
    </Section>
  );
}

/** Asks again by itself, so that it goes on after a reload, on another day, on another device. */
function Building({ made }: { made: Made }) {
  const { t } = useWords();
  const answer = useAnswer(onePackage, { params: { packageId: made.packageId } }, { everyMs: 700 });
  const client = useQueryClient();
  const now = answer.data ?? made;
  const done = now.state !== 'building';
  useEffect(() => {
    if (done) void client.invalidateQueries({ queryKey: [submissionTask.name] });
  }, [client, done]);
  if (done) return <PackageRow made={now} />;
  return (
    <Row
      title={t('submission.package.issue', { number: now.number })}
      end={<PackageStatus state={now.state} />}
    >
      <Progress
        label={t('submission.package.checking')}
        value={now.files === 0 ? null : now.checked / now.files}
        detail={t('submission.package.checked', { checked: now.checked, files: now.files })}
      />
    </Row>
  );
}

function PackageRow({ made }: { made: Made }) {
  const { t } = useWords();
  const [handing, setHanding] = useState(false);
  return (
    <Row
      title={t('submission.package.issue', { number: made.number })}
      detail={t('submission.package.holds', {
        lines: made.lines,
        files: made.files,
        size: sizeText(made.bytes),
      })}
      end={<PackageStatus state={made.state} />}
    >
      {made.failures.map(({ line, path, student, subject }) => (
        <p key={path}>
          <Status kind="wrong">{t('submission.package.damaged', { line, path, student, subject })}</Status>
        </p>
      ))}
      {made.failures.length > 0 && <p>{t('submission.package.damagedNext')}</p>}
      <Facts items={factsOf(made, t)} />
      <div className="no-print">
        {made.may.includes('download') && (
          <Button
            size="sm"
            variant={made.state === 'ready' ? 'filled' : 'default'}
            component="a"
            download
            mr="xs"
            href={addressOf(downloadPackage, { params: { packageId: made.packageId } })}
            leftSection={<IconDownload size={17} stroke={1.7} aria-hidden />}
          >
            {t('submission.package.download')}
          </Button>
        )}
        {made.may.includes('handOver') && (
          <Button size="sm" variant="default" onClick={() => setHanding(true)}>
            {t('submission.handOver.button')}
          </Button>
        )}
      </div>
      {handing && <HandOver made={made} onClose={() => setHanding(false)} />}
    </Row>
  );
}

function factsOf(made: Made, t: ReturnType<typeof useWords>['t']): Parameters<typeof Facts>[0]['items'] {
  const items: Parameters<typeof Facts>[0]['items'] = [
    [
      t('submission.package.requestedBy', { name: made.requestedBy }),
      <DateLine key="at" at={made.requestedAt} />,
    ],
  ];
  if (made.builtAt) items.push([t('submission.package.builtAt'), <DateLine key="built" at={made.builtAt} />]);
  if (made.handedOverAt) {
    items.push([
      t('submission.handOver.done', {
        how: t(`submission.handOver.way.${made.handedOverHow}`),
        by: made.markedBy,
      }),
      <DateLine key="handed" at={made.handedOverAt} />,
    ]);
  }
  if (made.replacedAt)
    items.push([t('submission.package.replacedAt'), <DateLine key="replaced" at={made.replacedAt} />]);
  if (made.leftOut > 0) {
    items.push([t('submission.package.leftOutCount', { count: made.leftOut }), made.leftOutReason]);
  }
  if (made.manifestSha256)
    items.push([t('submission.package.manifest'), <code key="sum">{made.manifestSha256}</code>]);
  return items;
}
