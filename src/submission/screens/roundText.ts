/** A round in words: school year, grades, batch. */
import type { TFunction } from 'i18next';
import type { RoundKey } from '../round.ts';

export function roundText(t: TFunction, { schoolYear, gradeBand, batch }: RoundKey): string {
  return t('submission.round.name', { schoolYear, band: t(`submission.band.${gradeBand}`), batch });
}
