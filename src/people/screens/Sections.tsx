import { lazy, Suspense } from 'react';
import { Section } from '../../platform/ui/Page.tsx';
import { Waiting } from '../../platform/ui/Waiting.tsx';
import { useWords } from '../../platform/ui/words.ts';
import type { SectionRight } from '../section-right.ts';
import type { StudentSection, StudentSectionParts } from './section.ts';

const listed = import.meta.glob<{ sections: StudentSection[] }>('../../*/screens/student-sections.ts', {
  eager: true,
});
const sections = Object.values(listed)
  .flatMap((topic) => topic.sections)
  .sort((one, other) => one.order - other.order)
  .map(({ words, right, load }) => ({ words, right, Body: lazy(async () => ({ default: await load() })) }));

/** What the other topics know of this student and the viewer may see. */
export function Sections({ sees, ...parts }: StudentSectionParts & { sees: readonly SectionRight[] }) {
  const { t } = useWords();
  const seen = sections.filter(({ right }) => right === undefined || sees.includes(right));
  return seen.map(({ words, Body }) => (
    <Section key={words} title={t(words)}>
      <Suspense fallback={<Waiting />}>
        <Body {...parts} />
      </Suspense>
    </Section>
  ));
}
