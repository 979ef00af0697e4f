import { Button } from '@mantine/core';
import { useAct } from '../../platform/call.ts';
import { Page, Row, Rows } from '../../platform/ui/Page.tsx';
import { useGo } from '../../platform/ui/place.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { categories } from '../category.ts';
import { startPerformance } from '../contract.ts';

/** Which of the ten it is; choosing one starts its draft. */
export function NewPerformance() {
  const { t, language } = useWords();
  const go = useGo();
  const start = useAct(startPerformance);
  return (
    <Page
      title={t('performances.choose.title')}
      lead={t('performances.choose.lead')}
      back={{ to: '/performances', label: t('performances.title') }}
    >
      {start.error && <Refused error={start.error} />}
      <Rows label={t('performances.choose.title')}>
        {categories.map(({ key, title, fields }) => (
          <Row
            key={key}
            title={title[language]}
            detail={fields.map((field) => field.title[language]).join(t('performances.choose.between'))}
            end={
              <Button
                size="sm"
                variant="light"
                disabled={start.isPending}
                aria-label={t('performances.choose.writeNamed', { title: title[language] })}
                onClick={() =>
                  start.mutate(
                    { body: { category: key } },
                    {
                      onSuccess: ({ performanceId }) =>
                        go({ to: '/performances/$performanceId', params: { performanceId } }),
                    },
                  )
                }
              >
                {t('performances.choose.write')}
              </Button>
            }
          />
        ))}
      </Rows>
    </Page>
  );
}
