import { useRef, useState } from 'preact/hooks';

import type { Bytes } from '@/utils/crypto/bytes';
import type { Verdict } from '@/utils/custody/check-types';
import { verifyPackage } from '@/utils/custody/verify';

export interface Asked {
  passphrase: string;
  identity: string;
  pinnedKey: Bytes | null;
}

export type CheckState =
  | { kind: 'waiting' }
  | { kind: 'checking'; name: string; done: number; of: number }
  | { kind: 'answered'; name: string; verdict: Verdict }
  /** A bug or a file that the browser could not read any more. */
  | { kind: 'broken'; name: string };

/** One check at a time; a new one ends the one before. */
export function useCheck(): { state: CheckState; check: (file: File, asked: Asked) => Promise<void>; stop: () => void } {
  const [state, setState] = useState<CheckState>({ kind: 'waiting' });
  const running = useRef<AbortController | null>(null);

  const stop = (): void => {
    running.current?.abort();
    running.current = null;
    setState({ kind: 'waiting' });
  };

  const check = async (file: File, { passphrase, identity, pinnedKey }: Asked): Promise<void> => {
    running.current?.abort();
    const own = new AbortController();
    running.current = own;
    const current = (next: CheckState): void => { if (running.current === own) setState(next); };
    current({ kind: 'checking', name: file.name, done: 0, of: file.size });
    try {
      const verdict = await verifyPackage(file, {
        ...(pinnedKey ? { pinnedKey } : {}), signal: own.signal,
        passphrases: passphrase === '' ? [] : [passphrase], identities: identity === '' ? [] : [identity],
        progress: (done, of) => current({ kind: 'checking', name: file.name, done, of }),
      });
      current({ kind: 'answered', name: file.name, verdict });
    } catch {
      current({ kind: 'broken', name: file.name });
    }
  };
  return { state, check, stop };
}
