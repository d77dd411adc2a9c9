import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

import { NO_WORDS, type OwnWords } from '@/utils/capture/by-hand';
import type { Vault, VaultState } from '@/utils/vault/types';

import type { Picked } from './pages/write/Download';
import { useSlot } from './use-slot';

/** Words that she typed on the page for writing down and has not saved. */
export interface Draft { words: OwnWords; origin: string }

export interface DraftBox extends Draft {
  change(next: Partial<Draft> | ((now: Draft) => Partial<Draft>)): void;
  /** Chosen and not yet saved; in this window's memory only. */
  files: File[];
  setFiles(files: File[] | ((now: File[]) => File[])): void;
  bring: File[];
  setBring(files: File[] | ((now: File[]) => File[])): void;
  download: Picked | null;
  setDownload(download: Picked | null): void;
  /** What is here was begun before a lock, or in a window that is closed. */
  cameBack: boolean;
}

export const blankWords = (): OwnWords => ({ ...NO_WORDS, zone: Intl.DateTimeFormat().resolvedOptions().timeZone });
const blank = (): Draft => ({ words: blankWords(), origin: '' });
const isBlank = ({ words, origin }: Draft): boolean => origin === '' && Object.entries(words).every(([key, value]) => key === 'zone' || value === '');

const isDraft = (value: unknown): value is Draft => {
  const { words, origin } = (value ?? {}) as { words?: Record<string, unknown>; origin?: unknown };
  return typeof origin === 'string' && typeof words === 'object' && words !== null && Object.keys(NO_WORDS).every((key) => typeof words[key] === 'string');
};

/**
 * What she types is sealed as she types it, and comes back after a lock, a reload and leaving. While locked nothing of it
 * is in the page; what could not be sealed in time stays in memory behind the lock rather than be lost.
 */
export function useDraft(vault: Vault, state: VaultState | null): DraftBox {
  const open = state?.kind === 'open';
  const slot = useSlot();
  const [draft, setDraft] = useState(blank);
  const [cameBack, setCameBack] = useState(false);
  const [files, setFiles] = useState<File[]>([]);
  const [bring, setBring] = useState<File[]>([]);
  const [download, setDownload] = useState<Picked | null>(null);
  /** `wanted`: not sealed yet; undefined: all is. */
  const keeping = useRef<{ now: Draft; wanted: Draft | undefined; busy: boolean }>({ now: draft, wanted: undefined, busy: false });

  const seal = useCallback(async () => {
    const at = keeping.current;
    if (slot === null || at.busy) return;
    at.busy = true;
    try {
      while (at.wanted !== undefined) {
        const taken = at.wanted;
        const answer = await vault.keepDraft(slot, isBlank(taken) ? null : taken);
        if (!answer.ok) return;
        if (at.wanted === taken) at.wanted = undefined;
      }
    } catch {
      // It stays wanted, and in memory: the next change or look tries again.
    } finally {
      at.busy = false;
    }
  }, [vault, slot]);

  const change = useCallback((next: Parameters<DraftBox['change']>[0]) => {
    const at = keeping.current;
    at.now = { ...at.now, ...(typeof next === 'function' ? next(at.now) : next) };
    at.wanted = at.now;
    setDraft(at.now);
    setCameBack(false);
    void seal();
  }, [seal]);

  useEffect(() => {
    const at = keeping.current;
    if (!open) {
      if (at.wanted === undefined) setDraft((at.now = blank()));
      return;
    }
    if (slot === null) return;
    if (at.wanted !== undefined || !isBlank(at.now)) return void seal();
    let gone = false;
    void vault.readDraft(slot).then((answer) => {
      if (gone || !answer.ok || !isDraft(answer.value) || !isBlank(at.now)) return;
      setDraft((at.now = answer.value));
      setCameBack(true);
    });
    return () => { gone = true; };
  }, [vault, open, slot, seal]);

  // The state is read anew after every change of the vault. A new passphrase is a new key: what is sealed under the old one would not open any more.
  useEffect(() => {
    const at = keeping.current;
    if (!open || isBlank(at.now)) return;
    at.wanted ??= at.now;
    void seal();
  }, [open, state, seal]);

  return { ...draft, change, files, setFiles, bring, setBring, download, setDownload, cameBack };
}
