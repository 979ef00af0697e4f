import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useAnswer } from '../../platform/call.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Quiet } from '../../platform/ui/Fields.tsx';
import { Page } from '../../platform/ui/Page.tsx';
import { Go } from '../../platform/ui/place.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { countStudents, findById, findStudents, registerChoices } from '../contract.ts';
import { ChangeStudents } from './ChangeStudents.tsx';
import { Export } from './Export.tsx';
import { Filters } from './Filters.tsx';
import { useLooking } from './looking.ts';
import { Search } from './Search.tsx';
import { StudentTable } from './StudentTable.tsx';

/** 五(一)1: the register of one's division: search, filter, open, change several at once. */
export function Register() {
  const { t } = useWords();
  const [nationalId, setNationalId] = useState('');
  const [picked, setPicked] = useState<ReadonlyMap<string, string>>(new Map());
  const [changing, setChanging] = useState(false);
  const { filter, sort, page } = useLooking();
  const byId = nationalId !== '';
  const choices = useAnswer(registerChoices);
  const found = useAnswer(findStudents, { query: { ...filter, sort, page } }, { enabled: !byId });
  const counted = useAnswer(countStudents, { query: filter }, { enabled: !byId });
  const holders = useAnswer(findById, { body: { nationalId } }, { enabled: byId });
  const understood = found.data?.words.filter(({ as }) => as === 'class') ?? [];
  const may = choices.data?.may ?? [];
  return (
    <Page
      wide
      title={t('people.list.title')}
      lead={t('people.list.lead')}
      actions={
        <>
          {may.includes('change') && (
            <Go to="/register/new" button="filled" size="sm">
              {t('people.new.title')}
            </Go>
          )}
          {!byId && <Export query={{ ...filter, sort }} may={may} />}
        </>
      }
    >
      <Search nationalId={nationalId} onNationalId={setNationalId} />
      <Answer of={choices}>{(offered) => <Filters choices={offered} disabled={byId} />}</Answer>
      {byId && <Quiet>{t('people.list.byId')}</Quiet>}
      {!byId && understood.length > 0 && (
        <Quiet>{t('people.list.asClass', { words: understood.map(({ word }) => word).join('、') })}</Quiet>
      )}
      {picked.size > 0 && (
        <Group gap="sm" mb="sm" className="no-print">
          <span role="status">{t('people.list.picked', { count: picked.size })}</span>
          <Button size="sm" onClick={() => setChanging(true)}>
            {t('people.list.change')}
          </Button>
          <Button size="sm" variant="default" onClick={() => setPicked(new Map())}>
            {t('people.list.unpick')}
          </Button>
        </Group>
      )}
      {byId ? (
        <Answer of={holders}>
          {({ students }) => <StudentTable students={students} more={false} sort="number" />}
        </Answer>
      ) : (
        <Answer of={found}>
          {({ students, more, sort: sorted }) => (
            <StudentTable
              students={students}
              more={more}
              sort={sorted}
              count={counted.data}
              picking={may.includes('change') ? { picked, setPicked } : undefined}
            />
          )}
        </Answer>
      )}
      {changing && choices.data && (
        <ChangeStudents
          students={[...picked].map(([registrationId, label]) => ({ registrationId, label }))}
          choices={choices.data}
          onDone={() => setPicked(new Map())}
          onClose={() => setChanging(false)}
        />
      )}
    </Page>
  );
}
