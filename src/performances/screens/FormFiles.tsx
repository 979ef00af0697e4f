import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Facts, Row, Rows } from '../../platform/ui/Page.tsx';
import { sizeText } from '../../platform/ui/size.ts';
import { type Arrivals, type Arrived, arriveAt, layFiles, takeOut } from '../../platform/ui/tray/arrive.ts';
import type { SlotRules, TrayEntry } from '../../platform/ui/tray/entry.ts';
import { FileNotes } from '../../platform/ui/tray/FileNotes.tsx';
import { TakeFiles } from '../../platform/ui/tray/TakeFiles.tsx';
import { useTray } from '../../platform/ui/tray/tray.ts';
import { useWords } from '../../platform/ui/words.ts';
import { slotsOf } from '../content.ts';
import type { Detail } from './OnePerformance.tsx';
import type { Form } from './useForm.ts';
import { keptIn, targetOf } from './written.ts';

const PhotosDialog = lazy(async () => ({
  default: (await import('../../platform/ui/shrink/PhotosDialog.tsx')).PhotosDialog,
}));

interface FormFilesParts {
  form: Form;
  detail: Detail;
  entry: TrayEntry | undefined;
  disabled: boolean;
}

/** A document and a film or sound, by picker, camera, drag or paste; they lie in the tray until they are sent. */
export function FormFiles({ form, detail, entry, disabled }: FormFilesParts) {
  const { t } = useWords();
  const { account } = useTray();
  const [binding, setBinding] = useState(false);
  const [left, setLeft] = useState<Pick<Arrivals, 'turnedAway' | 'tooMany'>>();
  const slots = slotsOf(detail.limits);
  const lay = async (files: Arrived[]) => {
    const { written, draft } = form;
    const target = targetOf(detail, written);
    await layFiles(entry, files, { destination: 'performances', target, draftSeen: draft.draftSeen });
  };
  const take = async (files: File[]) => {
    const arrived = await arriveAt(files, slots);
    setLeft(arrived);
    await lay(arrived.taken);
  };
  return (
    <>
      {/* Until the tray is open a file would have nowhere to lie; a dialog over the page takes files itself. */}
      {!disabled && account !== null && !binding && (
        <TakeFiles
          beside
          accept={Object.values(slots).flatMap(({ mediaTypes }) => mediaTypes)}
          label={t('performances.form.files')}
          onFiles={(files) => void take(files)}
        />
      )}
      <Facts
        items={Object.entries(slots).map(([slot, { endings, maxBytes }]) => [
          t(`outcomes.handIn.${slot}`),
          t('outcomes.handIn.limits', {
            endings: endings.map((ending) => ending.toUpperCase()).join('、'),
            megabytes: maxBytes / 1024 / 1024,
          }),
        ])}
      />
      {left && left.turnedAway.length > 0 && (
        <p role="alert">{t('ui.tray.turnedAway', { names: left.turnedAway.join('、') })}</p>
      )}
      {left && left.tooMany.length > 0 && (
        <p role="alert">{t('performances.form.tooMany', { names: left.tooMany.join('、') })}</p>
      )}
      {entry && <LaidFiles entry={entry} detail={detail} disabled={disabled} />}
      <KeptFiles form={form} entry={entry} detail={detail} disabled={disabled} />
      {!disabled && account !== null && (
        <Button mt="md" variant="light" onClick={() => setBinding(true)}>
          {t('outcomes.handIn.photos')}
        </Button>
      )}
      {binding && (
        <Suspense>
          <PhotosDialog
            photos={[]}
            maxBytes={slots.document.maxBytes}
            onClose={() => setBinding(false)}
            onMade={(blob, name) => {
              setBinding(false);
              void lay([{ slot: 'document', blob, name, located: false }]);
            }}
          />
        </Suspense>
      )}
    </>
  );
}

/** What will be sent, with everything to be said of it first. */
function LaidFiles({ entry, detail, disabled }: { entry: TrayEntry; detail: Detail; disabled: boolean }) {
  const { t } = useWords();
  const slots: SlotRules = slotsOf(detail.limits);
  return (
    <Rows label={t('performances.form.newFiles')}>
      {entry.files.map((file) => (
        <Row
          key={file.slot}
          title={<bdi>{file.name}</bdi>}
          detail={sizeText(file.size)}
          end={
            <Button
              size="sm"
              variant="subtle"
              disabled={disabled}
              aria-label={t('performances.form.dropNamed', { name: file.name })}
              onClick={() => void takeOut(entry, file.slot)}
            >
              {t('performances.form.drop')}
            </Button>
          }
        >
          <FileNotes entry={entry} file={file} rule={slots[file.slot]} />
        </Row>
      ))}
    </Rows>
  );
}

/** Files of the version before stay unless they are replaced or taken out. */
function KeptFiles({ form, detail, entry, disabled }: FormFilesParts) {
  const { t } = useWords();
  const kept = (detail.versions[0]?.files ?? []).filter(({ slot }) =>
    keptIn(form.written, entry).includes(slot),
  );
  if (kept.length === 0) return null;
  return (
    <Rows label={t('performances.form.keptFiles')}>
      {kept.map(({ slot, name }) => (
        <Row
          key={slot}
          title={name}
          detail={t('performances.form.stays')}
          end={
            <Button
              size="sm"
              variant="subtle"
              disabled={disabled}
              aria-label={t('performances.form.dropNamed', { name })}
              onClick={() => form.drop(slot)}
            >
              {t('performances.form.drop')}
            </Button>
          }
        />
      ))}
    </Rows>
  );
}
