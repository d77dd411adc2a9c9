import type { BackgroundCalls } from './types';

/** The browser's own interface: this file also runs in pages, where the polyfill does not belong. */
const runtime = (): typeof chrome.runtime => ((globalThis as { browser?: typeof chrome }).browser ?? chrome).runtime;

export type Refusal = { refused: 'not-allowed' | 'bad-message' | 'failed' };

/** Asks the background. Null when it refused or did not answer: an error is a code there, never a stack here. */
export async function ask<K extends keyof BackgroundCalls>(type: K, body: BackgroundCalls[K]['ask']): Promise<BackgroundCalls[K]['answer'] | null> {
  const answer = (await runtime().sendMessage({ ...body, type })) as BackgroundCalls[K]['answer'] | Refusal | undefined;
  if (answer === undefined || answer === null || (typeof answer === 'object' && 'refused' in answer)) return null;
  return answer;
}
