import { CALLS } from './schemas';
import { senderKind, type Known, type Sender, type SenderKind } from './sender';
import type { BackgroundCalls } from './types';

export type Handlers = {
  [K in keyof BackgroundCalls]: (ask: BackgroundCalls[K]['ask'], sender: Sender & { kind: SenderKind }) => Promise<BackgroundCalls[K]['answer']>;
};

/** One message in, one answer or one code out. `known` is asked afresh for each: grants and gestures change. */
export async function answer(message: unknown, sender: Sender, known: () => Promise<Known>, handlers: Handlers): Promise<unknown> {
  const type = (message as { type?: unknown } | null)?.type;
  if (typeof type !== 'string' || !Object.hasOwn(CALLS, type)) return { refused: 'bad-message' };
  const call = CALLS[type as keyof BackgroundCalls];
  const kind = senderKind(sender, await known());
  if (!call.from.includes(kind)) return { refused: 'not-allowed' };
  const parsed = call.shape.safeParse(message);
  if (!parsed.success) return { refused: 'bad-message' };
  try {
    const handler = handlers[type as keyof BackgroundCalls] as (ask: unknown, from: Sender & { kind: SenderKind }) => Promise<unknown>;
    return await handler(parsed.data, { ...sender, kind });
  } catch {
    return { refused: 'failed' };
  }
}
