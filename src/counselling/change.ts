/** Records as the history of a student tells them to the counselling teachers. */
import { type Change, changesBetween } from '../history/change.ts';
import type { RecordText } from './counselling.ts';

/** A record that came, changed or went, told once for each who took part. */
export function recordChanges(
  registrationIds: readonly string[],
  before: RecordText | undefined,
  after: RecordText | undefined,
): Change[] {
  const record = after ?? before;
  if (!record) return [];
  const kind = !before ? 'added' : after ? 'changed' : 'removed';
  const fields = kind === 'changed' ? changesBetween(whole(before), whole(after)) : [];
  if (kind === 'changed' && fields.length === 0) return [];
  const label = `${record.heldOn} ${record.topic}`;
  return registrationIds.map((registrationId) => ({
    registrationId,
    topic: 'counselling' as const,
    kind,
    label,
    fields,
  }));
}

const told = [
  'category',
  'topic',
  'place',
  'heldOn',
  'heldFrom',
  'heldTo',
  'content',
  'privateNote',
  'followUp',
  'followUpDue',
] as const satisfies (keyof RecordText)[];

function whole(text: RecordText | undefined): Record<string, string> {
  return Object.fromEntries(told.map((field) => [field, text?.[field] ?? '']));
}
