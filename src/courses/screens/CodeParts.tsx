import { Status, type StatusKind } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { type CodeGround, type ExplainedPart, explainCode } from '../code-parts.ts';
import css from './courses.module.css';

const signs: Record<ExplainedPart['state'], StatusKind> = {
  right: 'done',
  elsewhere: 'attention',
  unlisted: 'waiting',
  wrong: 'wrong',
  missing: 'draft',
};

/** A course code part by part: its places, what stands there, what that means, and whether it fits this school. */
export function CodeParts({ code, ground }: { code: string; ground: CodeGround }) {
  const { t, language } = useWords();
  return (
    <table className={css['parts']} aria-label={t('courses.code.parts')}>
      <tbody>
        {explainCode(code, ground).map(({ part, from, to, value, state, label }) => (
          <tr key={part} data-state={state}>
            <th scope="row">
              {t(`courses.code.part.${part}`)}
              <small>{t(from === to ? 'courses.code.place' : 'courses.code.places', { from, to })}</small>
            </th>
            <td className={css['signs']}>{value || t('courses.code.missing')}</td>
            <td>{label?.[language === 'en' ? 1 : 0]}</td>
            <td>
              <Status kind={signs[state]}>{t(`courses.code.state.${state}`)}</Status>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
