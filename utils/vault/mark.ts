import { fromUtf8, utf8, type Bytes } from '@/utils/crypto/bytes';
import type { Mark } from '@/utils/domain/item';
import { asTheyStand, POST_HTML, type EvidenceRecord } from '@/utils/domain/record';
import { fail, ok, type Result } from '@/utils/domain/result';
import { sharesPixels } from '@/utils/domain/slice';

import { change, underLock } from './changeitem';
import { forget, othersAnew } from './forgetting';
import { isSamePost, openSlices, planPixels } from './masks';
import { entriesOf, openHeads, openItem, readBlob, type OpenItem } from './readitems';
import { itemAnew, type ItemChange, type Rewritten } from './rewrite';
import type { Open } from './stores';
import type { Marked, VaultProblem } from './types';

/**
 * `child`: every picture of it is destroyed at once, here and in the slices and crops that others share with it; what stays
 * are words, ids, address, and the log. `intimate`: only a mark, also on what shows the same pixels; null takes it away.
 * Other looks at the same post are marked with it, but for null.
 */
export function mark(ids: string[], as: Mark | null): Promise<Result<Marked, VaultProblem>> {
  return underLock(async (vault) => {
    const all = as === null ? ids : await withOtherLooks(vault, ids);
    return as === 'child' ? destroy(vault, all, 'child') : label(vault, all, as);
  });
}

/** Of saved posts that she marked intimate: as `child` does, and the mark stays. */
export function destroyPictures(ids: string[]): Promise<Result<Marked, VaultProblem>> {
  return underLock((vault) => destroy(vault, ids, 'intimate'));
}

/** What one look at a post shows, another one does too. */
async function withOtherLooks(vault: Open, ids: string[]): Promise<string[]> {
  const own = await openHeads(vault, (await vault.main.items.bulkGet(ids)).filter((row) => row !== undefined));
  const all = new Set(ids);
  for (let after = 0; ; ) {
    const rows = await vault.main.items.where('n').above(after).limit(500).toArray();
    for (const head of await openHeads(vault, rows)) if (own.some((one) => isSamePost(one, head))) all.add(head.id);
    const last = rows.at(-1);
    if (last === undefined) return [...all];
    after = last.n;
  }
}

async function opened(vault: Open, ids: Iterable<string>): Promise<Result<OpenItem[], VaultProblem>> {
  const items: OpenItem[] = [];
  for (const id of new Set(ids)) {
    const item = await openItem(vault, id);
    if (!item.ok) return item;
    items.push(item.value);
  }
  return items.length === 0 ? fail('not-found') : ok(items);
}

async function label(vault: Open, ids: string[], as: 'intimate' | null): Promise<Result<Marked, VaultProblem>> {
  const asked = new Set(ids);
  const also = as === null ? [] : await showingTheSame(vault, asked);
  const items = await opened(vault, [...asked, ...also]);
  if (!items.ok) return items;
  for (const item of items.value) {
    const { mark: was, ...head } = item.head;
    // What a child's mark destroyed is gone: that mark stays, and says why.
    if (was === 'child' || was === (as ?? undefined)) continue;
    const entry = { type: 'label', time: new Date().toISOString(), body: { field: 'mark', value: as } } as const;
    await change(vault, item, { head: as === null ? head : { ...head, mark: as }, entry });
  }
  return ok({ marked: [...asked], also, given: [] });
}

/** Others whose rectangle in a slice shares more than an edge with one of these. */
async function showingTheSame(vault: Open, ids: ReadonlySet<string>): Promise<string[]> {
  const also = new Set<string>();
  for (const { slice } of await openSlices(vault)) {
    const own = slice.users.filter(({ item }) => ids.has(item));
    for (const { item, rect } of slice.users) if (!ids.has(item) && own.some((one) => sharesPixels(one.rect, rect))) also.add(item);
  }
  return [...also];
}

async function destroy(vault: Open, ids: string[], why: Mark): Promise<Result<Marked, VaultProblem>> {
  const items = await opened(vault, ids);
  if (!items.ok) return items;
  const todo = items.value.filter((item) => item.head.mark !== 'child');
  const marked = new Set(todo.map((item) => item.row.id));
  const plan = await planPixels(vault, marked, 'marked');
  const given = await packagesWith(vault, [...marked, ...plan.slices.map(({ row }) => row.id)]);
  const others = await othersAnew(vault, plan);
  const own: Rewritten[] = [];
  for (const item of todo) own.push(await itemAnew(vault, item, { head: { mark: why, hasPicture: false }, files: await pictures(vault, item), why }));
  if (own.length > 0) await forget(vault, plan, { removed: [], reason: '', items: [...own, ...others] });
  return ok({ marked: [...marked], also: others.map(({ id }) => id), given });
}

/** Times at which one of these, items or slices, was packed with pictures. */
async function packagesWith(vault: Open, ids: string[]): Promise<string[]> {
  const entries = (await Promise.all(ids.map((id) => entriesOf(vault, id)))).flat();
  const times = entries.filter(({ line, body }) => ['export', 'handoff'].includes(line.type) && body?.body['pictures'] !== 'none').map(({ line }) => line.time);
  return [...new Set(times)].sort();
}

/** Everything but the record's parts and the words of the post's own HTML. */
async function pictures(vault: Open, item: OpenItem): Promise<ItemChange['files']> {
  const record = JSON.parse(item.body.record) as EvidenceRecord;
  const files = asTheyStand([...record.files, ...item.body.derived], item.body.redacted ?? []);
  const changes: ItemChange['files'] = [];
  for (const { path, sha256: from } of files) {
    if (path !== POST_HTML) changes.push({ path, from, bytes: null, rects: [] });
    else {
      const bytes = await readBlob(vault, item, path);
      const bare = bytes.ok ? withoutPictures(bytes.value) : null;
      if (!bytes.ok || bare !== null) changes.push({ path, from, bytes: bare, rects: [] });
    }
  }
  return changes;
}

/** Pictures that stand in HTML as `data:` addresses; null where there are none. */
function withoutPictures(html: Bytes): Bytes | null {
  const text = fromUtf8(html);
  const bare = text.replace(/data:[a-z0-9.+-]+\/[a-z0-9.+-]+[^"'()<>\s]*/gi, '');
  return bare === text ? null : utf8(bare);
}
