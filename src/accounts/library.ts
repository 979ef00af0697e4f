/**
 * The sign-in library (better-auth), one instance per school. It looks the account up, compares the password
 * and opens the session; counting failures, changing passwords and ending sessions are our own SQL. None of
 * its HTTP routes is mounted: `contract.ts` lists every way in.
 * @server
 */
import { betterAuth } from 'better-auth';
import { username } from 'better-auth/plugins/username';
import type { School } from '../platform/school.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { cookieAttributes, cookieName } from './session-cookie.ts';
import { normalUsername, type SessionLimits } from './sign-in.ts';

export type Library = ReturnType<typeof openLibrary>;

/** Kept with the school it serves: when the school goes, so does its library. */
const libraries = new WeakMap<School, Library>();

export function libraryOf(school: School, limits: SessionLimits): Library {
  const library = libraries.get(school) ?? openLibrary(school, limits);
  libraries.set(school, library);
  return library;
}

function openLibrary(school: School, limits: SessionLimits) {
  const longestMs = limits.longestHours * 3_600_000;
  return betterAuth({
    appName: 'Licheng',
    baseURL: school.publicUrl,
    secret: school.sessionSecret,
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: { db: school.db, type: 'postgres', transaction: false },
    // Its own limiter counts per address, and a whole school has one. `failure-store.ts` counts per account.
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 1,
      maxPasswordLength: 200,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    plugins: [
      username({
        displayUsername: false,
        minUsernameLength: 1,
        maxUsernameLength: 200,
        // A name that no account can have must cost the same as one that nobody has.
        usernameValidator: () => true,
        usernameNormalization: normalUsername,
      }),
    ],
    user: {
      modelName: 'login',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    account: {
      modelName: 'login_credential',
      fields: {
        userId: 'login_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    session: {
      modelName: 'login_session',
      fields: {
        userId: 'login_id',
        expiresAt: 'expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
      },
      additionalFields: {
        lastUsedAt: { type: 'date', fieldName: 'last_used_at', input: false },
        idleMinutes: { type: 'number', fieldName: 'idle_minutes', input: false },
      },
      expiresIn: longestMs / 1000,
      cookieCache: { enabled: false },
    },
    databaseHooks: {
      session: {
        create: {
          // The school's clock, not this machine's, says when a session begins and ends.
          async before(session) {
            const now = await school.clock.now(school.db);
            return {
              data: {
                ...session,
                createdAt: now,
                updatedAt: now,
                lastUsedAt: now,
                expiresAt: new Date(now.getTime() + longestMs),
                idleMinutes: limits.idleMinutes,
              },
            };
          },
        },
      },
    },
    advanced: {
      database: { generateId: 'uuid', validateSchema: false },
      ipAddress: { disableIpTracking: true },
      // Otherwise it would put __Secure- before our __Host-.
      useSecureCookies: false,
      cookies: { session_token: { name: cookieName(school), attributes: cookieAttributes(school) } },
    },
  });
}
