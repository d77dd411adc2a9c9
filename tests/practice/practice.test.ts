import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { practice } from '../../scripts/practice/site.ts';
import { HOST, acct, fullHandle, people, reader } from '../../scripts/practice/people.ts';
import { seedPosts } from '../../scripts/practice/seed.ts';
import type { Answer, Arrived } from '../../scripts/lib/browsers/types.ts';
import type { ReadPost } from '../../scripts/lib/read-page';
import { openReader, type Reader } from '../../scripts/lib/reader.mjs';

const site = practice();

async function ask(path: string, more: Partial<Arrived> = {}): Promise<Answer> {
  const answer = await site.handler({ host: HOST, path, method: 'GET', scheme: 'https', headers: {}, body: new Uint8Array(), at: 0, known: true, ...more });
  if (answer === null) throw new Error(`${path}: no answer`);
  return answer;
}
const text = ({ body }: Answer): string => Buffer.from(body).toString('utf8');
const signedIn = { authorization: 'Bearer practice-token', 'content-type': 'application/json' };
const call = async (path: string, body?: unknown): Promise<{ status: number; body: never }> => {
  const answer = await ask(path, { headers: signedIn, method: body === undefined ? 'GET' : 'POST', body: Buffer.from(JSON.stringify(body ?? null)) });
  return { status: answer.status ?? 200, body: JSON.parse(text(answer)) as never };
};

let browser: Reader;
beforeAll(async () => { browser = await openReader(); }, 60_000);
afterAll(() => browser?.close());

async function readPage(path: string): Promise<{ site: string | null; posts: ReadPost[] }> {
  return browser.read({ url: `https://${HOST}${path}`, html: text(await ask(path)) });
}
const flat = (words: string | null): string => (words ?? '').replace(/\s+/g, ' ').trim();

describe('the practice network', () => {
  const posts = seedPosts();

  it('has 200 posts by 40 people, the same each time', () => {
    expect(posts).toHaveLength(200);
    expect(people).toHaveLength(40);
    expect(new Set(posts.map(({ author }) => author.id)).size).toBe(40);
    expect(new Set(posts.map(({ id }) => id)).size).toBe(200);
    expect(seedPosts()).toEqual(posts);
  });

  it('has three crowds, eleven languages, one threat, thirty near-copies and joined emoji', () => {
    for (const crowd of ['friendly', 'critical', 'abusive']) expect(posts.filter(({ author }) => author.crowd === crowd).length).toBeGreaterThan(25);
    expect([...new Set(posts.map(({ lang }) => lang))].sort()).toEqual(['ar', 'en', 'es', 'fon', 'fr', 'hi', 'ko', 'pt', 'sv', 'sw', 'ur']);
    expect(posts.filter(({ mark }) => mark === 'threat')).toHaveLength(1);
    const pile = posts.filter(({ mark }) => mark === 'pile-on');
    expect(pile).toHaveLength(30);
    expect(new Set(pile.map(({ words }) => words)).size).toBeGreaterThan(10);
    const all = posts.map(({ words }) => words).join('');
    expect(all).toMatch(/\p{Extended_Pictographic}\u200D\p{Extended_Pictographic}/u);
    expect(all).toMatch(/[ƉƐƆ]/);
    expect(all).toMatch(/ɔ́/);
  });

  it('gives pages under a policy without inline code or style', async () => {
    for (const path of ['/home', '/notifications', `/@afi/${posts[0]!.id}`, `/@${acct(people[23]!)}`]) {
      const answer = await ask(path);
      expect(answer.headers?.['content-security-policy']).toMatch(/script-src 'self';.*style-src 'self';/);
      const markup = text(answer);
      expect(markup).not.toMatch(/<style|\sstyle=|\son[a-z]+=/);
      expect(markup.match(/<script(?![^>]*(src=|type="application\/json"))/g)).toBeNull();
    }
  });

  it.each([['/home'], ['/notifications'], [`/@afi/${posts[0]!.id}`], [`/@${acct(people[23]!)}`]])('is read right by the adapter that its address and page select: %s', async (path) => {
    const { site: adapter, posts: read } = await readPage(path);
    expect(adapter).toBe('mastodon');
    expect(read.length).toBeGreaterThan(1);
    for (const one of read) {
      const seed = posts.find(({ id }) => id === one.id)!;
      expect(seed, `post ${one.id}`).toBeDefined();
      expect(one.handle).toBe(fullHandle(seed.author));
      expect(one.userId).toBe(seed.author.id);
      // Names are read without the signs that turn text around; the saved HTML keeps them.
      expect(flat(one.displayName)).toBe(flat(seed.author.name.replace(/[\u202a-\u202e]/g, '')));
      expect(one.permalink).toBe(`https://${HOST}/@${acct(seed.author)}/${seed.id}`);
      expect(one.postedAt).toBe(seed.createdAt);
      if (seed.warning === null) expect(flat(one.text)).toBe(flat(seed.words));
      else expect([one.text, one.contentWarning]).toEqual([null, seed.warning]);
      expect(one.media).toBe(seed.picture && seed.warning === null ? 1 : 0);
    }
    expect(read.filter(({ focal }) => focal)).toHaveLength(path.startsWith('/@afi/') ? 1 : 0);
  });

  it('mutes, unmutes, blocks and unblocks, and says so in the relationship and the timeline', async () => {
    const one = people[24]!;
    expect((await call(`/api/v1/accounts/${one.id}/mute`, { notifications: true, duration: 0 })).body).toMatchObject({ id: one.id, muting: true, blocking: false });
    const timeline = (await call('/api/v1/timelines/home?limit=40')).body as { account: { id: string } }[];
    expect(timeline).toHaveLength(40);
    expect(timeline.some(({ account }) => account.id === one.id)).toBe(false);
    expect((await call(`/api/v1/accounts/${one.id}/unmute`, {})).body).toMatchObject({ muting: false });
    expect((await call(`/api/v1/accounts/${one.id}/block`, {})).body).toMatchObject({ blocking: true });
    expect((await call(`/api/v1/accounts/relationships?id[]=${one.id}&id[]=${people[1]!.id}`)).body).toMatchObject([{ blocking: true }, { blocking: false, following: true }]);
    expect((await call(`/api/v1/accounts/${one.id}/unblock`, {})).body).toMatchObject({ blocking: false });
  });

  it('refuses without the token, and what is not there', async () => {
    expect((await ask('/api/v1/timelines/home')).status).toBe(401);
    expect((await call('/api/v1/accounts/999/mute', {})).status).toBe(404);
    expect((await call('/api/v1/statuses/999')).status).toBe(404);
  });

  it('takes a report and keeps it', async () => {
    const made = await call('/api/v1/reports', { account_id: people[24]!.id, status_ids: [posts[9]!.id], comment: 'copied to many', category: 'spam', forward: true });
    expect(made.body).toMatchObject({ category: 'spam', forwarded: true });
    expect(site.state.reports.at(-1)).toMatchObject({ accountId: people[24]!.id, statusIds: [posts[9]!.id] });
  });

  it('gives a thread by REST as the page shows it', async () => {
    const context = (await call(`/api/v1/statuses/${posts[0]!.id}/context`)).body as { ancestors: unknown[]; descendants: { id: string; in_reply_to_id: string }[] };
    expect(context.ancestors).toEqual([]);
    expect(context.descendants.length).toBeGreaterThan(40);
    const { posts: read } = await readPage(`/@afi/${posts[0]!.id}`);
    expect(read.slice(1).map(({ id }) => id)).toEqual(context.descendants.map(({ id }) => id));
  });

  it('says who the reader is', async () => {
    expect((await call('/api/v1/accounts/verify_credentials')).body).toMatchObject({ id: reader.id, acct: 'afi' });
  });

  it('seeds a long feed when asked', async () => {
    const long = practice();
    const answer = (await long.handler({ host: HOST, path: '/home?posts=1000', method: 'GET', scheme: 'https', headers: {}, body: new Uint8Array(), at: 0, known: true }))!;
    expect(text(answer).match(/<article /g)).toHaveLength(1000);
  });
});
