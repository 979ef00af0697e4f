import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { instantText } from '../../calendar/written.ts';
import { Facts, Section } from '../../platform/ui/Page.tsx';
import { sizeText } from '../../platform/ui/size.ts';
import { useWords } from '../../platform/ui/words.ts';
import { describedAnew, type FileChange, filesAnew } from '../compare.ts';
import css from './certification.module.css';
import type { Item } from './Decide.tsx';
import { FileView } from './FileView.tsx';

type Version = Item['versions'][number];

/** What the standing version changed against an earlier one, and both of them side by side. */
export function Versions({ item }: { item: Item }) {
  const { t, language } = useWords();
  const [latest, ...earlier] = item.versions;
  const [number, setNumber] = useState(earlier[0]?.number);
  const [open, setOpen] = useState(false);
  const before = earlier.find((version) => version.number === number);
  if (!latest || !before) return null;
  return (
    <Section
      title={t('certification.versions.title')}
      actions={
        <Button size="sm" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'certification.versions.close' : 'certification.versions.open')}
        </Button>
      }
    >
      {earlier.length > 1 && (
        <NativeSelect
          label={t('certification.versions.against')}
          value={String(before.number)}
          onChange={(event) => setNumber(Number(event.currentTarget.value))}
          data={earlier.map((version) => ({
            value: String(version.number),
            label: t('certification.versions.one', {
              number: version.number,
              at: instantText(new Date(version.handedInAt), language),
            }),
          }))}
        />
      )}
      <Changes before={before} after={latest} />
      {open && (
        <div className={css['sides']}>
          {[before, latest].map((version) => (
            <div key={version.versionId}>
              <p>
                {t('certification.versions.one', {
                  number: version.number,
                  at: instantText(new Date(version.handedInAt), language),
                })}
              </p>
              {version.files.map((file) => (
                <FileView
                  key={file.slot}
                  outcomeId={item.outcomeId}
                  versionId={version.versionId}
                  file={file}
                />
              ))}
            </div>
          ))}
        </div>
      )}
    </Section>
  );
}

function Changes({ before, after }: { before: Version; after: Version }) {
  const { t } = useWords();
  return (
    <Facts
      items={[
        [
          t('certification.decide.description'),
          before.description === after.description
            ? t('certification.versions.sameDescription')
            : describedAnew(before.description, after.description).map(({ kind, text }, at) => {
                const Text = kind === 'gone' ? 'del' : kind === 'new' ? 'ins' : 'span';
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text never move
                  <Text key={at} className={css[kind]}>
                    {text}
                  </Text>
                );
              }),
        ],
        ...filesAnew(before.files, after.files).map((change): [string, string] => [
          t(`certification.versions.slot.${change.slot}`),
          changeText(t, change),
        ]),
      ]}
    />
  );
}

function changeText(
  t: ReturnType<typeof useWords>['t'],
  { kind, before, after }: FileChange<Version['files'][number]>,
): string {
  return t(`certification.versions.${kind}`, {
    before: before ? sizeText(before.size) : '',
    after: after ? sizeText(after.size) : '',
  });
}
