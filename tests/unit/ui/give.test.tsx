// @vitest-environment happy-dom
import '@/tests/lib/locks';

import { act, cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { App } from '@/entrypoints/dashboard/App';
import type { Bytes } from '@/utils/crypto/bytes';
import { concat } from '@/utils/crypto/bytes';
import type { Contact, Given } from '@/utils/domain/handoff';
import { contactRow } from '@/utils/handoff/book';
import { newContact } from '@/utils/handoff/contacts';
import { openEnvelope } from '@/utils/handoff/envelope/open';
import { checkBody } from '@/utils/handoff/handover/body';
import { readRevocation } from '@/utils/handoff/handover/revocation';
import { introduce } from '@/utils/handoff/person';
import { setLanguage } from '@/utils/i18n';

import { fakeVault } from '../../lib/fake-vault';
import { must } from '../../lib/empty-vault';
import { somePerson, type SomePerson } from '../../lib/person';

vi.mock('webextension-polyfill', () => import('@/tests/lib/fake-browser'));
vi.mock('@/utils/platform/browser', () => ({ browser: { storage: { local: { get: async () => ({}) } }, runtime: { getManifest: () => ({ version: '9.9.9' }) } } }));
vi.mock('@/utils/messages/client', () => ({ ask: vi.fn(async () => null) }));

/** What was written, by name; null in the place of a file: she closed the dialog. */
const files = new Map<string, Bytes>();
let dialog: 'saves' | 'closed' = 'saves';
vi.mock('@/utils/ui/save-file', () => ({
  downloadBytes: () => undefined,
  openFile: async (name: string) => {
    if (dialog === 'closed') return null;
    const pieces: Bytes[] = [];
    return { place: 'downloads', stream: new WritableStream<Bytes>({ write: (piece) => void pieces.push(piece.slice()) }), finish: async () => void files.set(name, concat(...pieces)), abort: async () => void files.delete(name) };
  },
}));

configure({ asyncUtilTimeout: 20_000 });
beforeEach(() => { location.hash = ''; files.clear(); dialog = 'saves'; });
afterEach(() => { cleanup(); setLanguage('en'); });

const press = (id: string) => act(async () => { fireEvent.click(screen.getByTestId(id)); });
const submit = () => act(async () => { fireEvent.submit(screen.getByTestId('give-form')); });
const type = (id: string, value: string) => act(() => { fireEvent.input(screen.getByTestId(id), { target: { value } }); });
const shows = (id: string) => waitFor(() => expect(screen.queryByTestId(id)).not.toBeNull());
const words = () => document.body.textContent ?? '';

const contact = (who: SomePerson, more: Partial<Contact> = {}): Contact =>
  ({ ...newContact(crypto.randomUUID().replaceAll('-', ''), who.signed.card.name, ['ally'], who.signed), compared: { at: '2026-11-20T10:00:00.000Z', how: 'in-person' }, ...more });

async function open(...contacts: Contact[]) {
  const vault = fakeVault({ passphrase: 'six quiet words', count: 3 });
  must(await introduce(vault, 'Wren'));
  must(await vault.shelve({ put: contacts.map(contactRow) }));
  location.hash = '#/saved';
  render(<App vault={vault} />);
  await waitFor(() => expect((screen.getByTestId('select-all') as HTMLButtonElement).disabled).toBe(false));
  await press('select-all');
  await shows('give-chosen');
  await press('give-chosen');
  await shows('give-page');
  return { vault, given: async () => must(await vault.shelf<Given>('given')), people: async () => must(await vault.shelf<Contact>('contact')).map(({ data }) => data) };
}

/** What the ally's device makes of it. */
async function opened(who: SomePerson, vault: Awaited<ReturnType<typeof open>>['vault']) {
  const [bytes] = [...files.values()].slice(-1);
  const me = must(await introduce(vault, 'Wren'));
  return openEnvelope(new Blob([bytes ?? new Uint8Array()]), {
    identities: [who.age], me: who.signed.card.identity, contacts: [{ ...newContact('0'.repeat(32), 'Wren', ['ally'], me.signed), compared: { at: '2026-11-20T10:00:00.000Z', how: 'phone' } }], seen: [], now: new Date(),
  });
}

describe('Give', () => {
  it('20, 44: words by default, for whom it was compared with, with an end, and nothing else unless it is ticked', async () => {
    const [sorrel, teal] = await Promise.all([somePerson('Sorrel'), somePerson('Teal')]);
    const [fit, not] = [contact(sorrel), contact(teal, { compared: null })];
    const { vault, given, people } = await open(fit, not);
    expect(screen.getByTestId('give-count').textContent).toContain('3');
    expect((screen.getByTestId(`give-to-${fit.id}`) as HTMLInputElement).checked).toBe(true);
    expect((screen.getByTestId(`give-to-${not.id}`) as HTMLInputElement).disabled).toBe(true);
    expect((screen.getByTestId('give-words') as HTMLInputElement).checked).toBe(true);
    expect((screen.getByTestId('give-pictures') as HTMLInputElement).checked).toBe(false);
    expect([screen.queryByTestId('give-intimate'), screen.queryByTestId('give-grounds')]).toEqual([null, null]);
    expect(screen.getByTestId('give-before').textContent).toMatch(/Sorrel.*testify.*cannot be called back/s);
    await type('give-purpose', 'Sort by form');
    await type('give-rules', 'Not at night.');
    await submit();
    await shows('give-done');
    expect([...files.keys()][0]).toMatch(/^notes-\d{4}-\d\d-\d\d\.age$/);
    const envelope = await opened(sorrel, vault);
    const body = checkBody(await envelope.readJson('body.json'));
    expect(body).toMatchObject({ purpose: 'Sort by form', rules: 'Not at night.', scope: { words: true, pictures: false, intimate: false, grounds: false } });
    expect(body?.items).toHaveLength(3);
    expect(envelope.head.parts.some(({ name }) => name.endsWith('.png'))).toBe(false);
    const days = (Date.parse(envelope.head.ends ?? '') - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(30);
    expect(await given()).toMatchObject([{ data: { to: [fit.id], items: expect.any(Array) as unknown, revoked: null } }]);
    expect((await people()).find(({ id }) => id === fit.id)).toMatchObject({ sent: 1 });
  });

  it('asks to delete by a signed file, and says that a copy cannot be called back', async () => {
    const sorrel = await somePerson('Sorrel');
    const { vault, given } = await open(contact(sorrel));
    await submit();
    await shows('give-done');
    await press('give-again');
    await shows('given');
    await press('given-ask');
    expect(screen.getByTestId('ask-dialog').textContent).toContain('A copy cannot be called back');
    await press('ask-yes');
    await shows('given-said');
    await waitFor(() => expect(screen.getByTestId('given').dataset['revoked']).toBe('true'));
    const [row] = await given();
    const envelope = await opened(sorrel, vault);
    expect(envelope.head).toMatchObject({ kind: 'revoke', sequence: 2 });
    expect(await readRevocation(envelope)).toEqual([row?.id]);
  });

  it('gives nothing when the dialog is closed', async () => {
    dialog = 'closed';
    const { given } = await open(contact(await somePerson('Sorrel')));
    await submit();
    await shows('give-form');
    expect(await given()).toEqual([]);
    expect(files.size).toBe(0);
  });

  it('with nobody here says what comes first', async () => {
    await open();
    await shows('give-nobody');
    expect(words()).toContain('Exchange cards first');
  });
});
