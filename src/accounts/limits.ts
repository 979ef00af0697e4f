/** The numbers of signing in, from our own list of defaults (`regulations/defaults.yaml`). @server */
import { readDefaults } from '../regulation/parse.ts';
import { type Default, defaultOf } from '../regulation/regulation.ts';
import type { PasswordLimits } from './new-password.ts';
import type { SessionLimits, SignInLimits } from './sign-in.ts';

export const signInLimits: SignInLimits = {
  failures: ours('lockoutFailures').value,
  lockMinutes: ours('lockoutMinutes').value,
  forgetHours: ours('failureMemoryHours').value,
  clause: ours('lockoutFailures').cite,
};

export const sessionLimits: SessionLimits = {
  idleMinutes: ours('idleMinutes').value,
  longestHours: ours('sessionHours').value,
};

export const passwordLimits: PasswordLimits = {
  least: ours('passwordLength').value,
  most: 200,
  clause: ours('passwordLength').cite,
};

/** How long a printed code opens an account whose password has not been set yet. */
export const codeDays = ours('codeDays').value;

function ours(key: string): Default {
  return defaultOf({ defaults: readDefaults() }, key);
}
