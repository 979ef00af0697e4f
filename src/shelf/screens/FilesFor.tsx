import { useCallback, useState } from 'react';
import type { AnswerOf } from '../../platform/contract.ts';
import { Quiet } from '../../platform/ui/Fields.tsx';
import { sizeText } from '../../platform/ui/size.ts';
import { type Arrived, arrive } from '../../platform/ui/tray/arrive.ts';
import { TakeFiles } from '../../platform/ui/tray/TakeFiles.tsx';
import { addEntry, sendNow, useTray } from '../../platform/ui/tray/tray.ts';
import { useWords } from '../../platform/ui/words.ts';
import type { myShelf } from '../contract.ts';

export type Taken = Arrived;

interface FilesForParts {
  limits: AnswerOf<typeof myShelf>['limits'];
  /** Bytes there is still room for. */
  free: number;
  onFiles(files: Taken[]): void;
}

/** Takes files by picker, camera, drag or paste; what the shelf does not take is named at once. */
export function FilesFor({ limits, free, onFiles }: FilesForParts) {
  const { t } = useWords();
  const [turnedAway, setTurnedAway] = useState<string[]>([]);
  // Until the tray is open a file would have nowhere to lie.
  const { account } = useTray();
  const lay = useCallback(
    async (files: File[]) => {
      const arrived = await arrive(files, new Map([['shelf', limits]]));
      let room = free;
      const fits = arrived.taken.filter(({ slot, blob }) => {
        const fit = blob.size > 0 && blob.size <= limits[slot as 'document'].maxBytes && blob.size <= room;
        if (fit) room -= blob.size;
        return fit;
      });
      const large = arrived.taken.filter((file) => !fits.includes(file)).map(({ name }) => name);
      setTurnedAway([...arrived.turnedAway, ...large]);
      onFiles(fits);
    },
    [limits, free, onFiles],
  );
  if (account === null) return null;
  const slots = [limits.document, limits.media];
  return (
    <>
      <TakeFiles
        accept={slots.flatMap(({ mediaTypes }) => mediaTypes)}
        label={t('shelf.form.files')}
        onFiles={(files) => void lay(files)}
      />
      <Quiet>
        {t('shelf.form.filesHint', {
          endings: slots.flatMap(({ endings }) => endings.map((ending) => ending.toUpperCase())).join('、'),
          max: sizeText(limits.document.maxBytes),
        })}
      </Quiet>
      {turnedAway.length > 0 && (
        <p role="alert">
          {t('shelf.form.turnedAway', { names: turnedAway.join('、'), free: sizeText(free) })}
        </p>
      )}
    </>
  );
}

/** Lays files into the tray for a thing that is kept, and hands them over. */
export async function sendFiles(
  { itemId, title }: { itemId: string; title: string },
  files: readonly Taken[],
): Promise<void> {
  for (const file of files) {
    const entry = await addEntry({ destination: 'shelf', target: { itemId, title }, files: [file] });
    if (entry) await sendNow(entry.id);
  }
}
