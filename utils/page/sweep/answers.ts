import type { SweepCalls, SweepCommand } from '@/utils/messages/sweep';
import type { PageFailed } from '@/utils/messages/types';
import { isAlive, type Listener, type Runtime } from '../lifecycle';
import type { SweepStage } from '../sweeping';
import { Sweep } from './index';

/** Answers the calls of a sweep in this document, one sweep at a time; a second injection of the script is a no-op. */
export function answerSweeps(runtime: Runtime, stage: SweepStage): void {
  if (stage.taken || stage.signal.aborted) return;
  stage.taken = true;
  const { onMessage } = runtime;
  let now: Sweep | null = null;
  const running = (): Sweep => {
    if (!now) throw new Error('no sweep');
    return now;
  };
  const answers: { [T in keyof SweepCalls]: (ask: SweepCalls[T]['ask']) => SweepCalls[T]['answer'] | Promise<SweepCalls[T]['answer']> } = {
    'page.sweepStart': (ask) => {
      now?.end();
      now = new Sweep(stage, (command) => reached(runtime, command));
      return now.start(ask);
    },
    'page.sweepNext': (ask) => running().next(ask),
    'page.sweepLift': ({ on }) => running().lift(on),
    'page.sweepTold': (told) => running().told(told),
    'page.sweepEnd': () => {
      now?.end();
      return (now = null);
    },
  };
  const listener: Listener = (message, sender, respond) => {
    const { type, ...ask } = (typeof message === 'object' && message !== null ? message : {}) as { type?: unknown };
    if (sender.id !== runtime.id || typeof type !== 'string' || !Object.hasOwn(answers, type)) return false;
    const failed: PageFailed = { failed: 'page-error' };
    const answer = answers[type as keyof SweepCalls] as (ask: unknown) => unknown;
    void Promise.resolve().then(() => answer(ask)).then(respond, () => respond(failed));
    return true;
  };
  onMessage.addListener(listener);
  stage.signal.addEventListener('abort', () => {
    now?.end();
    if (isAlive(runtime)) onMessage.removeListener(listener);
  });
}

/** True when the background took it. */
async function reached(runtime: Runtime, command: SweepCommand): Promise<boolean> {
  try {
    const answer: unknown = isAlive(runtime) ? await runtime.sendMessage({ type: 'sweep.command', command }) : null;
    return typeof answer === 'object' && answer !== null && !('refused' in answer);
  } catch {
    return false;
  }
}
