import { expect, it } from 'vitest';

import { Scope } from '@/utils/page/shield/scope';
import { COVERS } from '@/utils/sites/covers';

type Said = [type: string, sites: string];

/** Answers in turn, each when it is let through. */
function page(mode = 'light') {
  const said: Said[] = [];
  const waiting: (() => void)[] = [];
  const say = (type: string, { sites }: { sites: string[] }): Promise<unknown> => {
    said.push([type, sites.join(' ')]);
    return new Promise((done) => waiting.push(() => done(type === 'shield.start' ? { mode, lang: 'en' } : { done: true })));
  };
  const scope = new Scope(['mastodon', 'engines', 'generic'], 'data-abc', say as never);
  const next = async (): Promise<void> => {
    await new Promise((done) => setTimeout(done));
    waiting.shift()?.();
    await new Promise((done) => setTimeout(done));
  };
  return { said, scope, next };
}

const ALL = 'mastodon engines generic';

it('names the posts of every reader, then of the page’s own alone, when its rule is there and the old one gone', async () => {
  const { said, scope, next } = page();
  expect(scope.selector).toContain(COVERS.generic);
  expect(scope.late).toBe(true);
  scope.fit('mastodon');
  await next();
  expect(scope.selector).toContain(COVERS.generic);
  await next();
  expect(said).toEqual([['shield.start', 'mastodon'], ['shield.end', ALL]]);
  expect([scope.selector, scope.late, scope.bare]).toEqual([COVERS.mastodon, false, false]);
  expect(scope.single).toEqual(COVERS.mastodon.split(', '));
  scope.fit('mastodon');
  await next();
  expect(said).toHaveLength(2);
});

it('is wide again at once, by marks until the rule is there', async () => {
  const { said, scope, next } = page();
  scope.fit('mastodon');
  await next();
  await next();
  scope.fit(null);
  expect([scope.bare, scope.late]).toEqual([true, true]);
  expect(scope.selector).toContain(COVERS.generic);
  await next();
  expect(scope.bare).toBe(true);
  await next();
  expect(said.slice(2)).toEqual([['shield.start', ALL], ['shield.end', 'mastodon']]);
  expect(scope.bare).toBe(false);
});

it('goes by the last answer when the page changes its mind meanwhile, one rule after the other', async () => {
  const { said, scope, next } = page();
  scope.fit('mastodon');
  await next();
  scope.fit(null);
  await next();
  expect(scope.selector).toContain(COVERS.generic);
  expect(scope.bare).toBe(true);
  await next();
  await next();
  expect(said).toEqual([['shield.start', 'mastodon'], ['shield.end', ALL], ['shield.start', ALL], ['shield.end', 'mastodon']]);
  expect(scope.bare).toBe(false);
});

it('takes away the rule that is there, after those that were on their way', async () => {
  const { said, scope, next } = page();
  scope.fit('mastodon');
  const gone = scope.undraw();
  for (let i = 0; i < 3; i++) await next();
  expect(await gone).toBe(true);
  expect(said.at(-1)).toEqual(['shield.end', 'mastodon']);
});

it('stays wide when the shield was switched off meanwhile: nothing was drawn', async () => {
  const { said, scope, next } = page('off');
  scope.fit('mastodon');
  await next();
  expect(scope.selector).toContain(COVERS.generic);
  const gone = scope.undraw();
  await next();
  expect(await gone).toBe(true);
  expect(said).toEqual([['shield.start', 'mastodon'], ['shield.end', ALL]]);
});
