/** The register as a list: search, count, filters, export. */
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import type { Actor } from '../accounts/actor.ts';
import { appointmentFor } from '../accounts/rights.ts';
import { type Route, route } from '../accounts/route.ts';
import { record } from '../ledger/record.ts';
import { type Db, inTransaction } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { type SheetToWrite, writeWorkbook } from '../platform/sheets.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import { schoolCodes } from '../submission/round-store.ts';
import * as contract from './contract.ts';
import { registerExported } from './register.ts';
import { classChoices, programmesOf } from './register-choice-store.ts';
import {
  classesBeginning,
  countOf,
  foundById,
  type Looked,
  pageOf,
  placedSemester,
} from './register-list-store.ts';
import { looksLikeId, type Sort, type Word, wordsOf } from './register-search.ts';
import type { Kept } from './register-store.ts';
import { listedOf, offered, sightOf, type View, viewOf } from './register-view.ts';
import { nationalWorkbook, registerSheet } from './register-workbook.ts';
import { isVisitIn } from './visit.ts';
import { visitsOf } from './visit-store.ts';

const pageLength = 50;
/** Counted so far and no further: beyond it a list is narrowed, not paged through. */
const countedTo = 5_000;
/** A workbook of so many rows is made in a second or two. */
const exportedTo = 20_000;

type Filter = Omit<z.output<typeof contract.exportStudents.query>, 'sort'> & { sort?: Sort | undefined };

const findStudents = route(contract.findStudents, async ({ school, actor, query }) => {
  const looking = await lookedFor(school, actor, query);
  if (isRefusal(looking)) return looking;
  const { looked, words, view } = looking;
  const found = await pageOf(school.db, looked, pageLength + 1, (query.page - 1) * pageLength);
  return {
    at: looked.at,
    sort: looked.sort,
    words,
    students: found.slice(0, pageLength).map((kept) => listedOf(kept, view.today)),
    more: found.length > pageLength,
  };
});

const countStudents = route(contract.countStudents, async ({ school, actor, query }) => {
  const looking = await lookedFor(school, actor, query);
  if (isRefusal(looking)) return looking;
  const count = await countOf(school.db, looking.looked, countedTo + 1);
  return { count: Math.min(count, countedTo), atLeast: count > countedTo };
});

const findById = route(contract.findById, async ({ school, actor, body }) => {
  const view = await viewOf(school.db, school);
  if (isRefusal(view)) return view;
  const sight = sightOf(actor, view);
  if (isRefusal(sight)) return sight;
  const id = body.nationalId.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  if (!looksLikeId(id)) return refuse('id-shape', '五(一)1');
  const at = await placedSemester(school.db, view.at);
  const found = await foundById(school.db, { sight, at, today: view.today }, school.seal.keyOf(id));
  return { students: found.map((kept) => listedOf(kept, view.today)) };
});

const registerChoices = route(contract.registerChoices, async ({ school, actor }) => {
  const view = await viewOf(school.db, school);
  if (isRefusal(view)) return view;
  const sight = sightOf(actor, view);
  if (isRefusal(sight)) return sight;
  const at = await placedSemester(school.db, view.at);
  const [classes, programmes] = await Promise.all([
    classChoices(school.db, at, sight),
    programmesOf(school.db, sight.divisions),
  ]);
  const keeps = appointmentFor(actor, 'register.keep', view.regulation) !== undefined;
  return {
    at,
    divisions: [...sight.divisions],
    classes,
    programmes,
    lists: offered(view.lists),
    may: keeps ? (['change', 'unmask'] as const).slice() : [],
  };
});

const exportStudents = route(contract.exportStudents, async ({ school, actor, query, reply }) => {
  const looking = await lookedFor(school, actor, query);
  if (isRefusal(looking)) return looking;
  const found = await exported(school.db, looking.looked);
  if (isRefusal(found)) return found;
  return sendWorkbook(reply, [registerSheet(school, found, looking.view.lists, false)], looking.view);
});

const exportUnmasked = route(contract.exportUnmasked, async ({ school, actor, body, reply }) => {
  const { reason, layout, ...filter } = body;
  const looking = await lookedFor(school, actor, filter);
  if (isRefusal(looking)) return looking;
  const { looked, view } = looking;
  const found = await exported(school.db, looked);
  if (isRefusal(found)) return found;
  const keeping = keeperOf(actor, view, found);
  if (isRefusal(keeping)) return keeping;
  const sheets =
    layout === 'national'
      ? await nationalSheets(school, looked, found, view)
      : [registerSheet(school, found, view.lists, true)];
  if (isRefusal(sheets)) return sheets;
  await inTransaction(school.db, (tx) =>
    record(tx, actor, registerExported({ count: found.length, filter, layout, reason }), [], {
      appointmentId: keeping.appointmentId,
      offsetMs: school.clock.offsetMs,
    }),
  );
  return sendWorkbook(reply, sheets, view);
});

export const routes: Route[] = [
  findStudents,
  countStudents,
  findById,
  registerChoices,
  exportStudents,
  exportUnmasked,
];

/** Words and filters as the store takes them; a word that begins a class's name means the class. */
async function lookedFor(school: School, actor: Actor, filter: Filter) {
  const view = await viewOf(school.db, school);
  if (isRefusal(view)) return view;
  const sight = sightOf(actor, view);
  if (isRefusal(sight)) return sight;
  const at = await placedSemester(school.db, view.at);
  const understood = await understand(school.db, { at, sight }, wordsOf(filter.q));
  const classIds = [...(filter.class ? [[filter.class]] : []), ...understood.classes];
  const [fieldGroup, programme] = filter.programme?.split('/') ?? [];
  const looked: Looked = {
    sight,
    at,
    today: view.today,
    words: understood.words,
    ...(classIds.length > 0 ? { classIds: common(classIds) } : {}),
    division: filter.division,
    grade: filter.grade,
    fieldGroup,
    programme,
    identity: filter.identity,
    standing: filter.standing,
    missing: filter.missing,
    sort: filter.sort ?? (classIds.length > 0 ? 'class' : 'number'),
  };
  return { view, looked, words: understood.said };
}

async function understand(db: Db, place: Pick<Looked, 'at' | 'sight'>, found: readonly Word[]) {
  const words: Word[] = [];
  const classes: string[][] = [];
  const said: { word: string; as: 'number' | 'name' | 'class' }[] = [];
  for (const word of found) {
    const ids =
      word.as === 'name' && [...word.text].length > 1 ? await classesBeginning(db, place, word.text) : [];
    if (ids.length > 0) classes.push(ids);
    else words.push(word);
    said.push({ word: word.text, as: ids.length > 0 ? 'class' : word.as });
  }
  return { words, classes, said };
}

function common(lists: readonly string[][]): string[] {
  const [first = [], ...others] = lists;
  return first.filter((id) => others.every((list) => list.includes(id)));
}

async function exported(db: Db, looked: Looked): Promise<Kept[] | Refusal> {
  const found = await pageOf(db, looked, exportedTo + 1, 0);
  return found.length > exportedTo ? refuse('too-many-to-export', '產7', { max: exportedTo }) : found;
}

/** The appointment by which the actor keeps the register of everybody found. */
function keeperOf(actor: Actor, view: View, found: readonly Kept[]): { appointmentId: string } | Refusal {
  const used = [...new Set(found.map(({ division }) => division))].map((division) =>
    appointmentFor(actor, 'register.keep', view.regulation, { division }),
  );
  const [first] = used.length > 0 ? used : [appointmentFor(actor, 'register.keep', view.regulation)];
  if (!first || used.includes(undefined)) return refuse('not-allowed', '五(一)1');
  return { appointmentId: first.id };
}

/** Of one school code: the divisions hand in apart where they have codes of their own. */
async function nationalSheets(
  school: School,
  { at }: Looked,
  found: readonly Kept[],
  { lists }: View,
): Promise<SheetToWrite[] | Refusal> {
  const own = await schoolCodes(school.db);
  const codes = [...new Set(found.map(({ division }) => own[division]))];
  if (codes.length > 1) return refuse('roster-of-one-school', '五(一)1');
  const visits = await visitsOf(
    school.db,
    found.map(({ number }) => number),
  );
  const inTerm = visits.filter((visit) => isVisitIn(visit, at));
  return nationalWorkbook(school, { found, visits: inTerm, lists }, { code: codes[0] ?? own.day, ...at });
}

async function sendWorkbook(
  reply: FastifyReply,
  sheets: readonly SheetToWrite[],
  { today }: View,
): Promise<FastifyReply> {
  const bytes = await writeWorkbook(sheets);
  return reply
    .header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    .header('content-disposition', `attachment; filename="register-${today}.xlsx"`)
    .send(Buffer.from(bytes));
}
