/** One window of a device sends at a time: a lease in the device's storage, given back when the window closes. */

const key = 'licheng.tray.turn';
const leaseMs = 8000;
const self = Math.random().toString(36).slice(2);

function holder(): { window: string; until: number } | undefined {
  const [window = '', until = '0'] = (localStorage.getItem(key) ?? '').split(' ');
  return window && Number(until) > Date.now() ? { window, until: Number(until) } : undefined;
}

/** True while this window may send; renews its lease. */
export function takeTurn(): boolean {
  const now = holder();
  if (now && now.window !== self) return false;
  localStorage.setItem(key, `${self} ${Date.now() + leaseMs}`);
  return true;
}

export function giveTurnBack(): void {
  if (holder()?.window === self) localStorage.removeItem(key);
}

addEventListener('pagehide', giveTurnBack);
