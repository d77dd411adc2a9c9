import { sha256 } from '@/utils/crypto/hash';
import { keyFromSeed } from '@/utils/crypto/sign';
import { jcsBytes } from '@/utils/custody/jcs';
import { leafHash } from '@/utils/custody/tree';
import { newLine } from '@/utils/custody/line';
import { originOf, writeCheckpoint } from '@/utils/custody/note';
import { rootOf } from '@/utils/custody/tree';
import type { ItemHead } from '@/utils/domain/item';
import type { LoggedEntry } from '@/utils/domain/log';
import type { EvidenceRecord, FileEntry, PostPart } from '@/utils/domain/record';
import { toBase64 } from '@/utils/domain/ids';
import { fail, ok } from '@/utils/domain/result';
import type { KeptSelectors, PageRule } from '@/utils/domain/taught';
import type { HealthFinding, Job, NewItem, Vault, VaultProblem, VaultState } from '@/utils/vault/types';

import { fakeHead } from './fake-posts';
import { fakeShelf } from './fake-shelf';

export interface FakeSettings {
  count?: number;
  pending?: number;
  state?: VaultState['kind'];
  passphrase?: string | null;
  health?: HealthFinding[];
  /** Calls that fail, and how. */
  failing?: Partial<Record<'page' | 'item' | 'file' | 'create' | 'remove' | 'setNote' | 'add' | 'addBatch' | 'mark' | 'attach', VaultProblem>>;
  /** Pages that come before `failing.page` begins. */
  pagesBefore?: number;
  picture?: () => Promise<Uint8Array<ArrayBuffer>>;
  jobs?: Job[];
  /** A slow disk: from the 40th item on, each file of a package takes so many ms to open. */
  slow?: number;
  /** Sites where she taught how to find posts. */
  rules?: PageRule[];
  /** Data files that were taken in. */
  selectors?: KeptSelectors[];
}

const SALT = 'AAAAAAAAAAAAAAAAAAAAAA==';
export const RECIPIENT = 'age1ktveyckyl9cxd7w3rp2rehnf8mqpfs6d6chq56gfm6t022umjukq5r32wk';

/** A vault in memory behind the real interface, with everything counted and nothing kept. */
export function fakeVault(settings: FakeSettings = {}): Vault & { calls: string[]; added: NewItem[] } {
  const { count = 0, pending = 0, failing = {}, health = [] } = settings;
  let heads: ItemHead[] = Array.from({ length: count }, (_, i) => fakeHead(count - i, i < pending));
  let state: VaultState['kind'] = settings.state ?? 'open';
  let passphrase = settings.passphrase === undefined ? 'six quiet words' : settings.passphrase;
  let wrong = 0;
  let rules: PageRule[] = settings.rules ?? [];
  let files: KeptSelectors[] = settings.selectors ?? [];
  let pagesLeft = settings.pagesBefore ?? 0;
  let autoLockMinutes: number | null = 15;
  const listeners = new Set<() => void>();
  const calls: string[] = [];
  const added: NewItem[] = [];
  const attached = new Map<string, { entry: FileEntry; bytes: Uint8Array<ArrayBuffer>; about: Parameters<Vault['attach']>[2] }[]>();
  const drafts = new Map<number, string>();
  const jobs = new Map<string, Job>((settings.jobs ?? []).map((job) => [job.id, job]));
  const tell = () => { for (const listener of listeners) listener(); };
  const find = (id: string) => heads.find((head) => head.id === id);
  const change = (edit: (head: ItemHead) => ItemHead | null) => { heads = heads.flatMap((head) => edit(head) ?? []); tell(); };
  const counted = <T extends object>(vault: T): T => new Proxy(vault, { get: (target, key) => { if (typeof key === 'string' && key !== 'calls') calls.push(key); return Reflect.get(target, key) as unknown; } });

  const pictureOf = async () => (await settings.picture?.()) ?? new Uint8Array([137, 80, 78, 71]);
  const bytesOf = async (head: ItemHead, path: string): Promise<Uint8Array<ArrayBuffer> | null> => {
    if (path === 'post.json') return jcsBytes(postPart(head));
    return path === 'original.png' || path === 'crop.png' ? pictureOf() : null;
  };
  const recordOf = async (head: ItemHead): Promise<EvidenceRecord> => {
    const post = jcsBytes(postPart(head));
    const picture = await pictureOf();
    const file = async (path: string, from: string | null) => ({
      path, sha256: await sha256(picture), bytes: picture.length, type: 'image/png', role: from ? 'derivative' as const : 'original' as const, derivedFrom: from, transform: from ? 'crop 0 0 600 300' : null,
    });
    return {
      schema: 'holdfast/record/v1', id: head.id,
      capture: {
        level: 1, method: ['visible-tab', 'html', 'text'], domChanges: [], adapter: head.site, adapterVersion: 1, tier: 'testid', parsed: head.parsed, savedWhileLocked: head.savedWhileLocked,
        notCaptured: head.wordsOnly ? [{ what: 'picture', why: 'tab-changed' }, { what: 'media https://x.com/canary-address.png', why: 'other-origin' }] : [], rect: null,
      },
      parts: [{ name: 'post', path: 'post.json', sha256: await sha256(post), bytes: post.length }],
      files: head.hasPicture ? [await file('original.png', null), await file('crop.png', 'original.png')] : [],
    };
  };
  const derivedOf = (id: string) => (attached.get(id) ?? []).map(({ entry }) => entry);
  const entriesOf = (head: ItemHead): LoggedEntry[] => [
    ...(attached.get(head.id) ?? []).map(({ entry, about }, i) => newLine({ seq: 100 + i, type: 'import', time: head.savedAt, itemId: head.id, body: { files: [entry], ...about } })),
    newLine({ seq: head.number, type: 'capture', time: head.savedAt, itemId: head.id, body: { record: '0'.repeat(64) } }),
  ];

  return counted({
    calls,
    added,
    add: async (item) => {
      if (failing.add) return fail(failing.add);
      const head = { ...item.head, number: (heads[0]?.number ?? 0) + 1 };
      added.push(item);
      heads = [head, ...heads];
      tell();
      return ok(head);
    },
    addBatch: async ({ items }) => {
      if (failing.addBatch) return fail(failing.addBatch);
      return ok(items.map((item) => {
        const head = find(item.head.id) ?? { ...item.head, number: (heads[0]?.number ?? 0) + 1 };
        if (!find(head.id)) { added.push(item); heads = [head, ...heads]; tell(); }
        return head;
      }));
    },
    putJob: async (job) => { jobs.set(job.id, structuredClone(job)); tell(); return ok(undefined); },
    jobs: async () => ok([...jobs.values()]),
    dropJob: async (id) => { jobs.delete(id); tell(); return ok(undefined); },
    state: async () => ({ kind: state, hasPassphrase: passphrase !== null, pending: state === 'open' ? heads.filter((head) => head.pending).length : null, autoLockMinutes, resealing: null }),
    create: async (next) => { if (failing.create) return fail(failing.create); passphrase = next; state = 'open'; tell(); return ok(undefined); },
    unlock: async (typed) => {
      if (typed === passphrase) { state = 'open'; wrong = 0; tell(); return ok(undefined); }
      wrong += 1;
      return wrong > 2 ? fail('wait', '40') : fail('wrong-passphrase');
    },
    lock: async () => { if (passphrase !== null && state === 'open') state = 'locked'; tell(); },
    setPassphrase: async (current, next, progress) => {
      if (current !== passphrase) return fail('wrong-passphrase');
      for (let share = 0.1; share <= 1; share += 0.1) { progress?.(share); await new Promise((done) => setTimeout(done, 20)); }
      passphrase = next;
      tell();
      return ok(undefined);
    },
    setAutoLock: async (minutes) => { autoLockMinutes = minutes; tell(); },
    touch: async () => undefined,
    count: async () => ok(heads.length),
    page: async (limit, before = Infinity) => {
      if (failing.page && pagesLeft-- <= 0) return fail(failing.page);
      const from = heads.findIndex((head) => head.number < before);
      return ok(from < 0 ? [] : heads.slice(from, from + limit));
    },
    heads: async function* () { for (let i = 0; i < heads.length; i += 500) yield heads.slice(i, i + 500); },
    item: async (id) => {
      const head = find(id);
      if (failing.item) return fail(failing.item);
      const own = added.find((item) => item.head.id === id);
      if (own && head) return ok({ head, recordBytes: own.record, derived: derivedOf(id), redacted: [] });
      return head ? ok({ head, recordBytes: jcsBytes(await recordOf(head)), derived: derivedOf(id), redacted: [] }) : fail('not-found');
    },
    file: async (id, path) => {
      const head = find(id);
      if (failing.file || !head) return fail(failing.file ?? 'not-found');
      const bytes = attached.get(id)?.find(({ entry }) => entry.path === path)?.bytes ?? added.find((item) => item.head.id === id)?.files.find((file) => file.path === path)?.bytes ?? (await bytesOf(head, path));
      return bytes ? ok(bytes) : fail('not-found');
    },
    attach: async (id, { bytes, type, ending }, about) => {
      const head = find(id);
      if (failing.attach || !head) return fail(failing.attach ?? 'not-found');
      const before = attached.get(id) ?? [];
      const hash = await sha256(bytes);
      if (before.some(({ entry }) => entry.sha256 === hash)) return fail('already-there');
      const entry = { path: `attached/${before.length + 1}.${ending}`, sha256: hash, bytes: bytes.length, type, role: 'original' as const, derivedFrom: null, transform: null };
      attached.set(id, [...before, { entry, bytes, about }]);
      tell();
      return ok(entry);
    },
    keepDraft: async (slot, draft) => {
      if (state !== 'open') return fail('locked');
      if (draft === null) drafts.delete(slot);
      else drafts.set(slot, JSON.stringify(draft));
      return ok(undefined);
    },
    readDraft: async (slot) => (state === 'open' ? ok(JSON.parse(drafts.get(slot) ?? 'null')) : fail('locked')),
    ...fakeShelf(() => state, tell),
    logKey: async () => (state === 'open' ? ok(toBase64((await keyFromSeed(new Uint8Array(32).fill(7))).publicKey)) : fail('locked')),
    siteRules: async () => (state === 'open' ? ok([...rules]) : fail('locked')),
    setSiteRule: async (rule) => { rules = [rule, ...rules.filter(({ origin }) => origin !== rule.origin)]; tell(); return ok(undefined); },
    selectorFiles: async () => (state === 'open' ? ok([...files]) : fail('locked')),
    keepSelectors: async (file) => { files = [...files.filter(({ site }) => site !== file.site), file]; tell(); return ok(undefined); },
    dropSelectors: async (site) => { files = files.filter((file) => file.site !== site); tell(); return ok(undefined); },
    dropSiteRule: async (origin) => { rules = rules.filter((rule) => rule.origin !== origin); tell(); return ok(undefined); },
    setNote: async (id, note) => { if (failing.setNote) return fail(failing.setNote); change((head) => (head.id === id ? { ...head, note } : head)); return ok(undefined); },
    remove: async (ids) => { if (failing.remove) return fail(failing.remove); change((head) => (ids.includes(head.id) ? null : head)); return ok({ removed: ids.length }); },
    mark: async (ids, as) => {
      if (failing.mark) return fail(failing.mark);
      change(({ mark: was, ...head }) => {
        if (!ids.includes(head.id)) return { ...head, ...(was && { mark: was }) };
        return as === null ? head : { ...head, mark: as, hasPicture: head.hasPicture && as !== 'child' };
      });
      return ok({ marked: ids, also: [], given: [] });
    },
    destroyPictures: async (ids) => { change((head) => (ids.includes(head.id) ? { ...head, hasPicture: false } : head)); return ok({ marked: ids, also: [], given: [] }); },
    keepPending: async () => { const n = heads.filter((head) => head.pending).length; change((head) => ({ ...head, pending: false })); return ok(n); },
    discardPending: async () => { const n = heads.filter((head) => head.pending).length; change((head) => (head.pending ? null : head)); return ok(n); },
    history: async (id) => { const head = find(id); return head ? ok(entriesOf(head)) : fail('not-found'); },
    check: async (progress) => { for (let done = 0; done <= 20; done += 1) { progress?.(done, 20); await new Promise((next) => setTimeout(next, 10)); } return ok(health); },
    health: async () => health,
    subscribe: (listener) => { listeners.add(listener); return () => listeners.delete(listener); },
    packageSource: async (ids) => {
      const key = await keyFromSeed(new Uint8Array(32).fill(7));
      const chosen = heads.filter((head) => ids.includes(head.id));
      const items = await Promise.all(chosen.map(async (head, i) => ({
        head, view: { head, recordBytes: jcsBytes(await recordOf(head)), derived: [], redacted: [] },
        entries: [newLine({ seq: i, type: 'capture', time: head.savedAt, itemId: head.id, body: { record: '0'.repeat(64) } })],
        open: async (path: string) => {
          if (i >= 40 && settings.slow) await new Promise((done) => setTimeout(done, settings.slow));
          return (await bytesOf(head, path)) ?? new Uint8Array();
        },
      })));
      const leaves = items.map(({ entries }) => leafHash(entries[0]!.line));
      const checkpoint = await writeCheckpoint(key, leaves.length, rootOf(leaves));
      return ok({ items, slices: [], log: { leaves, checkpoint, origin: originOf(key.publicKey) }, publicKey: key.publicKey, sign: (bytes) => key.sign(bytes), recipient: RECIPIENT, extensionVersion: '0.1.0' });
    },
    // oxlint-disable-next-line require-yield
    backup: async function* backup(_, progress) {
      for (let done = 0; done <= heads.length; done++) {
        progress?.(done, heads.length);
        await new Promise((next) => setTimeout(next, settings.slow ?? 0));
      }
      return { items: heads.length, slices: 0, shelf: 0, log: 0, checkpoint: '', next: heads.length + 1, pending: [], gone: [], left: [] };
    },
    checkPassphrase: async (typed) => (typed === passphrase ? ok(undefined) : fail('wrong-passphrase')),
    takeInFile: async () => fail('damaged'),
  } satisfies Vault & { calls: string[]; added: NewItem[] });
}

function postPart(head: ItemHead): PostPart {
  return {
    salt: SALT,
    url: { addressBar: head.address, permalink: head.permalink, canonical: null },
    time: {
      clientUtc: head.savedAt, monotonicMs: 1234, serverDateHeader: null, serverDateReason: 'not-granted', postShownText: '3h', postMachineTime: head.postedAt, postIdDerivedTime: head.postedAt,
    },
    author: { platformUserId: head.userId, handle: head.handle, displayName: head.displayName, profileUrl: `https://x.com/${head.handle}` },
    post: {
      id: head.postId, kind: 'post', inReplyTo: null, quoted: head.number % 3 === 0 ? { handle: 'tin.whistle', text: 'quoted words of another', postedAt: head.postedAt } : null,
      text: head.text, textUtf16le: null, contentWarning: null, context: null, lang: head.number % 12 === 3 ? 'ar' : null, counts: {},
      media: head.number % 4 === 0 ? [{ kind: 'image', url: null, poster: null, alt: 'a drawing of a kettle', width: 10, height: 10 }] : [], truncated: false, sensitive: false,
    },
    sources: { handle: 'testid', userId: 'data', id: 'address', machineTime: 'structure', text: 'testid', displayName: 'testid', permalink: 'structure' },
  };
}
