/** Posts as the history of a student tells them. */

import type { Term } from '../calendar/term.ts';
import { type Change, changesBetween } from '../history/change.ts';
import type { HeldPost } from './post.ts';

export interface ToldPost extends HeldPost {
  unit: string;
}

type Before = ToldPost | undefined;

/** A post that came, changed or went; one of the two is there. */
export function postChange(term: Term, before: Before, after: ToldPost): Change;
export function postChange(term: Term, before: ToldPost, after: undefined): Change;
export function postChange(term: Term, before: Before, after: Before): Change {
  const told = (after ?? before) as ToldPost;
  return {
    registrationId: told.registrationId,
    topic: 'cadre',
    kind: !before ? 'added' : after ? 'changed' : 'removed',
    label: `${term.schoolYear}-${term.semester} ${told.unit} ${told.post}`,
    fields: changesBetween(fieldsOf(before), fieldsOf(after)),
  };
}

function fieldsOf(post: Before): Record<string, string> {
  if (!post) return {};
  const { unit, post: name, startsOn, endsOn } = post;
  return { unit, post: name, startsOn, endsOn };
}
