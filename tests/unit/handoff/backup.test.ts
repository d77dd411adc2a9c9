import '@/tests/lib/vault-env';

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { beforeEach, expect, it, vi } from 'vitest';

import { backupOf, MADE, SIX_WORDS } from '@/tests/lib/backup';
import { forgetAll, must } from '@/tests/lib/empty-vault';
import { newItem } from '@/tests/lib/new-item';
import { has } from '@/tests/lib/tools';
import { rawOpen } from '@/tests/lib/raw-idb';
import { batchOf } from '@/tests/lib/sliced';
import { utf8, type Bytes } from '@/utils/crypto/bytes';
import { checkContinues } from '@/utils/custody/continue';
import { decryptWith, encryptTo } from '@/utils/custody/encrypt';
import type { BackupEnd, BackupFile } from '@/utils/domain/backup';
import { randomId } from '@/utils/domain/ids';
import { lookInto, restoreBackup } from '@/utils/handoff/restore';
import { readTar, writeTar, type TarFile } from '@/utils/handoff/tar';
import { addDerived, addItem, openVault } from '@/utils/vault';
import { backupFiles } from '@/utils/vault/backup';
import { openEntry, readHead } from '@/utils/vault/logbook';
import { openVaultStores, readPointer } from '@/utils/vault/stores';

vi.mock('webextension-polyfill', () => import('@/tests/lib/fake-browser'));

const vault = openVault();
const NEXT = 'other words for this device';
const found = async () => must(await vault.check()).filter(({ id }) => id !== 'no-passphrase');
const restore = (file: Blob, next: string | null = null, passphrase = SIX_WORDS) => restoreBackup({ file, passphrase, next, signal: new AbortController().signal });
const CROP = { path: 'crop.png', sha256: '', bytes: 3, type: 'image/png', role: 'derivative' as const, derivedFrom: 'original.png', transform: 'crop 0,0,1,1' };

/** Something of every kind that a vault holds. */
async function fill(): Promise<{ ids: string[]; contact: string }> {
  const ids: string[] = [];
  for (const word of ['one', 'two', 'three', 'four']) ids.push(must(await addItem(await newItem(word))).id);
  const crop = new Uint8Array([7, 7, 7]);
  must(await addDerived(ids[1] as string, [{ entry: { ...CROP, sha256: await (await import('@/utils/crypto/hash')).sha256(crop) }, bytes: crop }]));
  must(await vault.setNote(ids[2] as string, 'mine, 🪶'));
  must(await vault.mark([ids[3] as string], 'child'));
  must(await vault.remove([ids[0] as string], 'hers'));
  must(await vault.addBatch(await batchOf(['north', 'south'])));
  const contact = randomId();
  must(await vault.shelve({
    put: [{ id: contact, kind: 'contact', data: { name: 'Rook', sent: 3 }, files: [{ name: 'card.txt', bytes: utf8('a card') }] }, { id: randomId(), kind: 'own-ops', data: [1] }],
    line: { type: 'handoff', itemId: null, body: { to: 'Rook' } },
  }));
  must(await vault.setSiteRule({ origin: 'https://pond.example', post: '.card', name: null, link: null, time: null, words: null }));
  must(await vault.putJob({ id: randomId(), kind: 'act', state: 'running', lease: 5, data: { verb: 'mute' } }));
  must(await vault.putJob({ id: randomId(), kind: 'sweep', state: 'running', lease: 5, data: {} }));
  return { ids, contact };
}

/** Everything she can see, byte for byte. */
async function all(): Promise<unknown> {
  const heads = must(await vault.page(100));
  const items = await Promise.all(heads.map(async (head) => {
    const view = must(await vault.item(head.id));
    const record = JSON.parse(new TextDecoder().decode(view.recordBytes)) as { parts: { path: string }[]; files: { path: string }[] };
    const files = await Promise.all([...record.parts, ...record.files, ...view.derived].map(async ({ path }) => [path, await vault.file(head.id, path)]));
    return { view, files, history: must(await vault.history(head.id)) };
  }));
  return { items, rules: must(await vault.siteRules()), ops: must(await vault.shelf('own-ops')) };
}

beforeEach(async () => {
  await forgetAll();
  must(await vault.create(null));
});

it('comes back whole in another profile, under other keys, and its log goes on from the old one', async () => {
  const { ids, contact } = await fill();
  const before = await all();
  const removed = must(await vault.history(ids[0] as string));
  const old = must(await openVaultStores());
  const head = await readHead(old.main, old.session);
  const { file, end } = await backupOf();
  expect([end.items, end.slices, end.left, end.gone]).toEqual([5, 1, [], []]);
  await forgetAll();
  expect(must(await lookInto(file, SIX_WORDS))).toMatchObject({ made: MADE.toISOString(), items: 5 });
  expect((await vault.state()).kind).toBe('none');
  expect(must(await restore(file, NEXT))).toEqual({ made: MADE.toISOString(), items: 5, left: [] });
  expect(await found()).toEqual([]);
  expect(await all()).toEqual(before);
  expect(must(await vault.shelfOne(contact))).toMatchObject({ kind: 'contact', data: { name: 'Rook', sent: 1003 } });
  expect(must(await vault.shelfFile(contact, 'card.txt'))).toEqual(utf8('a card'));
  expect(must(await vault.jobs()).map(({ kind, state, lease }) => [kind, state, lease])).toEqual([['act', 'paused', 0]]);

  const now = must(await openVaultStores());
  expect(now.session.ring.identity).toBe(old.session.ring.identity);
  expect([now.session.ring.seed, now.session.ring.dataKey]).not.toEqual([old.session.ring.seed, old.session.ring.dataKey]);
  const row = await now.main.log.get(head.size);
  const { line, body } = await openEntry(now.session, row!, null);
  expect([line.type, line.seq, await now.main.log.count()]).toEqual(['continue', head.size, head.size + 1]);
  expect((await checkContinues(body?.body))?.continues).toMatchObject({ size: head.size, oldOrigin: head.checkpoint.split('\n')[0] });
  expect(must(await vault.history(ids[0] as string))).toEqual(removed);

  const { log } = must(await vault.packageSource([ids[2] as string], { pictures: 'post', form: 'age' }));
  expect(log.continued?.map((entry) => [entry.line.seq, entry.body?.body['continues'] !== undefined])).toEqual([[head.size, true]]);

  await vault.lock();
  expect(await vault.unlock('four plain words here')).toMatchObject({ error: 'wrong-passphrase' });
  must(await vault.unlock(NEXT));
  expect(must(await addItem(await newItem('five'))).number).toBe(7);
  expect(await found()).toEqual([]);
});

it.runIf(has('age') && has('script'))('opens with the age command, and tar and sha256sum find every file as it was', async () => {
  await fill();
  const { file } = await backupOf();
  const folder = mkdtempSync(join(tmpdir(), 'hf-backup-'));
  try {
    writeFileSync(join(folder, 'b.age'), new Uint8Array(await file.arrayBuffer()));
    const opened = execFileSync('script', ['-qec', 'age -d -o b.tar b.age', '/dev/null'], { cwd: folder, input: `${SIX_WORDS}\n`, stdio: ['pipe', 'pipe', 'pipe'] });
    expect(opened.toString()).not.toMatch(/error/i);
    execFileSync('tar', ['-xf', 'b.tar'], { cwd: folder });
    execFileSync('sha256sum', ['--strict', '--quiet', '-c', 'SHA256SUMS'], { cwd: folder });
    const start = JSON.parse(readFileSync(join(folder, 'backup.json'), 'utf8')) as { items: number };
    expect(start.items).toBe(5);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('what is saved, changed and removed while it is written is in it as it is at its end', async () => {
  const ids: string[] = [];
  for (const word of ['one', 'two', 'three']) ids.push(must(await addItem(await newItem(word))).id);
  const [contact, gone] = [randomId(), randomId()];
  must(await vault.shelve({ put: [{ id: contact, kind: 'contact', data: { name: 'Rook' } }, { id: gone, kind: 'held', data: {} }] }));
  async function* meanwhile(): AsyncGenerator<BackupFile, BackupEnd> {
    const files = backupFiles({ made: MADE.toISOString(), software: '0.0.1' });
    let once = false;
    for (;;) {
      const { done, value } = await files.next();
      if (done) return value;
      yield value;
      if (once || !value.path.startsWith('shelf/')) continue;
      once = true;
      must(await vault.setNote(ids[0] as string, 'later'));
      must(await vault.mark([ids[1] as string], 'child'));
      must(await vault.remove([ids[2] as string], 'hers'));
      must(await addItem(await newItem('four')));
      must(await vault.shelve({ put: [{ id: contact, kind: 'contact', data: { name: 'Wren' } }], drop: [gone] }));
    }
  }
  const { file, end } = await backupOf(meanwhile());
  expect([end.items, end.shelf]).toEqual([3, 1]);
  const before = await all();
  await forgetAll();
  must(await restore(file));
  expect(await found()).toEqual([]);
  expect(await all()).toEqual(before);
  expect(must(await vault.shelf<{ name: string }>('contact')).map(({ data }) => data.name)).toEqual(['Wren']);
  expect(must(await vault.shelf('held'))).toEqual([]);
});

it('captures are not kept waiting by the long part of it, and a reader that goes away keeps nothing locked', async () => {
  for (const word of ['one', 'two']) must(await addItem(await newItem(word)));
  const files = backupFiles({ made: MADE.toISOString(), software: '0.0.1' });
  for (let i = 0; i < 4; i++) await files.next();
  must(await addItem(await newItem('three')));
  for (let path = ''; path !== 'jobs.json'; ) path = ((await files.next()).value as BackupFile).path;
  await files.return(undefined as never);
  must(await addItem(await newItem('four')));
});

it('what does not open is named, and keeps the rest from nobody', async () => {
  const ids: string[] = [];
  for (const word of ['one', 'two', 'three']) ids.push(must(await addItem(await newItem(word))).id);
  const { main } = must(await openVaultStores());
  await main.items.update(ids[1] as string, { head: new Uint8Array(80) });
  const blob = await main.blobs.where('itemId').equals(ids[2] as string).first();
  await main.blobs.update(blob?.id ?? '', { box: new Uint8Array(80) });
  const { file, end } = await backupOf();
  expect([end.left, end.items]).toEqual([[2], 2]);
  await forgetAll();
  expect(must(await restore(file))).toMatchObject({ items: 2, left: [2] });
  expect(must(await vault.page(9)).map(({ number }) => number)).toEqual([3, 1]);
  expect(await found()).toEqual([{ id: 'damaged-item', detail: [3] }]);
});

it('a file that is cut, altered, not ours or under other words restores nothing', async () => {
  await fill();
  const { file } = await backupOf();
  const bytes = new Uint8Array(await file.arrayBuffer());
  const flip = (at: number): Blob => {
    const copy = bytes.slice();
    copy[at] = (copy[at] ?? 0) ^ 1;
    return new Blob([copy]);
  };
  const cases: [string, Blob, string][] = [
    ['damaged-backup', file.slice(0, bytes.length - 3), SIX_WORDS],
    ['damaged-backup', flip(bytes.length >> 1), SIX_WORDS],
    ['damaged-backup', flip(bytes.length - 40), SIX_WORDS],
    ['wrong-words', file, 'six other words than those here'],
    ['not-a-backup', new Blob(['PK\u0003\u0004']), SIX_WORDS],
  ];
  expect(await restore(file)).toMatchObject({ error: 'already-there' });
  expect(await found()).toEqual([]);
  await forgetAll();
  const { Dexie } = await import('dexie');
  for (const [error, blob, words] of cases) {
    expect(await restore(blob, null, words)).toEqual({ ok: false, error });
    expect([(await vault.state()).kind, await readPointer(), (await Dexie.getDatabaseNames()).filter((name) => name !== 'holdfast')]).toEqual(['none', null, []]);
  }
  must(await restore(file));
});

/** The same tar with its files changed, the sums left as they were. */
async function repacked(file: Blob, change: (file: TarFile) => TarFile | null): Promise<Blob> {
  async function* files(): AsyncGenerator<TarFile> {
    for await (const one of readTar(await decryptWith(file, { identities: [], passphrases: [SIX_WORDS] }), 2 ** 30)) {
      const next = change(one);
      if (next) yield next;
    }
  }
  const pieces: Bytes[] = [];
  for await (const piece of writeTar(files(), 0)) pieces.push(piece);
  return new Response(await encryptTo(new Blob(pieces).stream(), { passphrase: SIX_WORDS, workFactor: 4 })).blob();
}

it('a part, a list of sums or an end that is not as it was restores nothing', async () => {
  await fill();
  const { file } = await backupOf();
  await forgetAll();
  const changes: ((file: TarFile) => TarFile | null)[] = [
    (one) => (one.path.endsWith('post.json') ? { ...one, bytes: one.bytes.map((byte) => byte ^ 1) } : one),
    (one) => (one.path === 'SHA256SUMS' ? null : one),
    (one) => (one.path === 'HOW-TO-OPEN.txt' ? null : one),
    (one) => (one.path === 'rules.json' ? { ...one, path: 'rules.txt' } : one),
  ];
  for (const change of changes) expect(await restore(await repacked(file, change))).toEqual({ ok: false, error: 'damaged-backup' });
  expect((await vault.state()).kind).toBe('none');
  must(await restore(await repacked(file, (one) => one)));
});

it('stopped in the middle it leaves nothing, and so does what a cut left before', async () => {
  await fill();
  const { file } = await backupOf();
  await forgetAll();
  const stop = new AbortController();
  const { Dexie } = await import('dexie');
  (await rawOpen(`v-${'a'.repeat(32)}`, 40)).close();
  expect(await restoreBackup({ file, passphrase: SIX_WORDS, next: null, signal: stop.signal }, () => stop.abort())).toEqual({ ok: false, error: 'stopped' });
  expect([(await vault.state()).kind, (await Dexie.getDatabaseNames()).filter((name) => name !== 'holdfast')]).toEqual(['none', []]);
});

/** The same backup with something inside it changed by somebody who knows the words, sums and all. */
async function forged(change: (file: BackupFile) => BackupFile | null): Promise<Blob> {
  async function* altered(): AsyncGenerator<BackupFile, BackupEnd> {
    const files = backupFiles({ made: MADE.toISOString(), software: '0.0.1' });
    for (;;) {
      const { done, value } = await files.next();
      if (done) return value;
      const next = change(value);
      if (next) yield next;
    }
  }
  return (await backupOf(altered())).file;
}

const edit = (path: RegExp, from: RegExp, to: string) => (file: BackupFile): BackupFile =>
  (path.test(file.path) ? { ...file, bytes: utf8(new TextDecoder().decode(file.bytes).replace(from, to)) } : file);

it.each<[string, (file: BackupFile) => BackupFile | null]>([
  ['a line of the log', edit(/^log/, /"capture"/, '"label"')],
  ['a body of the log', edit(/^log/, /"number":1/, '"number":9')],
  ['a line taken out', edit(/^log/, /^.*\n/, '')],
  ['the checkpoint', edit(/^end/, /(holdfast\/.{8}\\n)\d/, '$17')],
  ['another seed', edit(/^keys/, /"seed":"......../, '"seed":"AAAAAAAA')],
  ['a post left out', ({ path, bytes }) => (path.startsWith('items/') ? null : { path, bytes })],
  ['a post under another id', edit(/item\.json$/, /"id":"[0-9a-f]{32}"/, `"id":"${'0'.repeat(32)}"`)],
  ['a file with a way out', ({ path, bytes }) => ({ path: path.replace(/^items\/.*original.png/, 'items/original.png'), bytes })],
  ['a later form', edit(/^backup\.json/, /backup\/v1/, 'backup/v2')],
  ['an end that is none', edit(/^end/, /^.*$/, '[]')],
])('changed inside (%s) it restores nothing', async (_, change) => {
  must(await addItem(await newItem('one')));
  const file = await forged(change);
  await forgetAll();
  expect(await restore(file)).toMatchObject({ ok: false, error: expect.stringMatching(/^(damaged|newer)-backup$/) as string });
  expect((await vault.state()).kind).toBe('none');
});
