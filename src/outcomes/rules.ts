/** Joins what the regulation says to what is known of an outcome: the facts its acts are decided by. */
import type { DatedWindow, WindowKey } from '../calendar/window.ts';
import type { Refusal } from '../regulation/refusal.ts';
import { defaultOf, type FileKind, type National, quotasFor, type Rules } from '../regulation/regulation.ts';
import { type KeptReopening, type Latest, within } from '../reopening/reopening.ts';
import { endingsOf, type OutcomeLimits, type SlotLimits } from './announcement.ts';
import type { Standing, UploadFacts, UsedQuota } from './outcome.ts';
import { type Place, usedQuotas } from './places.ts';

export interface KnownOutcome extends Standing, Place {
  enrolmentEnded: boolean;
  division: 'day' | 'continuing';
  taken: readonly Place[];
  reopenings: readonly KeptReopening[];
}

export function uploadFacts(
  known: KnownOutcome,
  { rules, lastSelection }: { rules: Rules; lastSelection(of: KnownOutcome): Latest },
  window: DatedWindow | Refusal,
): UploadFacts {
  const { withdrawn, versions, decision, enrolmentEnded } = known;
  return {
    withdrawn,
    versions,
    decision,
    enrolmentEnded,
    window,
    reopenings: within(known.reopenings, lastSelection(known)),
    grace: graceOf(rules),
    afterReturn: rules.regulation.afterReturn.within,
    quotas: quotasOf(rules, known, known.taken),
  };
}

export function quotasOf(
  rules: Rules,
  place: Place & { division: 'day' | 'continuing' },
  taken: readonly Place[],
): UsedQuota[] {
  const { grade, semester, division } = place;
  return usedQuotas(quotasFor(rules, 'outcome.upload', { grade, semester, division }), place, taken);
}

export function windowKeyOf(place: Place & { division: 'day' | 'continuing' }): WindowKey {
  const { schoolYear, semester, division, grade } = place;
  return { schoolYear, semester, division, grade };
}

export function graceOf(rules: Rules): UploadFacts['grace'] {
  const { value, cite } = defaultOf(rules, 'graceMinutes');
  return { minutes: value, clause: cite };
}

/** 國7, in the words a file picker and a sentence can use. */
export function limitsOf(national: National): OutcomeLimits {
  const { description, document, media } = national.files;
  return {
    description: { max: description.max, clause: description.clause },
    document: slotLimits(document),
    media: slotLimits(media),
  };
}

function slotLimits(kind: FileKind): SlotLimits {
  return {
    endings: endingsOf(kind.mediaTypes),
    mediaTypes: [...kind.mediaTypes],
    maxBytes: kind.maxBytes,
    clause: kind.clause,
  };
}
