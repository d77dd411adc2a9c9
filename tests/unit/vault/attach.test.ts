import '@/tests/lib/vault-env';

import { beforeEach, describe, expect, it, vi } from 'vitest';

import { forgetAll, must } from '@/tests/lib/empty-vault';
import { collect } from '@/tests/lib/collect';
import { newItem } from '@/tests/lib/new-item';
import { edit, read, readText, repack, reseal, unpack } from '@/tests/lib/unpacked';
import { buildOwnItem, NO_WORDS } from '@/utils/capture/by-hand';
import { utf8, type Bytes } from '@/utils/crypto/bytes';
import { sha256 } from '@/utils/crypto/hash';
import { keyFromSeed } from '@/utils/crypto/sign';
import { FRENCH } from '@/utils/custody/report-words-fr';
import { writePackage } from '@/utils/custody/package';
import { verifyPackage } from '@/utils/custody/verify';
import { readMailHeaders } from '@/utils/text/mail-headers';
import { openVault } from '@/utils/vault';
import { openVaultStores } from '@/utils/vault/stores';

vi.mock('webextension-polyfill', () => import('@/tests/lib/fake-browser'));

const vault = openVault();
const PASSPHRASE = 'four plain words here';
const NAME = 'go\u202elme.away.eml';
const mail = (size = 0): Bytes => {
  const head = utf8('Received: from a by b\r\nDKIM-Signature: v=1\r\nFrom: Rook <rook@nowhere.example>\r\nDate: Sun, 1 Mar 2026 10:00:00 +0000\r\nSubject: canary-subject\r\n\r\ncanary-words <script>x</script>\r\n');
  const bytes = new Uint8Array(Math.max(size, head.length)).fill(0xe9);
  bytes.set(head);
  return bytes;
};
const about = (bytes: Bytes) => ({ name: NAME, modified: null, says: { ...readMailHeaders(bytes) } });
const attach = (id: string, bytes: Bytes) => vault.attach(id, { bytes, type: 'message/rfc822', ending: 'eml' }, about(bytes));

const fresh = async (passphrase: string | null): Promise<void> => {
  await vault.lock();
  await forgetAll();
  must(await vault.create(passphrase));
};
/** A passphrase costs seconds: only where there is something to unlock. */
beforeEach(() => fresh(null));

describe('an original that is attached later', () => {
  it('is sealed with its item, told in the log, and read back; ten megabytes too', async () => {
    const head = must(await vault.add(await newItem('mail')));
    const bytes = mail(10_000_000);
    const entry = must(await attach(head.id, bytes));
    expect(entry).toEqual({ path: 'attached/1.eml', sha256: await sha256(bytes), bytes: bytes.length, type: 'message/rfc822', role: 'original', derivedFrom: null, transform: null });
    expect(Buffer.from(must(await vault.file(head.id, entry.path))).equals(bytes)).toBe(true);
    expect(must(await vault.item(head.id)).derived).toEqual([entry]);
    const line = must(await vault.history(head.id)).at(-1);
    expect([line?.line.type, line?.body?.body]).toEqual(['import', { files: [entry], name: NAME, modified: null, says: { from: 'Rook <rook@nowhere.example>', date: 'Sun, 1 Mar 2026 10:00:00 +0000', messageId: null, received: 1, dkim: true } }]);
    expect(must(await vault.check()).map(({ id }) => id)).toEqual(['no-passphrase']);
  });

  it('is there once: the same bytes again change nothing, other bytes come beside it', async () => {
    const head = must(await vault.add(await newItem('mail')));
    must(await attach(head.id, mail()));
    const lines = must(await vault.history(head.id)).length;
    expect(await attach(head.id, mail())).toMatchObject({ ok: false, error: 'already-there' });
    expect(must(await vault.history(head.id))).toHaveLength(lines);
    expect(must(await attach(head.id, mail(500))).path).toBe('attached/2.eml');
  });

  it('is refused while locked and for what is not here, with nothing written', async () => {
    await fresh(PASSPHRASE);
    const head = must(await vault.add(await newItem('mail')));
    expect(await attach('0'.repeat(32), mail())).toMatchObject({ ok: false, error: 'not-found' });
    await vault.lock();
    expect(await attach(head.id, mail())).toMatchObject({ ok: false, error: 'locked' });
    must(await vault.unlock(PASSPHRASE));
    expect(must(await vault.item(head.id)).derived).toEqual([]);
  });

  it('is not said to be there when what was written is not what is there', async () => {
    const head = must(await vault.add(await newItem('mail')));
    const { main } = must(await openVaultStores());
    const spoil = (_key: unknown, row: { box: Bytes }) => { row.box[row.box.length - 1] = (row.box.at(-1) ?? 0) ^ 1; };
    main.blobs.hook('creating').subscribe(spoil as never);
    const answer = await attach(head.id, mail());
    main.blobs.hook('creating').unsubscribe(spoil as never);
    expect(answer.ok).toBe(false);
  });

  it('goes with its item', async () => {
    const head = must(await vault.add(await newItem('mail')));
    must(await attach(head.id, mail()));
    must(await vault.remove([head.id], 'by-her'));
    const { main } = must(await openVaultStores());
    expect(await main.blobs.count()).toBe(0);
  });

  it('goes into a package as it is, told in the report of both languages, and the package holds', async () => {
    const item = await buildOwnItem('by-hand', { ...NO_WORDS, what: 'A mail came.' }, [], { clientUtc: '2026-03-01T10:20:30.123Z', monotonicMs: 1 });
    const head = must(await vault.add(item));
    must(await attach(head.id, mail()));
    for (const words of [undefined, FRENCH]) {
      const source = must(await vault.packageSource([head.id], { pictures: 'post', form: 'plain' }));
      const zip = await collect(writePackage(source, { pictures: 'post', ...(words ? { words } : {}) }).stream);
      expect((await verifyPackage(new Blob([zip]))).failures).toEqual([]);
      const at = await unpack(zip);
      expect(read(at, 'data/items/0001/attached/1.eml')).toEqual(mail());
      const report = readText(at, 'data/report.html');
      expect(report).toContain(words ? 'Originaux ajoutés plus tard' : 'Originals added later');
      expect(report).toContain('Rook &lt;rook@nowhere.example&gt;');
      expect(report).toContain('go⟦RLO⟧lme.away.eml');
      expect(report).not.toMatch(/canary|\u202e/);
    }
  });

  it('cannot be slipped into a package without its line in the log, whoever seals it', async () => {
    const head = must(await vault.add(await buildOwnItem('by-hand', { ...NO_WORDS, what: 'x' }, [], { clientUtc: '2026-03-01T10:20:30.123Z', monotonicMs: 1 })));
    const at = await unpack(await collect(writePackage(must(await vault.packageSource([head.id], { pictures: 'post', form: 'plain' })), { pictures: 'post' }).stream));
    at.files.set('data/items/0001/attached/1.eml', mail());
    const entry = { path: 'attached/1.eml', sha256: await sha256(mail()), bytes: mail().length, type: 'message/rfc822', role: 'original', derivedFrom: null, transform: null };
    edit(at, 'data/items/0001/derivatives.json', () => JSON.stringify([Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)))]));
    await reseal(at, await keyFromSeed(new Uint8Array(32).fill(9)));
    const { failures } = await verifyPackage(new Blob([await repack(at)]));
    expect(failures.map(({ code }) => code)).toContain('wrong-derivatives');
  });
});

describe('words that are not saved yet', () => {
  const words = { what: 'canary-draft, half a sentence' };
  it('come back after a lock, are sealed, and lie in the browser’s memory only', async () => {
    await fresh(PASSPHRASE);
    must(await vault.keepDraft(0, words));
    const { default: fake } = await import('@/tests/lib/fake-browser');
    const kept = (await fake.storage.session.get(['draft:0']))['draft:0'];
    expect(kept).toMatch(/^[A-Za-z0-9+/=]{100,}$/);
    expect(Buffer.from(String(kept), 'base64').toString('latin1')).not.toContain('canary');
    expect(await fake.storage.local.get(['draft:0'])).toEqual({});
    await vault.lock();
    expect(await vault.readDraft(0)).toMatchObject({ ok: false, error: 'locked' });
    expect(await vault.keepDraft(0, { what: 'others' })).toMatchObject({ ok: false, error: 'locked' });
    must(await vault.unlock(PASSPHRASE));
    expect(must(await vault.readDraft(0))).toEqual(words);
    expect(must(await vault.readDraft(1))).toBeNull();
  });

  it('are gone when they are taken away, and unreadable under another key', async () => {
    await fresh(PASSPHRASE);
    must(await vault.keepDraft(0, words));
    must(await vault.keepDraft(1, words));
    must(await vault.keepDraft(0, null));
    expect(must(await vault.readDraft(0))).toBeNull();
    must(await vault.setPassphrase(PASSPHRASE, null));
    expect(must(await vault.readDraft(1))).toBeNull();
  });
});
