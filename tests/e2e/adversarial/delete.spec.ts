import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';

import type { Driver } from '../../../scripts/lib/browsers/index.ts';
import { copyOfProfile } from '../../lib/forensics/profile.ts';
import { recover, type Recovered } from '../../lib/forensics/recover.ts';
import { BROWSERS, PASSPHRASE, start } from '../lib/session.ts';
import { addMade, must, vault } from './lib/hold.ts';

const SECOND = 'five other plain words here';

/** Where the vault may lie: all that the browser keeps for the extension, live or not. */
const ours = (path: string): boolean => /^Default[/\\](IndexedDB|Local Extension|Sync Extension|blob_storage|File System|Storage)|^storage[/\\]/.test(path);

/** What somebody gets out who took the device at this moment: a copy is searched, the profile stays as it is. */
async function taken(profileDir: string, passphrase: string, id: string): Promise<Recovered> {
  const copy = copyOfProfile(profileDir);
  try {
    return await recover(copy, passphrase, id, ours);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

const opens = (found: Recovered, word: string): boolean => found.blocks.some(({ whole, text }) => whole && text.includes(word));

for (const browser of BROWSERS) {
  test.describe(`${browser}: what was deleted is in no file`, () => {
    let profileDir: string;
    let driver: Driver;
    const begin = async (): Promise<void> => void (driver = await start(browser, { profileDir }));

    test.setTimeout(420_000);
    test.beforeEach(async () => {
      profileDir = mkdtempSync(join(tmpdir(), `hf-delete-${browser}-`));
      await begin();
      await must(driver, 'create', PASSPHRASE);
      await addMade(driver, { word: 'bystander', size: 4_000, count: 5 });
    });
    test.afterEach(async () => {
      await driver.sigkill();
      rmSync(profileDir, { recursive: true, force: true, maxRetries: 5 });
    });

    test('a deleted post opens from the files before, with the passphrase, and from none after', async () => {
      const [id] = (await addMade(driver, { word: 'kestrelword', size: 90_000 })) as [string];
      await addMade(driver, { word: 'later', size: 4_000 });
      await driver.sigkill();
      const before = await taken(profileDir, PASSPHRASE, id);
      expect(before.opened).toBe(1);
      expect(before.keys.length).toBeGreaterThan(0);
      expect(opens(before, 'kestrelword')).toBe(true);

      await begin();
      await must(driver, 'unlock', PASSPHRASE);
      await must(driver, 'remove', [id], 'hers');
      await driver.sigkill();
      const after = await taken(profileDir, PASSPHRASE, id);
      expect(after.opened, 'the search itself still opens the vault').toBe(1);
      expect({ keys: after.keys, blocks: after.blocks, inbox: after.inbox }).toEqual({ keys: [], blocks: [], inbox: [] });
    });

    test('a post saved while locked and discarded right after unlock is in no file either', async () => {
      await vault(driver, 'lock');
      const [id] = (await addMade(driver, { word: 'ternword', size: 4_000, locked: true })) as [string];
      expect((await taken(profileDir, PASSPHRASE, id)).inbox.length, 'the sealed row is found while it is there').toBeGreaterThan(0);
      await must(driver, 'unlock', PASSPHRASE);
      await must(driver, 'discardPending');
      await driver.sigkill();
      const after = await taken(profileDir, PASSPHRASE, id);
      expect(after.opened).toBe(1);
      expect({ keys: after.keys, blocks: after.blocks, inbox: after.inbox }).toEqual({ keys: [], blocks: [], inbox: [] });
    });

    test('after a change of passphrase the old one opens nothing that is left', async () => {
      const [id] = (await addMade(driver, { word: 'plover', size: 90_000 })) as [string];
      await must(driver, 'setPassphrase', PASSPHRASE, SECOND);
      await driver.sigkill();
      const old = await taken(profileDir, PASSPHRASE, id);
      expect({ opened: old.opened, keys: old.keys, blocks: old.blocks }).toEqual({ opened: 0, keys: [], blocks: [] });
      const now = await taken(profileDir, SECOND, id);
      expect(now.opened).toBe(1);
      expect(opens(now, 'plover')).toBe(true);
    });
  });
}
