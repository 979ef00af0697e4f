/** The server's time, as far as the browser can know it: deadlines never depend on the device's own clock. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

/** Milliseconds by which the server is ahead of this device. */
const AheadContext = createContext(0);

export function ServerClock({
  now,
  askedAt,
  children,
}: {
  now: string;
  askedAt: number;
  children: ReactNode;
}) {
  const ahead = useMemo(() => {
    const difference = Date.parse(now) - askedAt;
    // Less than two seconds is the way there and back, not a wrong clock.
    return Math.abs(difference) < 2000 ? 0 : difference;
  }, [now, askedAt]);
  return <AheadContext value={ahead}>{children}</AheadContext>;
}

/** The server's now, renewed every so many milliseconds. */
export function useNow(everyMs = 30_000): Date {
  const ahead = useContext(AheadContext);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return new Date(now + ahead);
}
