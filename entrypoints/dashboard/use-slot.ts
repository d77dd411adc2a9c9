import { useEffect, useState } from 'preact/hooks';

const MOST = 20;

/** The first place for a draft that no other open window of ours holds: a window opened anew finds the draft of the closed one. Null: not known yet. */
export function useSlot(): number | null {
  const [slot, setSlot] = useState<number | null>(null);
  useEffect(() => {
    let leave = (): void => undefined;
    const left = new Promise<void>((done) => { leave = done; });
    const end = new AbortController();
    void (async () => {
      if (!(navigator.locks as LockManager | null)) return setSlot(0);
      for (let i = 0; i < MOST && !end.signal.aborted; i++) {
        const mine = await new Promise<boolean>((answer) => {
          void navigator.locks.request(`hf-draft-${i}`, { ifAvailable: true }, async (lock) => {
            answer(lock !== null);
            if (lock) await left;
          });
        });
        if (mine) return setSlot(i);
      }
      if (!end.signal.aborted) setSlot(MOST);
    })();
    return () => { end.abort(); leave(); };
  }, []);
  return slot;
}
