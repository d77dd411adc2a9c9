import type { Answer, Handler } from '@/scripts/lib/browsers/index.ts';

export const HOST = 'chaos.example';
/** Moments at the server at which the one who asks may die. */
export type Moment = 'looked-at' | 'asked' | 'applied' | 'answered';

export interface Instance {
  handler: Handler;
  muted: Set<string>;
  /** Accounts that she follows; accounts that are gone. */
  following: Set<string>;
  gone: Set<string>;
  /** Per account, every request that changed it, in order. */
  asked: Map<string, string[]>;
  /** Runs at each moment, before the server goes on. */
  hook: (moment: Moment, id: string) => Promise<void>;
}

const json = (body: unknown, status = 200): Answer => ({ status, type: 'application/json', body: JSON.stringify(body) });

const shell = (state: string, posts: string): string => `<!doctype html><title>Home</title><div id="mastodon">${posts}</div><script id="initial-state" type="application/json">${state}</script>`;

/** The least of a Mastodon instance that mutes: it counts, and it remembers. */
export function instance(): Instance {
  const me = '1';
  const state = JSON.stringify({ meta: { access_token: 'chaos', me } });
  const own: Instance = { muted: new Set(), following: new Set(), gone: new Set(), asked: new Map(), hook: async () => {}, handler: () => null };
  const relationship = (id: string) => ({ id, muting: own.muted.has(id), blocking: false, following: own.following.has(id) });
  own.handler = async ({ method, path, headers }) => {
    if (path === '/home') return { body: shell(state, '') };
    if (headers['authorization'] !== 'Bearer chaos') return json({ error: 'no' }, 401);
    const [, looked] = /relationships\?id\[\]=(\d+)$/.exec(decodeURIComponent(path)) ?? [];
    if (looked !== undefined) {
      await own.hook('looked-at', looked);
      return json(own.gone.has(looked) ? [] : [relationship(looked)]);
    }
    const [, id, verb] = /^\/api\/v1\/accounts\/(\d+)\/((?:un)?mute)$/.exec(path) ?? [];
    if (method !== 'POST' || id === undefined || verb === undefined) return null;
    await own.hook('asked', id);
    own.asked.set(id, [...(own.asked.get(id) ?? []), verb]);
    if (verb === 'mute') own.muted.add(id);
    else own.muted.delete(id);
    await own.hook('applied', id);
    const answer = json(relationship(id));
    setTimeout(() => void own.hook('answered', id), 1);
    return answer;
  };
  return own;
}
