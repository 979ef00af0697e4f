import { Button, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useViewer } from '../../accounts/screens/viewer.ts';
import { useAct, useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Quiet } from '../../platform/ui/Fields.tsx';
import { Page, Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { addCadreUnits, cadreLists, retireCadreUnit } from '../contract.ts';
import { UsualPostsOf } from './UsualPostsOf.tsx';

type Known = AnswerOf<typeof cadreLists>;
type Division = 'day' | 'continuing';

/** The clubs, bodies and usual posts the grids are made of: the office's own data. */
export function Lists() {
  const { t } = useWords();
  const { view } = useViewer();
  const division = view.division ?? 'day';
  const answer = useAnswer(cadreLists, { params: { division } });
  return (
    <Page
      title={t('cadre.lists.title')}
      lead={t('cadre.lists.lead')}
      back={{ to: '/cadre', label: t('cadre.to.overview') }}
    >
      <Answer of={answer}>
        {(known) => (
          <>
            {(['club', 'school'] as const).map((level) => (
              <Units key={level} known={known} level={level} division={division} />
            ))}
            {(['class', 'club', 'school'] as const).map((level) => (
              <UsualPostsOf
                key={`${level} ${JSON.stringify(known.usual[level])}`}
                division={division}
                level={level}
                standing={known.usual[level] ?? []}
              />
            ))}
          </>
        )}
      </Answer>
    </Page>
  );
}

function Units({ known, level, division }: { known: Known; level: 'club' | 'school'; division: Division }) {
  const { t } = useWords();
  const retiring = useAct(retireCadreUnit);
  const units = known.units.filter((unit) => unit.level === level);
  return (
    <Section title={t(`cadre.lists.units.${level}`)}>
      {units.length === 0 && <Quiet>{t('cadre.lists.none')}</Quiet>}
      <Rows>
        {units.map(({ unitId, name, retired }) => (
          <Row
            key={unitId}
            title={name}
            end={
              <>
                {retired && <Status kind="frozen">{t('cadre.lists.retired')}</Status>}
                <Button
                  size="sm"
                  variant="subtle"
                  aria-label={t(retired ? 'cadre.lists.restoreNamed' : 'cadre.lists.retireNamed', { name })}
                  onClick={() =>
                    retiring.mutate({ params: { division, unitId }, body: { retired: !retired } })
                  }
                >
                  {t(retired ? 'cadre.lists.restore' : 'cadre.lists.retire')}
                </Button>
              </>
            }
          />
        ))}
      </Rows>
      {retiring.error && <Refused error={retiring.error} />}
      <AddUnits level={level} division={division} />
    </Section>
  );
}

function AddUnits({ level, division }: { level: 'club' | 'school'; division: Division }) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const add = useAct(addCadreUnits);
  const names = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate(
          { params: { division }, body: { level, names } },
          {
            onSuccess: ({ added }) => {
              say(t('cadre.lists.added', { count: added }));
              setText('');
            },
          },
        );
      }}
    >
      <Textarea
        mt="sm"
        minRows={2}
        label={t('cadre.lists.addNames')}
        description={t('cadre.lists.addHint')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {add.error && <Refused error={add.error} />}
      <Group mt="sm">
        <Button type="submit" variant="default" loading={add.isPending} disabled={names.length === 0}>
          {t('cadre.lists.add')}
        </Button>
      </Group>
    </form>
  );
}
