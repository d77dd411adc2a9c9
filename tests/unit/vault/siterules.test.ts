import '@/tests/lib/vault-env';

import { beforeEach, expect, it, vi } from 'vitest';

import { forgetAll, must } from '@/tests/lib/empty-vault';
import type { PageRule } from '@/utils/domain/taught';
import { openVault } from '@/utils/vault';
import { closeAll } from '@/utils/vault/stores';

vi.mock('webextension-polyfill', () => import('@/tests/lib/fake-browser'));

const vault = openVault();
const PASSPHRASE = 'four plain words here';
const rule = (origin: string): PageRule => ({ origin, post: '.talk-line', name: '.talk-name', link: null, time: null, words: '.talk-words' });

/** Every byte of every row of every database, as text. */
async function rawText(): Promise<{ text: string; rules: number }> {
  const { Dexie } = await import('dexie');
  let text = '';
  let rules = 0;
  for (const name of await Dexie.getDatabaseNames()) {
    const db = await new Dexie(name).open();
    for (const table of db.tables) {
      for (const row of await table.toArray()) {
        text += JSON.stringify(row, (_, value: unknown) => (value instanceof Uint8Array ? new TextDecoder('latin1').decode(value) : value));
        if ((row as { k?: string }).k === 'rules') rules = (row as { box: Uint8Array }).box.length;
      }
    }
    db.close();
  }
  return { text, rules };
}

beforeEach(async () => {
  await vault.lock();
  await forgetAll();
  must(await vault.create(PASSPHRASE));
});

it('what was taught for a site is kept, taught anew in its place, and forgotten', async () => {
  expect(must(await vault.siteRules())).toEqual([]);
  must(await vault.setSiteRule(rule('https://pond.example')));
  must(await vault.setSiteRule(rule('https://brook.example')));
  must(await vault.setSiteRule({ ...rule('https://pond.example'), name: null }));
  expect(must(await vault.siteRules())).toEqual([{ ...rule('https://pond.example'), name: null }, rule('https://brook.example')]);
  must(await vault.dropSiteRule('https://pond.example'));
  must(await vault.dropSiteRule('https://pond.example'));
  expect(must(await vault.siteRules())).toEqual([rule('https://brook.example')]);
});

it('no site stands in clear on disk, and the row is as large for one as for many', async () => {
  must(await vault.setSiteRule(rule('https://canary-pond.example')));
  closeAll();
  const one = await rawText();
  expect(one.rules).toBeGreaterThan(8_000);
  expect(one.text).not.toMatch(/canary|talk-line|pond/);
  for (let i = 0; i < 12; i++) must(await vault.setSiteRule(rule(`https://canary-${i}.example`)));
  closeAll();
  expect((await rawText()).rules).toBe(one.rules);
});

it('locked, none is told and none is taken', async () => {
  must(await vault.setSiteRule(rule('https://pond.example')));
  await vault.lock();
  expect(await vault.siteRules()).toMatchObject({ ok: false, error: 'locked' });
  expect(await vault.setSiteRule(rule('https://brook.example'))).toMatchObject({ ok: false, error: 'locked' });
  must(await vault.unlock(PASSPHRASE));
  expect(must(await vault.siteRules())).toEqual([rule('https://pond.example')]);
});

it('a new passphrase takes them along', async () => {
  must(await vault.setSiteRule(rule('https://pond.example')));
  must(await vault.setPassphrase(PASSPHRASE, 'other words for it'));
  expect(must(await vault.siteRules())).toEqual([rule('https://pond.example')]);
});

it('ends at two hundred sites', async () => {
  for (let i = 0; i < 200; i++) must(await vault.setSiteRule(rule(`https://s${i}.example`)));
  expect(await vault.setSiteRule(rule('https://one-more.example'))).toMatchObject({ ok: false });
  must(await vault.setSiteRule({ ...rule('https://s7.example'), words: '.new' }));
  expect(must(await vault.siteRules())).toHaveLength(200);
});
