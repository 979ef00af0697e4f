import { Button, MultiSelect, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { addDays, startOf } from '../../calendar/day.ts';
import { useTerm } from '../../calendar/screens/TermFilter.tsx';
import { useAct, useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Fields, Quiet } from '../../platform/ui/Fields.tsx';
import { Page, Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { useGo, usePlace } from '../../platform/ui/place.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { reopen, reopeningChoices, reopenings } from '../contract.ts';

type Choices = AnswerOf<typeof reopeningChoices>;
type Student = Choices['students'][number];

/** Names the students, by class or by words; then courses, the last day, and why. */
export function NewReopening() {
  const { t } = useWords();
  const listed = useAnswer(reopenings, { query: useTerm() });
  return (
    <Page
      title={t('reopening.new.title')}
      lead={t('reopening.new.lead')}
      back={{ to: '/reopenings', label: t('reopening.title') }}
    >
      <Answer of={listed}>{({ schoolYear, semester }) => <Form term={{ schoolYear, semester }} />}</Answer>
    </Page>
  );
}

function Form({ term }: { term: { schoolYear: number; semester: 1 | 2 } }) {
  const { t } = useWords();
  const { query } = usePlace();
  const go = useGo();
  const [students, setStudents] = useState<Student[]>([]);
  const [courseCodes, setCourses] = useState<string[]>([]);
  const [last, setLast] = useState('');
  const [reason, setReason] = useState('');
  const { data } = useAnswer(reopeningChoices, { query: term });
  const act = useAct(reopen);
  const back = query['term'] ? { term: query['term'] } : undefined;
  const send = () =>
    act.mutate(
      {
        body: {
          ...term,
          registrationIds: students.map(({ registrationId }) => registrationId),
          courseCodes,
          reason,
          closes: startOf(addDays(last, 1)).toISOString(),
        },
      },
      {
        onSuccess: () => {
          say(t('reopening.new.said'));
          go({ to: '/reopenings', query: back });
        },
      },
    );
  return (
    <>
      <p>{t('calendar.term.option', { ...term })}</p>
      <Who term={term} students={students} onChange={setStudents} />
      <Section title={t('reopening.new.chosen', { count: students.length })}>
        {students.length === 0 && <Quiet>{t('reopening.new.noneChosen')}</Quiet>}
        <Rows>
          {students.map((student) => (
            <Row
              key={student.registrationId}
              title={t('reopening.student', { ...student })}
              end={
                <Button
                  size="sm"
                  variant="subtle"
                  onClick={() => setStudents(students.filter((one) => one !== student))}
                >
                  {t('reopening.new.drop', { name: student.name })}
                </Button>
              }
            />
          ))}
        </Rows>
      </Section>
      <MultiSelect
        searchable
        label={t('reopening.new.courses')}
        description={t('reopening.new.coursesHint')}
        value={courseCodes}
        onChange={setCourses}
        data={(data?.courses ?? []).map(({ code, name }) => ({ value: code, label: `${name} ${code}` }))}
      />
      <TextInput
        required
        mt="md"
        type="date"
        label={t('reopening.new.last')}
        value={last}
        onChange={(event) => setLast(event.currentTarget.value)}
      />
      <TextInput
        required
        mt="md"
        label={t('reopening.new.reason')}
        description={t('reopening.new.reasonHint')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {act.error && <Refused error={act.error} />}
      <Button
        mt="lg"
        size="lg"
        loading={act.isPending}
        disabled={students.length === 0 || last === '' || reason.trim() === ''}
        onClick={send}
      >
        {t('reopening.new.send')}
      </Button>
    </>
  );
}

interface WhoParts {
  term: { schoolYear: number; semester: 1 | 2 };
  students: readonly Student[];
  onChange(students: Student[]): void;
}

/** Finds students of the office's division, by class or by words, and adds them. */
function Who({ term, students, onChange }: WhoParts) {
  const { t } = useWords();
  const [classId, setClass] = useState('');
  const [words, setWords] = useState('');
  const found = useAnswer(reopeningChoices, {
    query: { ...term, words, ...(classId ? { classId } : {}) },
  });
  const asked = classId !== '' || words.trim() !== '';
  const chosen = new Set(students.map(({ registrationId }) => registrationId));
  const named = found.data?.students ?? [];
  const fresh = named.filter(({ registrationId }) => !chosen.has(registrationId));
  return (
    <Section title={t('reopening.new.who')}>
      <Fields>
        <NativeSelect
          label={t('reopening.new.class')}
          value={classId}
          onChange={(event) => setClass(event.currentTarget.value)}
          data={[
            { value: '', label: t('reopening.new.anyClass') },
            ...(found.data?.classes ?? []).map((one) => ({ value: one.classId, label: one.name })),
          ]}
        />
        <TextInput
          label={t('reopening.new.words')}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      </Fields>
      {!asked && <Quiet>{t('reopening.new.wordsHint')}</Quiet>}
      {found.error && <Refused error={found.error} />}
      {asked && found.data && named.length === 0 && <Quiet>{t('reopening.new.nobody')}</Quiet>}
      {fresh.length > 1 && (
        <Button size="sm" variant="default" onClick={() => onChange([...students, ...fresh])}>
          {t('reopening.new.addAll', { count: fresh.length })}
        </Button>
      )}
      <Rows label={t('reopening.new.found')}>
        {fresh.map((student) => (
          <Row
            key={student.registrationId}
            title={t('reopening.student', { ...student })}
            end={
              <Button size="sm" variant="light" onClick={() => onChange([...students, student])}>
                {t('reopening.new.add', { name: student.name })}
              </Button>
            }
          />
        ))}
      </Rows>
    </Section>
  );
}
