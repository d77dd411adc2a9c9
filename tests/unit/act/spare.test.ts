import { describe, expect, it } from 'vitest';

import { keepOwnList, MOST_KEPT, ownList, spareOf } from '@/utils/act/own-list';
import { runsOf } from '@/utils/act/senders';
import { sparedNow, spareFor, type Kept } from '@/utils/act/spare';
import type { Sender } from '@/utils/domain/act';
import { newContact } from '@/utils/handoff/contacts';
import { fakeVault } from '@/tests/lib/fake-vault';

const sender = (more: Partial<Sender> = {}): Sender => ({ site: 'mastodon', host: 'practice.example', userId: '7', handle: 'anna@practice.example', displayName: null, evidence: ['a'], post: null, ...more });
const kept = (more: Partial<Kept> = {}): Kept => ({ site: 'mastodon', host: null, userId: null, handle: 'anna@practice.example', note: null, ...more });
const nowOf = async (vault: ReturnType<typeof fakeVault>) => {
  const spare = await spareOf(vault);
  if (!spare.ok) throw new Error(spare.error);
  return spare.value;
};
const about = { begun: '2026-05-03T10:00:00.000Z', reason: null, until: null };
const whys = (senders: Sender[], list: Kept[], allies: Kept[] = []) =>
  runsOf(senders, 'mute', spareFor(list, allies), about).flatMap(({ entries }) => entries.map(({ step }) => (step.state === 'spared' ? step.why : step.state)));

describe('people never quieted', () => {
  it('are spared by the name she wrote, with or without @ and in any case, with or without her own host', () => {
    for (const handle of ['anna@practice.example', '@Anna@Practice.example', 'anna', ' @anna ']) expect(whys([sender()], [kept({ handle })]), handle).toEqual(['own-list']);
    expect(whys([sender({ handle: 'anna@other.example' })], [kept({ handle: 'anna' })])).toEqual(['waiting']);
  });

  it('are spared by their id, on the host whose id it is', () => {
    expect(whys([sender({ handle: 'renamed@practice.example' })], [kept({ handle: null, userId: '7', host: 'practice.example' })])).toEqual(['own-list']);
    expect(whys([sender({ host: 'other.example', handle: 'x@other.example' })], [kept({ handle: null, userId: '7', host: 'practice.example' })])).toEqual(['waiting']);
  });

  it('one name on another platform is another person', () => {
    expect(whys([sender({ site: 'x', host: 'x.com', handle: 'anna' })], [kept({ site: 'reddit', handle: 'anna' })])).toEqual(['waiting']);
  });

  it('allies are spared as allies', () => {
    expect(whys([sender()], [], [kept({ handle: null, userId: '7' })])).toEqual(['ally']);
  });

  it('an account of somebody she knows is an ally from the moment it is written down, and no longer', async () => {
    const vault = fakeVault();
    const accounts = (handles: string[]) => vault.shelve({ put: [{ id: 'c', kind: 'contact', data: { ...newContact('c', 'Anna', ['ally'], null), accounts: handles.map((handle) => ({ site: 'mastodon', handle, userId: null })) } }] });
    await accounts([]);
    expect(sparedNow(sender(), await nowOf(vault))).toBe(null);
    await accounts(['anna@practice.example']);
    expect(sparedNow(sender(), await nowOf(vault))).toBe('ally');
    expect(sparedNow(sender({ site: 'x', host: 'x.com', handle: 'anna' }), await nowOf(vault))).toBe(null);
    await vault.shelve({ drop: ['c'] });
    expect(sparedNow(sender(), await nowOf(vault))).toBe(null);
  });

  it('what cannot be read spares nobody by mistake: it is a problem, not an empty list', async () => {
    const vault = fakeVault();
    const fault = { ok: false as const, error: 'damaged' as const };
    expect(await spareOf({ ...vault, shelf: async () => fault })).toEqual(fault);
    expect(await spareOf({ ...vault, jobs: async () => fault })).toEqual(fault);
  });

  it('an empty name on the list spares nobody', () => {
    expect(whys([sender({ handle: null })], [kept({ handle: ' @ ', userId: '' })])).toEqual(['waiting']);
  });

  it('who is put on the list while a run is going on is spared from then on', async () => {
    const vault = fakeVault();
    expect(sparedNow(sender(), await nowOf(vault))).toBe(null);
    expect((await keepOwnList(vault, [kept()])).ok).toBe(true);
    expect(sparedNow(sender(), await nowOf(vault))).toBe('own-list');
    expect(await ownList(vault)).toEqual([kept()]);
    await keepOwnList(vault, []);
    expect(sparedNow(sender(), await nowOf(vault))).toBe(null);
    expect(((await vault.jobs()) as { value: unknown[] }).value).toHaveLength(1);
  });

  it('the list is no longer than a list may be', async () => {
    const vault = fakeVault();
    expect((await keepOwnList(vault, Array.from({ length: MOST_KEPT + 1 }, () => kept()))).ok).toBe(false);
    expect(await ownList(vault)).toEqual([]);
  });
});
