import { TextInput } from '@mantine/core';
import { useAnswer } from '../../platform/call.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Facts, Page, Section } from '../../platform/ui/Page.tsx';
import { usePlace } from '../../platform/ui/place.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { isRefusal } from '../../regulation/refusal.ts';
import { codeGround } from '../contract.ts';
import { checkCourseKey } from '../course-code.ts';
import { CodeParts } from './CodeParts.tsx';

/** A code is typed, and each part is explained as it comes. */
export function Code() {
  const { t } = useWords();
  const { query, setQuery } = usePlace();
  const typed = query['code'] ?? '';
  const code = typed.trim().toUpperCase();
  const ground = useAnswer(codeGround);
  const checked = code === '' ? undefined : checkCourseKey(code);
  const own = checked && !isRefusal(checked) && !checked.coded;
  return (
    <Page
      title={t('courses.code.title')}
      lead={t('courses.code.lead')}
      back={{ to: '/courses', label: t('courses.title') }}
    >
      <TextInput
        label={t('courses.code.label')}
        description={t('courses.code.hint')}
        autoFocus
        spellCheck={false}
        autoComplete="off"
        maxLength={40}
        value={typed}
        onChange={(event) => setQuery({ code: event.currentTarget.value.trim() || undefined })}
      />
      {checked && isRefusal(checked) && <Refused error={checked} />}
      {own && <p>{t('courses.code.own')}</p>}
      <Answer of={ground} lines={8}>
        {(found) => (
          <>
            {code !== '' && !own && (
              <Section title={t('courses.code.parts')}>
                <CodeParts code={code} ground={found} />
              </Section>
            )}
            {checked && !isRefusal(checked) && <Known code={code} />}
          </>
        )}
      </Answer>
    </Page>
  );
}

function Known({ code }: { code: string }) {
  const { t } = useWords();
  const answer = useAnswer(codeGround, { query: { code } });
  const known = answer.data?.known;
  if (!known) return null;
  if (known.names.length === 0) return <p>{t('courses.code.unknown')}</p>;
  return (
    <Section title={t('courses.code.known')}>
      <Facts
        items={[
          [t('courses.code.knownNames'), known.names.join('、')],
          [
            t('courses.code.knownPlan'),
            known.planned.length === 0
              ? t('courses.code.notPlanned')
              : known.planned.map((line) => (
                  <div
                    key={`${line.division}${line.entrySchoolYear}${line.programme}${line.grade}${line.semester}`}
                  >
                    {t('courses.code.planLine', {
                      ...line,
                      division: t(`courses.division.${line.division}`),
                    })}
                  </div>
                )),
          ],
          [t('courses.code.knownOfferings'), t('courses.code.offeringsCount', { count: known.offerings })],
        ]}
      />
    </Section>
  );
}
