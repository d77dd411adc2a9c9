// @vitest-environment happy-dom
import '@/tests/lib/vault-env';

import { act, cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { App } from '@/entrypoints/dashboard/App';
import { must } from '@/tests/lib/empty-vault';
import { fakeHead, idOf } from '@/tests/lib/fake-posts';
import { fakeVault } from '@/tests/lib/fake-vault';
import { twoSides, type Side } from '@/tests/lib/sorting';
import { sha256 } from '@/utils/crypto/hash';
import type { Held, HeldItem, LabelOp } from '@/utils/domain/handoff';
import { allOps, ownOps, say } from '@/utils/handoff/labels/desk';
import { EMPTY, newsOf } from '@/utils/handoff/labels/draft';
import { makeReturn } from '@/utils/handoff/labels/exchange';
import { stateOf } from '@/utils/handoff/labels/state';
import { setLanguage } from '@/utils/i18n';

vi.mock('@/utils/platform/browser', () => {
  const event = { addListener: () => undefined, removeListener: () => undefined };
  return {
    browser: {
      storage: { local: { get: async () => ({}), set: async () => undefined, onChanged: event } },
      runtime: { getManifest: () => ({ version: '9.9.9' }), getURL: (path: string) => path },
      permissions: { getAll: async () => ({ origins: [] }), contains: async () => false, request: async () => true, remove: async () => true, onAdded: event, onRemoved: event },
      commands: { getAll: async () => [] },
      tabs: { getCurrent: async () => ({ id: 4, index: 2 }), create: vi.fn(), remove: vi.fn(), query: async () => [] },
    },
  };
});
vi.mock('@/utils/messages/client', () => ({ ask: vi.fn(async () => null) }));

configure({ asyncUtilTimeout: 60_000 });
beforeEach(() => { location.hash = ''; });
afterEach(() => { cleanup(); setLanguage('en'); vi.restoreAllMocks(); });

const open = async (side: Side, hash: string, first: string) => {
  cleanup();
  location.hash = hash;
  render(<App vault={side.vault} />);
  await screen.findByTestId(first);
};
const press = async (id: string) => { fireEvent.click(await screen.findByTestId(id)); };
const key = (name: string, more: KeyboardEventInit = {}) => act(async () => { fireEvent.keyDown(document.body, { key: name, ...more }); });
const page = () => document.documentElement.outerHTML;
const give = (id: string, file: Blob) => fireEvent.change(screen.getByTestId(id), { target: { files: [new File([file], 'notes.age')] } });
const opsAbout = async ({ vault }: Side, about: string): Promise<LabelOp[]> => must(await ownOps(vault, about));
const at = async (place: string) => waitFor(() => expect(screen.getByTestId('work-place').textContent).toBe(place));

describe('needs 10 and 14: the ally sorts by keyboard alone', () => {
  it('ten posts and a stop, one key a decision, the words never in the page', async () => {
    const { hers, ally, handover, items } = await twoSides(13);
    const about = hers.me.signed.card.identity;
    await open(ally, '#/ally/held', 'held');
    expect(screen.getByTestId('held').textContent).toMatch(/From Rook.*13 posts, sorted: 0.*Leave out what is only rude/s);
    await press('held-sort');
    await screen.findByTestId('work-stop');
    expect(location.hash).toBe(`#/ally/held/${handover}`);
    await press('work-begin');
    await at('1 of 10');
    expect(document.querySelector('input:focus, textarea:focus')).toBeNull();
    expect(page()).not.toContain(fakeHead(1).text as string);
    // First: a form, a level, two advices, the next.
    for (const name of ['a', '3', '1', '4', 'Enter']) await key(name);
    await at('2 of 10');
    await key('?');
    await key('?');
    await key('Enter');
    await at('3 of 10');
    await key('-');
    await at('4 of 10');
    // Two forms, one of them as well; the level again from the axis before.
    await key('e');
    await key('ArrowLeft');
    await key('F', { shiftKey: true });
    await key('Enter');
    await at('5 of 10');
    // Back to the one before, and forth without a word.
    await key('Backspace');
    await at('4 of 10');
    expect(screen.getByTestId('key-hate_identity').getAttribute('aria-pressed')).toBe('true');
    await key('Enter');
    await at('5 of 10');
    for (let i = 0; i < 6; i++) { await key('e'); await key('1'); await key('Enter'); }
    await waitFor(() => expect(screen.getByTestId('work-stop').textContent).toMatch(/10 posts done.*3 are left.*pause/s));
    const state = stateOf(await opsAbout(ally, about));
    const mine = ally.me.signed.card.label;
    const said = (i: number) => state.get(items[i] as string)?.authors[mine];
    expect(said(0)?.said).toMatchObject({ form: { value: { primary: 'threat_violence' } }, severity: { value: { level: 3 } }, advice: { value: ['mute', 'police'] } });
    expect(said(1)?.said).toMatchObject({ form: { value: { primary: 'unsure' } }, severity: { value: { level: null } } });
    expect(said(2)).toMatchObject({ passed: true, said: {} });
    expect(said(3)?.said.form?.value).toMatchObject({ primary: 'insult_degrading', others: ['hate_identity'] });
    expect((await opsAbout(ally, about)).length).toBe(3 + 2 + 1 + 1 + 6 * 2);
    await press('work-begin');
    await at('1 of 3');
    await key('Enter');
    await press('work-stop-now');
    await waitFor(() => expect(screen.getByTestId('work-stop').dataset['left']).toBe('3'));
  });

  it('lifts the cover while Space is held, and lays it back', async () => {
    const { ally, handover } = await twoSides(2);
    await open(ally, `#/ally/held/${handover}`, 'work-stop');
    await press('work-begin');
    await screen.findByTestId('work-post');
    const words = fakeHead(1).text as string;
    fireEvent.keyDown(document.body, { key: ' ' });
    await waitFor(() => expect(page()).toContain(words));
    fireEvent.keyUp(document.body, { key: ' ' });
    await waitFor(() => expect(page()).not.toContain(words));
  });

  it('says who may see a visit before the original can be opened, and signs what was seen', async () => {
    const { hers, ally, handover, items } = await twoSides(1);
    await open(ally, `#/ally/held/${handover}`, 'work-stop');
    await press('work-begin');
    await press('axis-witness');
    const link = (await screen.findByTestId('witness-open')) as HTMLAnchorElement;
    expect(screen.getByTestId('witness-warning').textContent).toMatch(new RegExp(`Whoever runs ${new URL(link.href).host} can see your network address`));
    expect([link.rel, link.target, link.href]).toEqual(['noopener noreferrer', '_blank', fakeHead(1).permalink]);
    link.addEventListener('click', (event) => event.preventDefault());
    expect(screen.queryByTestId('witness-sign')).toBeNull();
    await press('witness-open');
    await press('saw-gone');
    await press('witness-sign');
    await waitFor(() => expect(screen.getByTestId('witness-signed').textContent).toMatch(/Signed.*It is gone/));
    expect(stateOf(await opsAbout(ally, hers.me.signed.card.identity)).get(items[0] as string)?.authors[ally.me.signed.card.label]?.witnessed).toMatchObject([{ value: { saw: 'gone', record: null } }]);
  });

  it('puts the sum of their own capture of the same post beside it', async () => {
    const { hers, ally, handover, items } = await twoSides(1, {}, undefined, fakeVault({ count: 1 }));
    await open(ally, `#/ally/held/${handover}`, 'work-stop');
    await press('work-begin');
    await press('axis-witness');
    (await screen.findByTestId('witness-open')).addEventListener('click', (event) => event.preventDefault());
    await press('witness-open');
    await waitFor(() => expect(screen.getByTestId('witness-own').textContent).toMatch(/Your own saved post 1 of it/));
    await press('saw-same');
    await press('witness-sign');
    await screen.findByTestId('witness-signed');
    const [op] = await opsAbout(ally, hers.me.signed.card.identity);
    const own = must(await ally.vault.item(idOf(1)));
    expect(op).toMatchObject({ item: items[0], field: 'witness', value: { saw: 'same', record: await sha256(own.recordBytes) } });
  });

  it('is asked to delete what was taken back, and nothing of it stays', async () => {
    const { ally } = await twoSides(2, { revoked: '2026-11-22T11:00:00.000Z', log: 'rewritten' });
    await open(ally, '#/ally/held', 'held-revoked');
    expect(screen.getByTestId('held-log').textContent).toMatch(/will not be confirmed/);
    await press('held-delete');
    await press('held-delete-yes');
    await screen.findByTestId('held-none');
    expect([must(await ally.vault.shelf<Held>('held')), must(await ally.vault.shelf<HeldItem>('held-item'))]).toEqual([[], []]);
  });
});

describe('need 21: what comes back', () => {
  it('is seen in numbers, merged beside hers, and becomes a queue that she starts once, unread', async () => {
    const { hers, ally, items } = await twoSides(4);
    const about = hers.me.signed.card.identity;
    for (const [i, item] of items.entries()) must(await say(ally.vault, ally.me.label, about, newsOf(item, [], { ...EMPTY, form: i < 2 ? 'pile_on' : 'doxxing', severity: 2, advice: ['mute'] }), new Date()));
    for (const item of items.slice(0, 3)) must(await say(hers.vault, hers.me.label, null, newsOf(item, [], { ...EMPTY, form: 'pile_on' }), new Date()));
    await open(ally, '#/ally/held', 'held');
    const made: Blob[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => { made.push(blob as Blob); return 'blob:made'; });
    await press('held-back');
    await waitFor(() => expect(screen.getByTestId('held-card-said').textContent).toMatch(/12 labels are in the file notes-\d{4}-\d\d-\d\d\.age/));

    await open(hers, '#/ally/back', 'back-page');
    give('back-file', made[0] as Blob);
    expect((await screen.findByTestId('back-preview')).textContent).toMatch(/12 new labels for 4 posts.*Private details published: 2.*Many people attacking at once: 2.*Harassing: 4.*Mute the sender: 4.*Wren confirmed your log/s);
    expect(must(await allOps(hers.vault)).length).toBe(3);
    await press('back-take');
    await waitFor(() => expect(screen.getByTestId('back-said').textContent).toMatch(/12 labels were taken in/));
    await waitFor(() => expect(screen.getByTestId('agreed-form').textContent).toMatch(/2 of 3 alike/));
    expect(must(await allOps(hers.vault)).length).toBe(15);
    const [difference] = await screen.findAllByTestId('difference');
    expect(difference?.textContent).toMatch(/Number 3.*What it is.*(Private details published.*Wren|Many people attacking at once.*you)/s);
    // Her own word shows, until she says otherwise; what she said stays.
    const radios = () => screen.getAllByTestId('difference-choose') as HTMLInputElement[];
    expect(radios().filter(({ checked }) => checked).length).toBe(1);
    const theirs = radios().find(({ checked }) => !checked) as HTMLInputElement;
    fireEvent.click(theirs);
    await waitFor(async () => expect(stateOf(must(await allOps(hers.vault))).get(items[2] as string)?.choices.form).toBe(ally.me.signed.card.label));
    expect(stateOf(must(await allOps(hers.vault))).get(items[2] as string)?.authors[hers.me.signed.card.label]?.said.form?.value.primary).toBe('pile_on');
    await press('back-mute');
    await screen.findByTestId('quiet-page');
    await waitFor(() => expect(screen.getByTestId('quiet-chosen').textContent).toMatch(/^\d chosen of 4$/));
    for (const n of [1, 2, 3, 4]) expect(page()).not.toContain(fakeHead(n).text as string);
    // Her own list and the post itself say what stands, and whose it is; her own word by the same keys.
    await open(hers, `#/saved/${items[3] as string}`, 'labels');
    expect(screen.getByTestId('labels').textContent).toMatch(/What it is.*Private details published.*Wren.*How bad.*Harassing.*Wren/s);
    await press('label-open');
    await key('a');
    await key('4');
    await key('Enter');
    await waitFor(() => expect(screen.getByTestId('labels').textContent).toMatch(/Threat to hurt or kill.*you.*Act now.*you/s));
    expect(must(await ownOps(hers.vault, null)).at(-1)).toMatchObject({ item: items[3], field: 'severity' });
    // Her line stands for the post in the list, beside an ally's other one.
    must(await say(hers.vault, hers.me.label, null, newsOf(items[1] as string, must(await ownOps(hers.vault, null)), { ...EMPTY, form: 'pile_on', line: 'The one about the lamp' }), new Date()));
    must(await hers.vault.setNote(items[1] as string, null));
    await waitFor(() => expect(screen.getByTestId('list').textContent).toContain('The one about the lamp'));
    // The same file again.
    await open(hers, '#/ally/back', 'back-page');
    give('back-file', made[0] as Blob);
    await screen.findByTestId('back-problem');
    expect(must(await allOps(hers.vault)).length).toBe(19);
  });

  it('is refused in a plain sentence, and nothing of it is taken in', async () => {
    const { hers, ally, items, handover } = await twoSides(1);
    must(await say(ally.vault, ally.me.label, hers.me.signed.card.identity, newsOf(items[0] as string, [], { ...EMPTY, form: 'pile_on' }), new Date()));
    const file = await new Response(must(await makeReturn(ally.vault, ally.me, ally.contact.id, new Date())).stream).blob();
    const given = must(await hers.vault.shelfOne<object>(handover));
    must(await hers.vault.shelve({ put: [{ id: handover, kind: 'given', data: { ...given.data, items: [idOf(99)] } }] }));
    await open(hers, '#/ally/back', 'back-page');
    give('back-file', file);
    expect((await screen.findByTestId('back-problem')).textContent).toMatch(/a post that you never gave them. Nothing was taken in/);
    expect(must(await allOps(hers.vault))).toEqual([]);
  });
});

describe('what an ally or a page may fill in', () => {
  const PAYLOADS = [
    '<img src=x onerror="globalThis.ran=1">', '"><script>globalThis.ran=1</script>', '<svg/onload=globalThis.ran=1>', 'javascript:globalThis.ran=1',
    '<iframe srcdoc="<script>parent.ran=1</script>">', '{{constructor.constructor("globalThis.ran=1")()}}', '\u202e<a href=javascript:globalThis.ran=1>x',
  ];
  const inert = () => {
    expect((globalThis as { ran?: number }).ran).toBeUndefined();
    expect(document.querySelectorAll('main :is(img, script, iframe, object, embed, [onerror], [onload], [srcdoc], [href^="javascript" i])').length).toBe(0);
  };

  it('never becomes markup, an address or a script, in any view', async () => {
    for (const payload of PAYLOADS) {
      const { hers, ally, items, handover } = await twoSides(1, { purpose: payload, rules: payload });
      const item = items[0] as string;
      const [row] = must(await ally.vault.shelf<HeldItem>('held-item'));
      must(await ally.vault.shelve({ put: [{ id: row?.id as string, kind: 'held-item', data: { ...row?.data, text: payload, handle: payload, displayName: payload, address: payload, permalink: payload, site: payload } }] }));
      await open(ally, '#/ally/held', 'held');
      inert();
      expect(screen.getByTestId('held').textContent).toContain(payload.replace('\u202e', ''));
      await open(ally, `#/ally/held/${handover}`, 'work-stop');
      await press('work-begin');
      await press('show-toggle');
      await waitFor(() => expect(screen.getByTestId('revealed').textContent).toContain(payload.slice(2)));
      await press('axis-witness');
      await waitFor(() => expect(screen.queryByTestId('witness-open')).toBeNull());
      inert();
      const words = { ...EMPTY, form: 'other', line: payload.slice(0, 200), note: payload, tags: [payload.slice(0, 40).trim()] };
      must(await say(ally.vault, ally.me.label, hers.me.signed.card.identity, newsOf(item, [], words), new Date()));
      must(await say(hers.vault, hers.me.label, null, newsOf(item, [], { ...EMPTY, form: 'unsure', line: 'quiet', note: 'quiet' }), new Date()));
      await open(ally, `#/ally/held/${handover}`, 'work-stop');
      const file = await new Response(must(await makeReturn(ally.vault, ally.me, ally.contact.id, new Date())).stream).blob();
      await open(hers, '#/ally/back', 'back-page');
      give('back-file', file);
      await screen.findByTestId('back-preview');
      inert();
      await press('back-take');
      await waitFor(() => expect(screen.getByTestId('back-differences').textContent).toContain(payload.slice(2)));
      inert();
      expect(location.hash).toBe('#/ally/back');
      must(await hers.vault.setNote(item, null));
      must(await say(hers.vault, hers.me.label, null, [{ item, field: 'choice', value: { field: 'line', author: ally.me.signed.card.label } }], new Date()));
      await open(hers, `#/saved/${item}`, 'labels');
      await waitFor(() => expect(screen.getByTestId('list').textContent).toContain(payload.slice(2, 40)));
      inert();
    }
  });
});
