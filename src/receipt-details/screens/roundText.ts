/** A round in words: school year, grades, batch. */
import type { TFunction } from 'i18next';
import type { RoundKey } from '../../submission/round.ts';

export function roundText(t: TFunction, { schoolYear, gradeBand, batch }: RoundKey): string {
  return t('receiptDetails.round', { schoolYear, band: t(`receiptDetails.band.${gradeBand}`), batch });
}
