import { Row } from '../../platform/ui/Page.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { Marked } from './Compared.tsx';
import { resultKinds } from './Differences.tsx';
import type { Confirmation } from './Mine.tsx';

type Line = Confirmation['lines'][number];

/** One line: what the central database has; where it differs, what was handed over beside it. */
export function OwnLine({ line }: { line: Line }) {
  const { t } = useWords();
  const received = line.received?.description;
  const submitted = line.submitted?.description;
  return (
    <Row
      title={line.subject}
      detail={t('receiptDetails.mine.semester', { schoolYear: line.schoolYear, semester: line.semester })}
      end={<Status kind={resultKinds[line.result]}>{t(`receiptDetails.mine.result.${line.result}`)}</Status>}
    >
      {line.result === 'changed' ? (
        <>
          <p>
            {t('receiptDetails.mine.received')} <Marked own={received} other={submitted} />
          </p>
          <p>
            {t('receiptDetails.mine.submitted')} <Marked own={submitted} other={received} />
          </p>
        </>
      ) : (
        <p>{received ?? submitted}</p>
      )}
    </Row>
  );
}
