import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Quiet } from '../../platform/ui/Fields.tsx';
import { Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { useWords } from '../../platform/ui/words.ts';
import type { OneStudent } from './StudentFacts.tsx';

/** Class and seat of every semester, and the times at other schools. */
export function Whereabouts({ student: { placements, visits } }: { student: OneStudent }) {
  const { t } = useWords();
  return (
    <>
      <Section title={t('people.placements.title')}>
        {placements.length === 0 && <Quiet>{t('people.placements.none')}</Quiet>}
        <Rows label={t('people.placements.title')}>
          {placements.map((one) => (
            <Row
              key={`${one.schoolYear} ${one.semester}`}
              title={t('people.semester', { schoolYear: one.schoolYear, semester: one.semester })}
              detail={[one.classKind, one.experimentalClass].filter(Boolean).join(' · ')}
              end={t('people.placements.place', {
                className: one.className,
                seat: one.seat ?? t('people.empty'),
              })}
            />
          ))}
        </Rows>
      </Section>
      {visits.length > 0 && (
        <Section title={t('people.visits.title')}>
          <Rows label={t('people.visits.title')}>
            {visits.map((visit) => (
              <Row
                key={`${visit.hostSchool} ${visit.startsOn}`}
                title={t('people.visits.at', { school: visit.hostSchool })}
                detail={t('people.visits.about', {
                  home: visit.homeSchool,
                  programme: `${visit.fieldGroup} / ${visit.programme}`,
                  kind: visit.kind,
                })}
                end={
                  <>
                    <DateLine day={visit.startsOn} />
                    <DateLine day={visit.endsOn} />
                  </>
                }
              />
            ))}
          </Rows>
        </Section>
      )}
    </>
  );
}
