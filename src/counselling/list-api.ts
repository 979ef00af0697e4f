/** Records as the counselling teachers read and write them, with their own templates; and a student's own. */
import { type Route, route } from '../accounts/route.ts';
import { limitsOf } from '../outcomes/rules.ts';
import { termsUpTo } from '../people/class-store.ts';
import { inTransaction } from '../platform/db.ts';
import { isRefusal, refuse } from '../regulation/refusal.ts';
import { defaultOf, type Rules } from '../regulation/regulation.ts';
import * as contract from './contract.ts';
import { counsellingClause, decideTouch } from './counselling.ts';
import { placedIn, timesIn } from './coverage-store.ts';
import { keepingOf, shownWindow, shutFor, timesAsked, windowIn } from './facts.ts';
import { type Attachment, attachmentsOf } from './file-store.ts';
import {
  keepTemplate,
  type RecordRow,
  recordSeen,
  recordsIn,
  recordsOfStudents,
  removeTemplate,
  templatesOf,
} from './store.ts';

const counsellingRecords = route(contract.counsellingRecords, async ({ school, actor, query }) => {
  const keeping = await keepingOf(school, school.db, actor, query);
  if (isRefusal(keeping)) return keeping;
  const { term, present, divisions } = keeping;
  const records = await recordsIn(school.db, term, divisions);
  return {
    ...term,
    semesters: await termsUpTo(school.db, present),
    records: records.map((row) => ({
      ...lineOf(row),
      own: row.counsellorId === actor.personId,
      withdrawn: row.withdrawnAt !== null,
      files: row.files,
      students: row.students.length,
      classes: [...new Set(row.students.flatMap(({ className }) => className ?? []))],
      names: row.students.map(({ name }) => name),
    })),
  };
});

const counsellingRecord = route(contract.counsellingRecord, async ({ school, actor, params }) => {
  const keeping = await keepingOf(school, school.db, actor);
  if (isRefusal(keeping)) return keeping;
  const row = await recordSeen(school.db, params.recordId, keeping.divisions);
  if (!row) return refuse('not-found', counsellingClause);
  const divisions = row.students.map(({ division }) => division);
  const standing = { counsellor: row.counsellorId, withdrawn: row.withdrawnAt !== null };
  const own = decideTouch(standing, actor.personId) === undefined;
  const open = (await shutFor(school.db, [row], divisions, keeping.present.now)) === undefined;
  const [first = 'day'] = divisions;
  return {
    ...lineOf(row),
    content: row.content,
    privateNote: row.privateNote,
    students: row.students.map(({ division: _, ...student }) => student),
    files: (await attachmentsOf(school.db, [row.recordId])).map(shownFile),
    withdrawn: row.withdrawnAt && { at: row.withdrawnAt.toISOString(), reason: row.withdrawnReason },
    window: shownWindow(await windowIn(school.db, row, first)),
    may: [
      ...(own && open ? (['change', 'withdraw'] as const) : []),
      ...(own && row.followUp !== '' ? (['followUp'] as const) : []),
    ],
  };
});

const counsellingForm = route(contract.counsellingForm, async ({ school, actor, query }) => {
  const keeping = await keepingOf(school, school.db, actor, query);
  if (isRefusal(keeping)) return keeping;
  const { term, present, divisions } = keeping;
  const placed = await placedIn(school.db, term, { divisions, classIds: [] });
  const times = await timesIn(school.db, term);
  const atLeast = timesAsked(present.rules.regulation);
  const classes = new Map(placed.map(({ classId, className }) => [classId, className]));
  return {
    ...term,
    today: present.today,
    students: placed.map(({ registrationId, number, name, className, seat, classId }) => {
      const seen = (times.get(registrationId) ?? 0) >= atLeast;
      return { registrationId, number, name, className, seat, classId, seen };
    }),
    classes: [...classes].map(([classId, name]) => ({ classId, name })),
    templates: await templatesOf(school.db, actor.personId),
    files: fileLimits(present.rules),
  };
});

const saveTemplate = route(contract.saveTemplate, async ({ school, actor, body }) =>
  inTransaction(school.db, async (tx) => {
    const keeping = await keepingOf(school, tx, actor);
    if (isRefusal(keeping)) return keeping;
    return { templateId: await keepTemplate(tx, actor.personId, body, keeping.present.now) };
  }),
);

const dropTemplate = route(contract.dropTemplate, async ({ school, actor, params }) =>
  inTransaction(school.db, async (tx) => {
    const keeping = await keepingOf(school, tx, actor);
    if (isRefusal(keeping)) return keeping;
    const dropped = await removeTemplate(tx, actor.personId, params.templateId);
    return dropped ? undefined : refuse('not-found', counsellingClause);
  }),
);

const myCounselling = route(contract.myCounselling, async ({ school, actor }) => {
  const own = new Set(actor.registrations.map(({ id }) => id));
  const rows = await recordsOfStudents(school.db, [...own]);
  const files = Map.groupBy(
    await attachmentsOf(
      school.db,
      rows.map(({ recordId }) => recordId),
    ),
    ({ recordId }) => recordId,
  );
  return {
    records: rows.flatMap((row) => {
      const registrationId = row.students.map((student) => student.registrationId).find((id) => own.has(id));
      if (!registrationId) return [];
      return [
        {
          ...lineOf(row),
          registrationId,
          content: row.content,
          group: row.students.length > 1,
          files: (files.get(row.recordId) ?? []).map(shownFile),
        },
      ];
    }),
  };
});

export const routes: Route[] = [
  counsellingRecords,
  counsellingRecord,
  counsellingForm,
  saveTemplate,
  dropTemplate,
  myCounselling,
];

/** What everybody who sees a record sees of it; neither the teachers' note nor the others' names. */
function lineOf(row: RecordRow) {
  const { recordId, schoolYear, semester, category, topic, place, heldOn, heldFrom, heldTo } = row;
  const { counsellor, followUp, followUpDue, followUpDoneOn } = row;
  return {
    recordId,
    schoolYear,
    semester,
    category,
    topic,
    place,
    heldOn,
    heldFrom,
    heldTo,
    counsellor,
    followUp,
    followUpDue,
    followUpDoneOn,
  };
}

function shownFile({ fileId, name, size, mediaType }: Attachment) {
  return { fileId, name, size, mediaType };
}

function fileLimits(rules: Rules) {
  return { most: defaultOf(rules, 'counsellingFiles').value, ...limitsOf(rules.national).document };
}
