import { History } from './History.tsx';

/** The history of a student's register, at the end of their page. */
export function RegisterHistory({ registrationId }: { registrationId: string }) {
  return <History registrationId={registrationId} topic="register" />;
}
