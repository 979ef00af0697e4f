import { NativeSelect, Textarea } from '@mantine/core';
import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Quiet } from '../../platform/ui/Fields.tsx';
import type { WhereParts } from '../../platform/ui/tray/destination.ts';
import { useWords } from '../../platform/ui/words.ts';
import { codePoints, tidyText } from '../announcement.ts';
import { myCourses } from '../contract.ts';

type Courses = AnswerOf<typeof myCourses>;

/** Which course a file of the tray is for, and its description; kept on this device with every letter. */
export function Where({ entry, onChange }: WhereParts) {
  const { t } = useWords();
  const { data } = useAnswer(myCourses, { query: {} });
  const { target } = entry;
  const places = data ? placesOf(data) : [];
  const chosen = target['outcomeId'] ?? target['enrolmentId'] ?? '';
  const place = places.find(({ value }) => value === chosen);
  const description = target['description'] ?? '';
  if (entry.state !== 'open' && entry.state !== 'failed') {
    return <Quiet>{[target['subject'], description].filter(Boolean).join(' · ')}</Quiet>;
  }
  const choose = (value: string) => {
    const next = places.find((one) => one.value === value);
    if (!next) return;
    onChange({
      [next.draft === null ? 'enrolmentId' : 'outcomeId']: value,
      subject: next.subject,
      description: description || next.draft || '',
    });
  };
  const max = data?.limits.description.max ?? 0;
  const over = codePoints(tidyText(description)) - max;
  return (
    <>
      {/* An outcome opened on its own page stands fast; anything else is chosen here. */}
      {chosen && !place ? (
        <Quiet>{target['subject']}</Quiet>
      ) : (
        <NativeSelect
          required
          mt="xs"
          label={t('outcomes.where.course')}
          value={chosen}
          onChange={(event) => choose(event.currentTarget.value)}
          data={[
            { value: '', label: t(places.length > 0 ? 'outcomes.where.choose' : 'outcomes.where.none') },
            ...places.map(({ value, subject, group, draft }) => ({
              value,
              label:
                draft === null
                  ? t('outcomes.where.fresh', { subject, group })
                  : t('outcomes.where.draft', { subject, draft: draft || t('outcomes.untitled') }),
            })),
          ]}
        />
      )}
      <Textarea
        required
        autosize
        mt="xs"
        minRows={1}
        label={t('outcomes.handIn.description')}
        description={t('outcomes.handIn.counted', { length: codePoints(tidyText(description)), max })}
        error={data && over > 0 ? t('outcomes.handIn.tooLong', { over }) : undefined}
        value={description}
        onChange={(event) => onChange({ ...target, description: event.currentTarget.value })}
      />
    </>
  );
}

interface PlaceToGo {
  value: string;
  subject: string;
  group: string;
  /** The draft's words; null: a new one. */
  draft: string | null;
}

/** The drafts there are, and a new one for every course that has room and takes work now. */
function placesOf({ subjects }: Courses): PlaceToGo[] {
  return subjects
    .filter(({ window }) => window.open)
    .flatMap(({ name: subject, enrolments, outcomes, quotas }) => {
      const room = quotas.every(({ remaining }) => remaining > 0);
      return enrolments
        .filter(({ ended }) => !ended && room)
        .flatMap(({ enrolmentId, group }) => {
          const drafts = outcomes.filter((one) => one.enrolmentId === enrolmentId && one.state === 'draft');
          return [
            ...drafts.map(({ outcomeId, description }) => ({
              value: outcomeId,
              subject,
              group,
              draft: description,
            })),
            { value: enrolmentId, subject, group, draft: null },
          ];
        });
    });
}
