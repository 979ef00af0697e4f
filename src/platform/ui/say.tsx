/** Says in one line what has just been done: shown for a moment, read out by screen readers. */
import { useEffect, useState } from 'react';
import css from './small.module.css';

let listener: ((text: string) => void) | undefined;

export function say(text: string): void {
  listener?.(text);
}

export function Sayings() {
  const [said, setSaid] = useState({ text: '', at: 0 });
  useEffect(() => {
    listener = (text) => setSaid({ text, at: Date.now() });
    return () => {
      listener = undefined;
    };
  }, []);
  useEffect(() => {
    if (said.text === '') return;
    const timer = setTimeout(() => setSaid({ text: '', at: 0 }), 5000);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <div className={`${css['saying']} no-print`} role="status">
      {said.text && <div className={css['said']}>{said.text}</div>}
    </div>
  );
}
