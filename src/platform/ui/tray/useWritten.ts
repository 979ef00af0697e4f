/**
 * Words that are kept twice while they are written: on the server as a draft, with every pause in typing, and on this
 * device with the files that wait for them, at every letter. Where another window saved the draft meanwhile, nothing is
 * written over: both are there, and the student chooses.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { type CallError, RefusedError } from '../../call.ts';
import type { TrayEntry } from './entry.ts';
import { changeEntry } from './tray.ts';
import { isOpen } from './useEntryOf.ts';

interface Draft<Text> {
  text: Text;
  savedAt: string;
}

export interface Ways<Text> {
  entry: TrayEntry | undefined;
  /** What the form begins with. */
  initial: Text;
  /** What stands on the server, as often as it is asked. */
  draft: Draft<Text> | undefined;
  /** @param seen when the draft on the screen had been saved; another one's is refused with `changed` */
  save(text: Text, seen: string | null): Promise<{ savedAt: string }>;
  /** The reason by which a save is refused that would write over another window's. */
  changed: string;
  /** Not kept on the server as long as it is not. */
  savable?(text: Text): boolean;
  /** As the server keeps them, which tidies. */
  same(one: Text, other: Text): boolean;
  /** What an entry's target says, in the two directions. */
  target(text: Text): TrayEntry['target'];
  textOf(target: TrayEntry['target']): Text | undefined;
}

const pauseMs = 800;
/** A slow line must not cost the closing time: what is handed in is sent without waiting longer for its draft. */
const flushMs = 2000;

export function useWritten<Text>(ways: Ways<Text>) {
  const { entry, draft } = ways;
  const client = useQueryClient();
  const [text, setText] = useState(ways.initial);
  const [kept, setKept] = useState(false);
  const [error, setError] = useState<CallError | null>(null);
  const [seen, setSeen] = useState(draft?.savedAt ?? null);
  /** On its way to the server: what comes back of it is not another's. */
  const [leaving, setLeaving] = useState<Text>();
  const now = useRef({ text: ways.initial, seen, typed: false, unsaved: false, refused: false });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const saving = useRef<Promise<void>>(Promise.resolve());
  const met = useRef('');
  const stopWaiting = () => {
    clearTimeout(timer.current);
    timer.current = undefined;
  };
  const see = (savedAt: string | null) => {
    now.current.seen = savedAt;
    setSeen(savedAt);
  };
  const put = (next: Text) => {
    now.current = { ...now.current, text: next, unsaved: true };
    setText(next);
    setKept(false);
  };
  const follow = () => {
    if (!entry || !isOpen(entry)) return;
    void changeEntry(entry.id, { target: ways.target(now.current.text), draftSeen: now.current.seen });
  };
  const saveNow = async () => {
    const { text: saved } = now.current;
    setLeaving(saved);
    try {
      see((await ways.save(saved, now.current.seen)).savedAt);
      if (entry && isOpen(entry)) await changeEntry(entry.id, { draftSeen: now.current.seen });
      now.current.unsaved = now.current.text !== saved;
      now.current.refused = false;
      // Lists that name what was written are asked again where they are looked at next.
      void client.invalidateQueries({ refetchType: 'none' });
      setKept(!now.current.unsaved);
      setError(null);
    } catch (failed) {
      now.current.refused = isChange(failed, ways.changed);
      setError(now.current.refused ? null : (failed as CallError));
      if (now.current.refused) await client.invalidateQueries();
    }
    setLeaving(undefined);
  };
  /** One after the other: each says which save it has seen. */
  const save = (): Promise<void> => {
    stopWaiting();
    saving.current = saving.current.then(saveNow);
    return saving.current;
  };
  const later = () => {
    stopWaiting();
    if (ways.savable?.(now.current.text) ?? true) timer.current = setTimeout(() => void save(), pauseMs);
  };

  // Whoever leaves the page before the pause is over loses no letter either.
  const last = useRef(save);
  useEffect(() => {
    last.current = save;
  });
  useEffect(() => () => void (timer.current && last.current()), []);
  // An entry that lay here before has the last letters; one that comes now gets what is written.
  useEffect(() => {
    if (!entry || met.current === entry.id) return;
    met.current = entry.id;
    const laid = now.current.typed ? undefined : ways.textOf(entry.target);
    if (laid === undefined) return follow();
    const isSaved = ways.same(laid, now.current.text);
    // To the letter, even where the server would keep it alike: announced otherwise it would begin anew.
    put(laid);
    now.current.unsaved = !isSaved;
    if (isSaved) return;
    if (entry.draftSeen !== undefined) see(entry.draftSeen);
    if (isOpen(entry)) later();
  });

  const isOther =
    draft !== undefined &&
    (seen === null || Date.parse(draft.savedAt) > Date.parse(seen)) &&
    ![text, leaving].some((one) => one !== undefined && ways.same(one, draft.text));
  const other = isOther ? draft : undefined;
  return {
    text,
    /** The draft on the server is this. */
    kept,
    /** Why it could not be kept. */
    error,
    /** What another window saved since. */
    other,
    draftSeen: seen,
    write(next: Text) {
      now.current.typed = true;
      put(next);
      follow();
      later();
    },
    /** Ends the question which of two drafts it shall be. */
    settle(next: Text) {
      see(other?.savedAt ?? null);
      put(next);
      follow();
      void save();
    },
    /** Before handing in: what is not saved yet. @returns false where another window's draft stands against it */
    async flush(): Promise<boolean> {
      if (now.current.unsaved && (ways.savable?.(now.current.text) ?? true)) {
        await Promise.race([save(), new Promise((resolve) => setTimeout(resolve, flushMs))]);
      }
      stopWaiting();
      return !now.current.refused;
    },
  };
}

function isChange(error: unknown, reason: string): boolean {
  return error instanceof RefusedError && error.refusal.refused === reason;
}
