import { Button, Checkbox, NativeSelect, SegmentedControl, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { codePoints, tidyText } from '../../outcomes/announcement.ts';
import { myCourses } from '../../outcomes/contract.ts';
import { categories } from '../../performances/category.ts';
import { type CallError, useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Quiet } from '../../platform/ui/Fields.tsx';
import { Page, Section } from '../../platform/ui/Page.tsx';
import { useGo, usePlace } from '../../platform/ui/place.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { sizeText } from '../../platform/ui/size.ts';
import { useTray } from '../../platform/ui/tray/tray.ts';
import { useWords } from '../../platform/ui/words.ts';
import { shelfItem } from '../contract.ts';
import { chosenAfter, descriptionFrom, firstOfEach, fitsAsItIs } from '../make.ts';
import { madeOutcome, madePerformance } from './making.ts';
import type { Detail } from './OneItem.tsx';

type Courses = AnswerOf<typeof myCourses>;

/** Which files, for which course or category: one touch then opens the normal form with all of it filled in. */
export function MakeOfIt() {
  const { t } = useWords();
  const { params } = usePlace<{ itemId: string }>();
  const item = useAnswer(shelfItem, { params });
  const courses = useAnswer(myCourses, { query: {} });
  return (
    <Page
      title={t('shelf.make.title')}
      lead={t('shelf.make.lead')}
      back={{ to: '/shelf/$itemId', params, label: item.data?.item.title ?? t('shelf.title') }}
    >
      <Answer of={item}>
        {(detail) => <Answer of={courses}>{(taken) => <Choices detail={detail} courses={taken} />}</Answer>}
      </Answer>
    </Page>
  );
}

function Choices({ detail, courses }: { detail: Detail; courses: Courses }) {
  const { t, language } = useWords();
  const go = useGo();
  const { query, setQuery } = usePlace();
  const { account } = useTray();
  const { item } = detail;
  const { limits } = courses;
  const places = placesOf(courses);
  const tagged = places.find(({ value }) => item.courses.some(({ enrolmentId }) => enrolmentId === value));
  const kind = query['of'] === 'performance' ? 'performance' : 'outcome';
  const [enrolmentId, setEnrolmentId] = useState(tagged?.value ?? '');
  const [category, setCategory] = useState('');
  const [chosen, setChosen] = useState(() => firstOfEach(item.files));
  const [description, setDescription] = useState(() => descriptionFrom(item, limits.description.max));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError | null>(null);
  const length = codePoints(tidyText(description));
  const { max } = limits.description;
  const ready = account !== null && length <= max && (kind === 'outcome' ? enrolmentId : category) !== '';

  const make = async () => {
    setBusy(true);
    setError(null);
    try {
      const files = item.files.filter(({ fileId }) => chosen.includes(fileId));
      const wish = { itemId: item.itemId, description: tidyText(description), files, limits };
      go(
        kind === 'outcome'
          ? await madeOutcome({ ...wish, enrolmentId, subject: subjectOf(courses, enrolmentId) })
          : await madePerformance({ ...wish, category, link: item.links[0] ?? '' }),
      );
    } catch (failed) {
      setError(failed as CallError);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Section title={t('shelf.make.what')}>
      <SegmentedControl
        fullWidth
        aria-label={t('shelf.make.what')}
        value={kind}
        onChange={(of) => setQuery({ of })}
        data={[
          { value: 'outcome', label: t('shelf.make.outcome') },
          { value: 'performance', label: t('shelf.make.performance') },
        ]}
      />
      {kind === 'outcome' ? (
        <NativeSelect
          required
          mt="md"
          label={t('shelf.make.course')}
          value={enrolmentId}
          onChange={(event) => setEnrolmentId(event.currentTarget.value)}
          data={[
            { value: '', label: t(places.length > 0 ? 'shelf.make.choose' : 'shelf.make.noCourse') },
            ...places,
          ]}
        />
      ) : (
        <NativeSelect
          required
          mt="md"
          label={t('shelf.make.category')}
          value={category}
          onChange={(event) => setCategory(event.currentTarget.value)}
          data={[
            { value: '', label: t('shelf.make.choose') },
            ...categories.map(({ key, title }) => ({ value: key, label: title[language] })),
          ]}
        />
      )}
      <Textarea
        autosize
        minRows={2}
        mt="md"
        label={t('shelf.make.description')}
        description={t('shelf.make.counted', { length, max })}
        error={length > max && t('shelf.form.tooLong', { over: length - max })}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      <FilesToTake item={item} limits={limits} chosen={chosen} onChosen={setChosen} />
      {kind === 'performance' && item.links.length > 0 && (
        <Quiet>{t('shelf.make.link', { link: item.links[0] })}</Quiet>
      )}
      {error && <Refused error={error} again={() => void make()} />}
      <Button size="lg" fullWidth mt="lg" loading={busy} disabled={!ready} onClick={() => void make()}>
        {t('shelf.make.open')}
      </Button>
      <Quiet>{t('shelf.make.rules')}</Quiet>
    </Section>
  );
}

interface FilesToTakeParts {
  item: Detail['item'];
  limits: Courses['limits'];
  chosen: readonly string[];
  onChosen(chosen: string[]): void;
}

function FilesToTake({ item, limits, chosen, onChosen }: FilesToTakeParts) {
  const { t } = useWords();
  if (item.files.length === 0) return <Quiet>{t('shelf.make.noFiles')}</Quiet>;
  return (
    <Checkbox.Group
      mt="md"
      label={t('shelf.make.files')}
      description={t('shelf.make.filesHint')}
      value={[...chosen]}
    >
      <Stack gap="xs" mt="xs">
        {item.files.map((file) => (
          <Checkbox
            key={file.fileId}
            value={file.fileId}
            label={`${file.name} · ${sizeText(file.size)}`}
            description={fitsAsItIs(file, limits[file.slot]) ? undefined : t('shelf.make.large')}
            onChange={(event) =>
              onChosen(chosenAfter(chosen, item.files, file.fileId, event.currentTarget.checked))
            }
          />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

/** A draft needs no window: every course of the semester that has not ended. */
function placesOf({ subjects }: Courses): { value: string; label: string }[] {
  return subjects.flatMap(({ name, enrolments }) =>
    enrolments
      .filter(({ ended }) => !ended)
      .map(({ enrolmentId, group }) => ({ value: enrolmentId, label: `${name}（${group}）` })),
  );
}

function subjectOf({ subjects }: Courses, enrolmentId: string): string {
  return (
    subjects.find(({ enrolments }) => enrolments.some((one) => one.enrolmentId === enrolmentId))?.name ?? ''
  );
}
