import '@/tests/lib/vault-env';

import { beforeEach, describe, expect, it, vi } from 'vitest';

import { forgetAll } from '@/tests/lib/empty-vault';
import { aPost, ADDRESS, FakePage } from '@/tests/lib/fake-sweep';
import { Run } from '@/utils/capture/sweep/run';
import type { ItemHead } from '@/utils/domain/item';
import type { EvidenceRecord } from '@/utils/domain/record';
import { fail } from '@/utils/domain/result';
import { openVault } from '@/utils/vault';

vi.mock('webextension-polyfill', () => import('@/tests/lib/fake-browser'));

const vault = openVault();
const FREE = { wanted: () => null };
const PASSPHRASE = 'four plain words here';

async function newVault(passphrase: string | null): Promise<void> {
  await vault.lock();
  await forgetAll();
  if (!(await vault.create(passphrase)).ok) throw new Error('no vault');
}
beforeEach(() => newVault(null));

const heads = async (): Promise<ItemHead[]> => {
  const all: ItemHead[] = [];
  for await (const batch of vault.heads()) all.push(...batch);
  return all.reverse();
};
const ids = async (): Promise<(string | null)[]> => (await heads()).map(({ postId }) => postId);
const record = async (id: string): Promise<EvidenceRecord> => {
  const item = await vault.item(id);
  if (!item.ok) throw new Error(item.error);
  return JSON.parse(new TextDecoder().decode(item.value.recordBytes)) as EvidenceRecord;
};
const twenty = Array.from({ length: 20 }, (_, n) => aPost(n));
const all = twenty.map(({ id }) => id);

async function begun(page: FakePage, more: Parameters<typeof FakePage.job>[0] = {}): Promise<Run> {
  const run = new Run(FakePage.job(more), page);
  await run.begin();
  return run;
}

describe('a run', () => {
  it('saves every post once, each its own item under one run, and tells what it acknowledges', async () => {
    const page = new FakePage(twenty, vault);
    const run = await begun(page);
    await run.turn(FREE);
    expect(run.job).toMatchObject({ state: 'done', what: 'thread', site: 'pond', total: 20, counts: { saved: 20, versions: 0, already: 0, failed: 0 }, unseen: 0 });
    expect(await ids()).toEqual(all);
    expect(new Set((await heads()).map((head) => head.run))).toEqual(new Set([run.job.id]));
    expect(page.told_.flatMap(({ acknowledged }) => acknowledged)).toEqual(all);
    expect(page.given).toEqual(all);
    expect((await record((await heads())[3]!.id)).capture).toMatchObject({ level: 1, run: run.job.id, method: ['words-only', 'text', 'html'] });
  });

  it('paused between two steps loses nothing; goes on where it was', async () => {
    const page = new FakePage(twenty, vault);
    const run = await begun(page);
    let order: 'pause' | null = null;
    page.onNext = (turn) => { if (turn === 2) order = 'pause'; };
    await run.turn({ wanted: () => order });
    expect(run.job).toMatchObject({ state: 'paused', reason: 'by-her', counts: { saved: 10 } });
    expect(page.told_.at(-1)).toMatchObject({ state: 'paused', reason: 'by-her', saved: 10 });
    order = null;
    await run.happens({ is: 'resume' });
    await run.turn({ wanted: () => order });
    expect(run.job.state).toBe('done');
    expect(await ids()).toEqual(all);
    expect(page.starts).toHaveLength(1);
  });

  it('stopped keeps what was read', async () => {
    const page = new FakePage(twenty, vault);
    const run = await begun(page);
    let order: 'stop' | null = null;
    page.onNext = (turn) => { if (turn === 3) order = 'stop'; };
    await run.turn({ wanted: () => order });
    expect(run.job).toMatchObject({ state: 'stopped', counts: { saved: 15 } });
    expect(await ids()).toEqual(all.slice(0, 15));
  });

  it('after a restart another worker goes on with the same run: nothing twice, nothing left out', async () => {
    const first = new FakePage(twenty, vault);
    const run = await begun(first);
    first.onNext = (turn) => { if (turn === 3) throw new Error('killed'); };
    first.storing = (batch) => vault.addBatch(batch);
    await run.turn(FREE);
    expect((await ids()).length).toBeGreaterThanOrEqual(5);
    const page = new FakePage(twenty, vault);
    const again = new Run({ ...run.job, state: 'waiting', reason: 'in-line' }, page);
    await again.turn(FREE);
    expect(again.job).toMatchObject({ state: 'done', counts: { saved: 20, versions: 0 } });
    expect([...(await ids())].sort()).toEqual([...all].sort());
    expect(page.starts[0]?.done.sort()).toEqual(all.filter((id) => !page.given.includes(id as string)).sort());
  });

  it('a post without an id is not saved twice after a restart either', async () => {
    const posts = Array.from({ length: 8 }, (_, n) => aPost(n, { id: null, permalink: null }));
    await (await begun(new FakePage(posts, vault))).turn(FREE);
    const page = new FakePage(posts, vault);
    const again = new Run(FakePage.job({ site: 'pond' }), page);
    await again.turn(FREE);
    expect(again.job.counts).toMatchObject({ saved: 8, already: 8 });
    expect(await heads()).toHaveLength(8);
  });

  it('hidden: it waits, takes nothing, and goes on by itself when seen', async () => {
    const page = new FakePage(twenty, vault);
    const run = await begun(page);
    page.onNext = (turn) => { page.visible = turn !== 2; };
    await run.turn(FREE);
    expect(run.job).toMatchObject({ state: 'waiting', reason: 'hidden', counts: { saved: 5 } });
    page.onNext = null;
    page.visible = true;
    await run.turn(FREE);
    expect(run.job.state).toBe('done');
    expect(await ids()).toEqual(all);
  });

  it('locked in the middle: paused and said, kept in memory, not lost', async () => {
    await newVault(PASSPHRASE);
    const page = new FakePage(twenty, vault);
    const run = await begun(page);
    page.onNext = async (turn) => { if (turn === 2) await vault.lock(); };
    await run.turn(FREE);
    expect(run.job).toMatchObject({ state: 'paused', reason: 'locked' });
    expect(page.told_.at(-1)).toMatchObject({ state: 'paused', reason: 'locked' });
    await run.turn(FREE);
    expect(run.job.reason).toBe('locked');
    if (!(await vault.unlock(PASSPHRASE)).ok) throw new Error('not unlocked');
    await run.happens({ is: 'unlocked' });
    await run.turn(FREE);
    expect(run.job).toMatchObject({ state: 'done', counts: { saved: 20, failed: 0 } });
    expect([...(await ids())].sort()).toEqual([...all].sort());
  });

  it.each(['full-disk', 'damaged', 'failed'] as const)('the store says "%s": paused with that reason, nothing half, tried again', async (problem) => {
    const page = new FakePage(twenty, vault);
    const run = await begun(page);
    let calls = 0;
    page.storing = (batch) => (++calls === 2 ? Promise.resolve(fail(problem)) : vault.addBatch(batch));
    await run.turn(FREE);
    expect(run.job).toMatchObject({ state: 'paused', reason: problem, counts: { saved: 5 } });
    await run.happens({ is: 'resume' });
    await run.turn(FREE);
    expect(run.job).toMatchObject({ state: 'done', counts: { saved: 20 } });
    expect(await ids()).toEqual(all);
  });

  it('the last posts could not be stored: that is no end, and the next turn ends it', async () => {
    const page = new FakePage(twenty, vault);
    const run = await begun(page);
    let calls = 0;
    page.storing = (batch) => (++calls === 4 ? Promise.resolve(fail('failed')) : vault.addBatch(batch));
    await run.turn(FREE);
    expect(run.job).toMatchObject({ state: 'paused', reason: 'failed', counts: { saved: 15 } });
    await run.happens({ is: 'resume' });
    await run.turn(FREE);
    expect(run.job).toMatchObject({ state: 'done', counts: { saved: 20 } });
    expect(await ids()).toEqual(all);
  });

  it('the page is loaded anew: begun once more, what is saved is passed over', async () => {
    const page = new FakePage(twenty, vault);
    const run = await begun(page);
    page.onNext = (turn) => { if (turn === 3) page.reload(); };
    await run.turn(FREE);
    expect(run.job).toMatchObject({ state: 'done', counts: { saved: 20, already: 0 } });
    expect(page.starts[1]?.done.sort()).toEqual(all.slice(0, 10));
  });

  it('the tab is closed: it waits for the page to be opened again', async () => {
    const page = new FakePage(twenty, vault);
    const run = await begun(page);
    page.onNext = (turn) => { if (turn === 2) page.shown = 'gone'; };
    await run.turn(FREE);
    expect(run.job).toMatchObject({ state: 'waiting', reason: 'tab-gone', counts: { saved: 5 } });
  });
});

describe('a post that was saved before', () => {
  it('becomes a new version that names the first and says what changed', async () => {
    await (await begun(new FakePage(twenty.slice(0, 6), vault), { id: '1'.repeat(32) })).turn(FREE);
    const edited = [aPost(0), aPost(1, { text: 'other words' }), aPost(2, { displayName: 'Grey' })];
    const second = await begun(new FakePage(edited, vault), { id: '2'.repeat(32) });
    await second.turn(FREE);
    expect(second.job).toMatchObject({ counts: { saved: 3, versions: 3 }, unseen: 3 });
    const third = await begun(new FakePage([aPost(1, { text: 'third words' })], vault), { id: '3'.repeat(32) });
    await third.turn(FREE);
    const saved = await heads();
    const root = saved[1]!.id;
    expect(saved.slice(6).map(({ versionOf, changed }) => [versionOf, changed])).toEqual([
      [saved[0]!.id, []], [root, ['text']], [saved[2]!.id, ['name']], [root, ['text']],
    ]);
  });

  it('is no version when the earlier one was deleted', async () => {
    await (await begun(new FakePage([aPost(0)], vault), { id: '1'.repeat(32) })).turn(FREE);
    await vault.remove([(await heads())[0]!.id], 'test');
    await (await begun(new FakePage([aPost(0)], vault), { id: '2'.repeat(32) })).turn(FREE);
    expect((await heads())[0]).not.toHaveProperty('versionOf');
  });

  it('another site\'s post with the same id is another post', async () => {
    await (await begun(new FakePage([aPost(0)], vault), { id: '1'.repeat(32) })).turn(FREE);
    const other = new FakePage([aPost(0)], vault);
    const start = other.start.bind(other);
    other.start = async (ask) => ({ ...(await start(ask)), site: 'mire' });
    const run = await begun(other, { id: '2'.repeat(32), address: `${ADDRESS}?other` });
    await run.turn(FREE);
    expect(run.job.counts.versions).toBe(0);
  });
});

describe('pictures', () => {
  it('are refused: it is tried once, then it goes on in words and says so in each record, on the cover and in the end', async () => {
    const page = new FakePage(twenty, vault);
    const run = await begun(page, { pictures: true });
    await run.turn(FREE);
    expect(run.job).toMatchObject({ state: 'done', blind: true, counts: { saved: 20, noPicture: { 'not-allowed': 20 } } });
    expect(page.looks).toBe(2);
    expect(page.told_.filter(({ state }) => state === 'running').at(-1)?.reason).toBe('words-only');
    for (const { id, hasPicture } of await heads()) {
      expect(hasPicture).toBe(false);
      expect((await record(id)).capture.notCaptured).toContainEqual({ what: 'picture', why: 'not-allowed' });
    }
  });

  it('are never tried for what the platform marks as sensitive', async () => {
    const page = new FakePage(twenty.map((post) => ({ ...post, sensitive: true })), vault);
    page.allowed = true;
    const run = await begun(page, { pictures: true });
    await run.turn(FREE);
    expect(page.looks).toBe(0);
    expect(run.job.counts).toMatchObject({ saved: 20, words: 20, noPicture: {} });
    expect((await record((await heads())[0]!.id)).capture).toMatchObject({ level: 1, notCaptured: [{ what: 'picture', why: 'sensitive' }] });
  });

  it('are never tried again of a post that she marked "may show a child", whatever she chose for this page', async () => {
    const first = new FakePage(twenty, vault);
    await (await begun(first)).turn(FREE);
    const marked = await vault.mark((await heads()).map(({ id }) => id), 'child');
    expect(marked.ok).toBe(true);
    const again = new FakePage(twenty, vault);
    again.allowed = true;
    const run = await begun(again, { id: 'b'.repeat(32), pictures: true, sensitiveAsWords: false });
    await run.turn(FREE);
    expect(again.looks).toBe(0);
    expect(run.job.counts).toMatchObject({ saved: 20, words: 20 });
    for (const head of await heads()) expect(head.hasPicture).toBe(false);
  });

  it('hidden between reading and picture: those posts are pictured later, not given up', async () => {
    const page = new FakePage(twenty, vault);
    page.allowed = true;
    const run = await begun(page, { pictures: true });
    page.shown = 'shown';
    const lift = page.lift.bind(page);
    page.lift = async () => { page.visible = false; return lift(); };
    await run.turn(FREE);
    expect(run.job).toMatchObject({ state: 'waiting', reason: 'hidden', counts: { saved: 0 } });
    page.lift = lift;
    page.visible = true;
    await run.turn(FREE);
    expect(run.job).toMatchObject({ state: 'done', counts: { saved: 20, noPicture: { 'no-picture': 20 } } });
    expect(page.given).toEqual(all);
  });
});
