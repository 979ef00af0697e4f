import { Due } from '../../platform/ui/Due.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Go } from '../../platform/ui/place.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { Status, type StatusKind } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { inGroup, type Matter, type Urgency } from '../matter.ts';
import { saidFacts } from '../matter-words.ts';

const signs: Record<Urgency, StatusKind> = {
  overdue: 'attention',
  due: 'waiting',
  coming: 'later',
  done: 'done',
};
const groups: Urgency[] = ['overdue', 'due', 'coming', 'done'];

/** Overdue, due, to come, done; a group without anything in it is not there. */
export function Matters({ matters, nothing, next }: { matters: Matter[]; nothing: string; next: string }) {
  const { t } = useWords();
  if (matters.length === 0) return <Empty title={nothing} next={next} />;
  return groups.map((urgency) => {
    const group = inGroup(matters, urgency);
    if (group.length === 0) return null;
    return (
      <Section
        key={urgency}
        title={t(`today.group.${urgency}`)}
        aside={<Status kind={signs[urgency]}>{t('today.group.count', { count: group.length })}</Status>}
      >
        <Rows>
          {group.map((matter) => (
            <MatterRow key={matter.key} matter={matter} />
          ))}
        </Rows>
      </Section>
    );
  });
}

function MatterRow({ matter }: { matter: Matter }) {
  const { t, language } = useWords();
  const facts = saidFacts(matter, t, language);
  return (
    <Row
      title={
        <Go to={matter.to} params={matter.params} query={matter.query}>
          {t(`today.matter.${matter.kind}.title`, facts)}
        </Go>
      }
      detail={t(`today.matter.${matter.kind}.detail`, facts)}
    >
      {matter.urgency !== 'done' && (matter.opens || matter.closes) && (
        <Due inline opens={matter.opens} closes={matter.closes} />
      )}
      {matter.refusal && <Refused error={matter.refusal} />}
    </Row>
  );
}
