import { useCallback, useEffect, useState } from 'preact/hooks';

import { onShiftThrice } from '@/utils/ui/leave';
import { leaveNow } from '@/utils/ui/leave-now';
import type { Vault, VaultState } from '@/utils/vault/types';

const TOUCH_EVERY_MS = 15_000;

/** The vault's state, read again after every change in any page; `version` goes up with each. Null: not known yet. */
export function useVaultState(vault: Vault): { state: VaultState | null; version: number; again: () => void } {
  const [state, setState] = useState<VaultState | null>(null);
  const [version, setVersion] = useState(0);
  const again = useCallback(() => setVersion((n) => n + 1), []);
  useEffect(() => vault.subscribe(again), [vault, again]);
  useEffect(() => {
    let gone = false;
    void vault.state().then((next) => { if (!gone) setState(next); }, () => {
      if (!gone) setState({ kind: 'broken', hasPassphrase: false, pending: null, autoLockMinutes: null, resealing: null });
    });
    return () => { gone = true; };
  }, [vault, version]);
  return { state, version, again };
}

/** Her acts keep the auto-lock away; when it has come, this page notices within its next look. */
export function useTouch(vault: Vault, look: () => void): void {
  useEffect(() => {
    let last = 0;
    const touched = () => {
      if (Date.now() - last < TOUCH_EVERY_MS) return;
      last = Date.now();
      void vault.touch();
    };
    const watch = setInterval(look, TOUCH_EVERY_MS);
    for (const name of ['pointerdown', 'keydown'] as const) addEventListener(name, touched, true);
    return () => {
      clearInterval(watch);
      for (const name of ['pointerdown', 'keydown'] as const) removeEventListener(name, touched, true);
    };
  }, [vault, look]);
}

/** The button and the three presses of Shift, as one. */
export function useLeave(vault: Vault): () => void {
  const go = useCallback(() => void leaveNow(() => vault.lock()), [vault]);
  useEffect(() => onShiftThrice(window, go), [go]);
  return go;
}
