import { Accordion } from '@mantine/core';
import { Facts, Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { hasWords, useWords } from '../../platform/ui/words.ts';
import type { Preview } from './OneImport.tsx';

type PartShown = Preview['parts'][number];

/** What one kind of data would become: counts first, the rows behind them on demand. */
export function Part({ part }: { part: PartShown }) {
  const { t } = useWords();
  const { added, changed, vanishing, same, rows } = part;
  const nothing = added.total + changed.total + vanishing.total === 0;
  return (
    <Section title={t(`imports.sheet.${part.sheet}`)} aside={t('imports.part.rows', { count: rows })}>
      <Facts
        items={[
          [t('imports.count.added'), added.total],
          [t('imports.count.changed'), changed.total],
          [t('imports.count.same'), same],
          [
            t('imports.count.vanishing'),
            vanishing.alarm ? (
              <Status key="alarm" kind="attention">
                {t('imports.part.alarm', { count: vanishing.total, standing: vanishing.standing })}
              </Status>
            ) : (
              vanishing.total
            ),
          ],
        ]}
      />
      {nothing ? (
        part.bad.total === 0 && <p>{t('imports.part.nothing')}</p>
      ) : (
        <Accordion multiple>
          <Changed part={part} />
          <Labels name="vanishing" total={vanishing.total} labels={vanishing.labels} />
          <Labels name="added" total={added.total} labels={added.rows.map(({ label }) => label)} />
        </Accordion>
      )}
    </Section>
  );
}

function Changed({ part: { changed } }: { part: PartShown }) {
  const { t } = useWords();
  if (changed.total === 0) return null;
  return (
    <Accordion.Item value="changed">
      <Accordion.Control>{t('imports.part.changed', { count: changed.total })}</Accordion.Control>
      <Accordion.Panel>
        <Cut shown={changed.rows.length} total={changed.total} />
        <Rows>
          {changed.rows.map(({ place, label, changes }) => (
            <Row
              key={`${place.workbook}/${place.sheet}/${place.row}/${label}`}
              title={label}
              detail={t('imports.part.at', { sheet: place.sheet, row: place.row })}
            >
              {changes.map((change) => (
                <Change key={change.field} {...change} />
              ))}
            </Row>
          ))}
        </Rows>
      </Accordion.Panel>
    </Accordion.Item>
  );
}

function Change({ field, before, after }: PartShown['changed']['rows'][number]['changes'][number]) {
  const { t } = useWords();
  const shown = (value: string) =>
    value === ''
      ? t('imports.part.empty')
      : hasWords(`imports.value.${value}`)
        ? t(`imports.value.${value}`)
        : value;
  return (
    <div>
      {t(`imports.field.${field}`)} <del>{shown(before)}</del> <ins>{shown(after)}</ins>
    </div>
  );
}

interface LabelsParts {
  name: 'added' | 'vanishing';
  total: number;
  labels: readonly string[];
}

function Labels({ name, total, labels }: LabelsParts) {
  const { t } = useWords();
  if (total === 0) return null;
  return (
    <Accordion.Item value={name}>
      <Accordion.Control>{t(`imports.part.${name}`, { count: total })}</Accordion.Control>
      <Accordion.Panel>
        <Cut shown={labels.length} total={total} />
        <Rows>
          {labels.map((label) => (
            <Row key={label} title={label} />
          ))}
        </Rows>
      </Accordion.Panel>
    </Accordion.Item>
  );
}

function Cut({ shown, total }: { shown: number; total: number }) {
  const { t } = useWords();
  return shown < total ? <p>{t('imports.part.cut', { shown, total })}</p> : null;
}
