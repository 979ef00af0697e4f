/**
 * Everybody who might knock, with how they stand to 林育安 of the day division: the columns of the rights matrix.
 * Nobody of the cast is changed; who is missing there joins here.
 */
import type { OfficeKey } from '../../src/accounts/appointment.ts';
import { type Holder, type RightKey, rights } from '../../src/accounts/rights.ts';
import type { Tx } from '../../src/platform/db.ts';
import { packagedRegulation, parseRegulation } from '../../src/regulation/parse.ts';
import { officeFor, type Regulation } from '../../src/regulation/regulation.ts';
import { classes, people } from '../cast.ts';

interface Acting {
  personId: string | null;
  /** The office that lets them in, with its division; null for the whole school. */
  office?: OfficeKey;
  division?: 'day' | 'continuing' | null;
  relation?: 'student' | 'teacher' | 'deputy' | 'homeroom';
  staff?: boolean;
}

const uuid = (tail: number) => `00000000-0000-4000-8000-${tail.toString().padStart(12, '0')}`;

export const actors = {
  anonymous: { personId: null },
  student: { personId: people.lin.id, relation: 'student' },
  otherStudent: { personId: people.chen.id },
  otherDivisionStudent: { personId: people.huang.id },
  teacher: { personId: people.wang.id, relation: 'teacher', staff: true },
  otherTeacher: { personId: people.su.id, staff: true },
  deputy: { personId: people.he.id, relation: 'deputy', staff: true },
  endedDeputy: { personId: uuid(31), staff: true },
  homeroom: { personId: uuid(32), relation: 'homeroom', staff: true },
  otherHomeroom: { personId: uuid(33), staff: true },
  counsellor: { personId: uuid(34), office: 'counselling-teacher', division: null, staff: true },
  counsellingConvener: { personId: uuid(35), office: 'counselling-convener', division: null, staff: true },
  registrar: { personId: people.registrar.id, office: 'registrar', division: 'day', staff: true },
  continuingAcademic: {
    personId: people.night.id,
    office: 'continuing-academic',
    division: 'continuing',
    staff: true,
  },
  studentActivities: { personId: uuid(36), office: 'student-activities', division: 'day', staff: true },
  continuingStudentAffairs: {
    personId: uuid(37),
    office: 'continuing-student-affairs',
    division: 'continuing',
    staff: true,
  },
  /** 執行秘書 of the working group, by the school's text. */
  academicDirector: {
    personId: people.director.id,
    office: 'academic-director',
    division: null,
    staff: true,
  },
  studentAffairsDirector: {
    personId: uuid(38),
    office: 'student-affairs-director',
    division: null,
    staff: true,
  },
  counsellingDirector: { personId: uuid(39), office: 'counselling-director', division: null, staff: true },
  practiceDirector: { personId: uuid(40), office: 'practice-director', division: null, staff: true },
  continuingDirector: {
    personId: uuid(41),
    office: 'continuing-director',
    division: 'continuing',
    staff: true,
  },
  principal: { personId: uuid(42), office: 'principal', division: null, staff: true },
  research: { personId: uuid(43), office: 'research', division: null, staff: true },
  gradeHead: { personId: uuid(44), office: 'grade-head', division: null, staff: true },
  systemKeeper: { personId: people.keeper.id, office: 'system-keeper', division: null, staff: true },
  /** Holds the registrar's office; the account is disabled. */
  disabled: { personId: uuid(45), staff: true },
} as const satisfies Record<string, Acting>;

export type ActorName = keyof typeof actors;
export const actorNames = Object.keys(actors) as ActorName[];

/** The text the cast lives by. */
const regulation = readText();

function readText(): Regulation {
  const read = parseRegulation(packagedRegulation());
  if ('wrong' in read) throw new Error(read.wrong.join('\n'));
  return read.regulation;
}

/**
 * Who holds a right over what is 林育安's: read from the table of rights and from who they are, never from the
 * code that decides it.
 * @param ended every appointment ended yesterday
 */
export function holdersOf(right: RightKey, { ended = false } = {}): ActorName[] {
  return actorNames.filter((name) => rights[right].holders.some((holder) => stands(name, holder, ended)));
}

/** The same over anything at all, of whichever division. */
export function holdersSomewhere(right: RightKey, { ended = false } = {}): ActorName[] {
  return actorNames.filter((name) =>
    rights[right].holders.some(
      (holder) => stands(name, holder, ended) || (!ended && standsElsewhere(name, holder)),
    ),
  );
}

function stands(name: ActorName, holder: Holder, ended: boolean): boolean {
  const actor: Acting = actors[name];
  const signedIn = name !== 'anonymous' && name !== 'disabled';
  if (holder === 'anyone') return true;
  if (!signedIn) return false;
  if (holder === 'signed-in') return true;
  if (holder === 'staff') return actor.staff === true;
  if (holder === 'student') return actor.relation === 'student';
  if (holder === 'teacher') return actor.relation === 'teacher' || (!ended && actor.relation === 'deputy');
  if (ended) return false;
  if (holder === 'homeroom') return actor.relation === 'homeroom';
  return holdsOffice(actor, officesOf(holder, 'day')) && actor.division !== 'continuing';
}

/** Over the other division, another class, their own courses. */
function standsElsewhere(name: ActorName, holder: Holder): boolean {
  const actor: Acting = actors[name];
  if (holder === 'student') return name === 'otherStudent' || name === 'otherDivisionStudent';
  if (holder === 'teacher') return name === 'otherTeacher';
  if (holder === 'homeroom') return name === 'otherHomeroom';
  if (typeof holder === 'string' || name === 'disabled') return false;
  return holdsOffice(actor, officesOf(holder, 'continuing'));
}

function holdsOffice(actor: Acting, offices: readonly string[]): boolean {
  return actor.office !== undefined && offices.includes(actor.office);
}

function officesOf(holder: Extract<Holder, object>, division: 'day' | 'continuing'): string[] {
  return 'office' in holder ? [holder.office] : (officeFor(regulation, holder.act, division)?.offices ?? []);
}

/** Those whom the cast does not have, with what they hold. */
export async function enterActors(tx: Tx): Promise<void> {
  const cast = new Set<string>(Object.values(people).map(({ id }) => id));
  for (const [index, name] of actorNames.entries()) {
    const actor: Acting = actors[name];
    if (actor.personId === null || cast.has(actor.personId)) continue;
    await tx
      .insertInto('person')
      .values({ id: actor.personId, name: `某甲${index}` })
      .execute();
    await tx
      .insertInto('staff')
      .values({ person_id: actor.personId, staff_code: `M${index}` })
      .execute();
    if (actor.office) await appoint(tx, actor.personId, actor.office, { division: actor.division ?? null });
  }
  await appoint(tx, actors.homeroom.personId, 'homeroom', { class_id: classes.dayOne.id, division: 'day' });
  await appoint(tx, actors.otherHomeroom.personId, 'homeroom', {
    class_id: classes.nightOne.id,
    division: 'continuing',
  });
  await appoint(tx, actors.disabled.personId, 'registrar', { division: 'day' });
  await appoint(tx, actors.deputy.personId, 'deputy', { deputy_for: people.wang.id, ends_on: '2027-07-31' });
  await appoint(tx, actors.endedDeputy.personId, 'deputy', {
    deputy_for: people.wang.id,
    ends_on: '2025-12-01',
  });
}

async function appoint(
  tx: Tx,
  person_id: string,
  office: string,
  rest: {
    division?: 'day' | 'continuing' | null;
    class_id?: string;
    deputy_for?: string;
    ends_on?: string;
  },
): Promise<void> {
  await tx
    .insertInto('appointment')
    .values({ person_id, office, starts_on: '2025-08-01', ...rest })
    .execute();
}
