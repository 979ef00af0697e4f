import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAct, useAnswer } from '../../platform/call.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Page, Row, Rows } from '../../platform/ui/Page.tsx';
import { useGo } from '../../platform/ui/place.tsx';
import { sizeText } from '../../platform/ui/size.ts';
import { useWords } from '../../platform/ui/words.ts';
import { keepItem, myShelf } from '../contract.ts';
import { FilesFor, sendFiles, type Taken } from './FilesFor.tsx';
import { emptyItem, ItemForm, type Written } from './ItemForm.tsx';

/** Something new to keep: a title is enough. Its files go through the tray once it is there. */
export function NewItem() {
  const { t } = useWords();
  const go = useGo();
  const answer = useAnswer(myShelf);
  const keep = useAct(keepItem);
  const [files, setFiles] = useState<Laid[]>([]);
  const submit = (item: Written) =>
    keep.mutate(
      { body: item },
      {
        onSuccess: ({ itemId }) => {
          void sendFiles({ itemId, title: item.title }, files);
          go({ to: '/shelf/$itemId', params: { itemId } });
        },
      },
    );
  return (
    <Page title={t('shelf.new')} lead={t('shelf.newLead')} back={{ to: '/shelf', label: t('shelf.title') }}>
      <Answer of={answer}>
        {({ courses, terms, limits, space }) => (
          <ItemForm
            initial={emptyItem}
            courses={courses}
            terms={terms}
            submit={t('shelf.form.keep')}
            busy={keep.isPending}
            error={keep.error}
            onSubmit={submit}
          >
            <FilesFor
              limits={limits}
              free={space.max - space.used - files.reduce((sum, { blob }) => sum + blob.size, 0)}
              onFiles={(taken) => setFiles(laidAfter(files, taken))}
            />
            <Rows label={t('shelf.form.files')}>
              {files.map((file) => (
                <Row
                  key={file.nth}
                  title={file.name}
                  detail={sizeText(file.blob.size)}
                  end={
                    <Button
                      size="sm"
                      variant="subtle"
                      aria-label={t('shelf.file.dropNamed', { name: file.name })}
                      onClick={() => setFiles(files.filter((one) => one !== file))}
                    >
                      {t('shelf.file.drop')}
                    </Button>
                  }
                />
              ))}
            </Rows>
          </ItemForm>
        )}
      </Answer>
    </Page>
  );
}

/** Numbered as they are laid in: two of one name stay two. */
type Laid = Taken & { nth: number };

function laidAfter(files: readonly Laid[], taken: readonly Taken[]): Laid[] {
  const last = files.at(-1)?.nth ?? 0;
  return [...files, ...taken.map((file, at) => ({ ...file, nth: last + at + 1 }))];
}
