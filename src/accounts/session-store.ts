/** Sessions, and who a session is: read in one query at every request, so that a lost right is lost at once. */
import { sql } from 'kysely';
import type { Db, Tx } from '../platform/db.ts';
import type { ActorRegistration, Appointment } from './actor.ts';

export interface SessionOwner {
  sessionId: string;
  personId: string;
  name: string;
  passwordDue: boolean;
  isStaff: boolean;
  registrations: ActorRegistration[];
  appointments: Appointment[];
  /** The use of this session was last written down a minute ago or longer. */
  stale: boolean;
}

/**
 * The living session with this token, its person and everything the person holds today, in one round trip.
 * @param offsetMs the school clock's distance from the database's
 */
export async function sessionOwner(
  db: Db,
  token: string,
  offsetMs: number,
): Promise<SessionOwner | undefined> {
  const { rows } = await sql<SessionOwner>`
    select session_id as "sessionId", person_id as "personId", name, password_due as "passwordDue",
           is_staff as "isStaff", stale, registrations, appointments
    from session_owner(${token}, ${offsetMs})`.execute(db);
  return rows[0];
}

/** Writes down that a session is in use; `actorOf` asks for it at most once a minute. */
export async function touchSession(db: Db, sessionId: string, now: Date): Promise<void> {
  await db
    .updateTable('login_session')
    .set({ last_used_at: now })
    .where('id', '=', sessionId)
    .where('last_used_at', '<', now)
    .execute();
}

export interface NewSession {
  loginId: string;
  token: string;
  now: Date;
  expiresAt: Date;
  idleMinutes: number | null;
}

export async function addSession(tx: Tx, session: NewSession): Promise<string> {
  const { id } = await tx
    .insertInto('login_session')
    .values({
      login_id: session.loginId,
      token: session.token,
      created_at: session.now,
      updated_at: session.now,
      last_used_at: session.now,
      expires_at: session.expiresAt,
      idle_minutes: session.idleMinutes,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export interface LivingSession {
  id: string;
  createdAt: Date;
  lastUsedAt: Date;
  expiresAt: Date;
  ipAddress: string;
  userAgent: string;
}

/** Sessions of a person that have neither ended nor run out, newest use first. */
export async function livingSessions(db: Db, personId: string, now: Date): Promise<LivingSession[]> {
  return db
    .selectFrom('login_session as s')
    .innerJoin('login as l', 'l.id', 's.login_id')
    .select([
      's.id',
      's.created_at as createdAt',
      's.last_used_at as lastUsedAt',
      's.expires_at as expiresAt',
      's.ip_address as ipAddress',
      's.user_agent as userAgent',
    ])
    .where('l.person_id', '=', personId)
    .where('s.ended_at', 'is', null)
    .where('s.expires_at', '>', now)
    .where(
      sql<boolean>`(s.idle_minutes is null or s.last_used_at + s.idle_minutes * interval '1 minute' > ${now})`,
    )
    .orderBy('s.last_used_at', 'desc')
    .execute();
}

/** Ends one session of this person; false when it was none of theirs or had ended. */
export async function endSession(tx: Tx, personId: string, sessionId: string, now: Date): Promise<boolean> {
  const ended = await tx
    .updateTable('login_session')
    .set({ ended_at: now })
    .where('id', '=', sessionId)
    .where('ended_at', 'is', null)
    .where((eb) =>
      eb('login_id', 'in', eb.selectFrom('login').select('id').where('person_id', '=', personId)),
    )
    .executeTakeFirst();
  return ended.numUpdatedRows === 1n;
}

export async function endByToken(tx: Tx, token: string, now: Date): Promise<void> {
  await tx
    .updateTable('login_session')
    .set({ ended_at: now })
    .where('token', '=', token)
    .where('ended_at', 'is', null)
    .execute();
}

/** Ends every session of an account but, where given, the one in hand. Answers how many. */
export async function endSessions(tx: Tx, loginId: string, now: Date, except?: string): Promise<number> {
  let query = tx
    .updateTable('login_session')
    .set({ ended_at: now })
    .where('login_id', '=', loginId)
    .where('ended_at', 'is', null);
  if (except) query = query.where('id', '!=', except);
  return Number((await query.executeTakeFirst()).numUpdatedRows);
}

/** The same session under a new token: whoever copied the old one is out. */
export async function rotateSession(tx: Tx, sessionId: string, token: string, now: Date): Promise<void> {
  await tx.updateTable('login_session').set({ token, updated_at: now }).where('id', '=', sessionId).execute();
}

/** Where a session was opened from, and which account it belongs to. */
export async function noteOrigin(tx: Tx, token: string, ipAddress: string, userAgent: string) {
  return tx
    .updateTable('login_session')
    .set({ ip_address: ipAddress, user_agent: userAgent.slice(0, 300) })
    .where('token', '=', token)
    .returning(['id', 'login_id as loginId'])
    .executeTakeFirstOrThrow();
}

/** Drops sessions that have been over since before this moment. */
export async function forgetSessions(db: Db, before: Date): Promise<void> {
  await db
    .deleteFrom('login_session')
    .where((eb) => eb.or([eb('ended_at', '<', before), eb('expires_at', '<', before)]))
    .execute();
}
