// @vitest-environment happy-dom
import '@/tests/lib/locks';

import { act, cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { App } from '@/entrypoints/dashboard/App';
import type { Contact } from '@/utils/domain/handoff';
import { readCard, writeCard } from '@/utils/handoff/card';
import { newContact } from '@/utils/handoff/contacts';
import { safetyNumber } from '@/utils/handoff/safety';
import { setLanguage } from '@/utils/i18n';

import { fakeVault, RECIPIENT } from '../../lib/fake-vault';
import { somePerson, type SomePerson } from '../../lib/person';

vi.mock('@/utils/platform/browser', () => ({ browser: { storage: { local: { get: async () => ({}) } }, runtime: { getManifest: () => ({ version: '9.9.9' }) } } }));
vi.mock('@/utils/messages/client', () => ({ ask: vi.fn(async () => null) }));

configure({ asyncUtilTimeout: 20_000 });
beforeEach(() => { location.hash = ''; });
afterEach(() => { cleanup(); setLanguage('en'); });

const press = (id: string) => act(async () => { fireEvent.click(screen.getByTestId(id)); });
const type = (id: string, value: string) => act(() => { fireEvent.input(screen.getByTestId(id), { target: { value } }); });
const shows = (id: string) => waitFor(() => expect(screen.queryByTestId(id)).not.toBeNull());
const stands = (how: string) => waitFor(() => expect(screen.getByTestId('person-page').dataset['standing']).toBe(how));
const words = () => document.body.textContent ?? '';

async function open(passphrase: string | null = 'six quiet words') {
  location.hash = '#/ally/people';
  const vault = fakeVault({ passphrase, count: 2 });
  render(<App vault={vault} />);
  const contacts = async () => {
    const found = await vault.shelf<Contact>('contact');
    return found.ok ? found.value.map(({ data }) => data) : [];
  };
  const take = async (person: SomePerson) => {
    location.hash = '#/ally/people';
    await shows('card-text');
    await type('card-text', `Here it is: ${writeCard(person.signed)}`);
    await press('take-card');
    await shows('person-page');
  };
  return { vault, contacts, take };
}

async function made() {
  const all = await open();
  await shows('my-name');
  await type('my-name', 'Ann');
  await press('make-card');
  await shows('my-card-text');
  const card = await readCard((screen.getByTestId('my-card-text') as HTMLTextAreaElement).value);
  if (!card.ok) throw new Error(card.error);
  return { ...all, mine: card.value };
}

async function same(which: string) {
  expect((screen.getByTestId(`${which}-same`) as HTMLButtonElement).disabled).toBe(true);
  await press(`${which}-phone`);
  await press(`${which}-same`);
  await stands('fit');
}

describe('people', () => {
  it('nothing is there without a passphrase but the way to one', async () => {
    await open(null);
    await shows('ally-gate');
    expect(screen.queryByTestId('my-name')).toBeNull();
  });

  it('a card is taken, shown under its name, and stands still until its number is compared', async () => {
    const { mine, take, contacts } = await made();
    const bea = await somePerson('Bea <img src=x onerror=alert(1)> \u202egnp.exe');
    await take(bea);
    await stands('not-compared');
    expect(words()).toContain('Bea <img src=x onerror=alert(1)> ⟦RLO⟧');
    expect(document.querySelector('img')).toBeNull();
    expect(screen.getByTestId('compare-number').textContent).toBe(safetyNumber(mine.card, bea.signed.card));
    await same('compare');
    expect((await contacts())[0]?.compared?.how).toBe('phone');
  });

  it('another key under the same name stops everything; the old number or the new one ends it', async () => {
    const { mine, take, contacts } = await made();
    const [bea, again] = await Promise.all([somePerson('Bea'), somePerson('Bea')]);
    await take(bea);
    await same('compare');
    await take(again);
    await stands('changed-key');
    expect(screen.getByTestId('compare-new-number').textContent).toBe(safetyNumber(mine.card, again.signed.card));
    await same('compare-old');
    expect((await contacts())[0]?.card).toEqual(bea.signed);
    await take(again);
    await stands('changed-key');
    await same('compare-new');
    expect((await contacts())[0]).toMatchObject({ card: again.signed, changed: null });
  });

  it('two of one name are kept apart when she says so', async () => {
    const { take, contacts } = await made();
    const [bea, other] = await Promise.all([somePerson('Bea'), somePerson('Bea')]);
    await take(bea);
    await same('compare');
    await take(other);
    await stands('changed-key');
    await type('else-name', 'Bea from the choir');
    await press('else-yes');
    await stands('not-compared');
    expect((await contacts()).map(({ name, compared, changed }) => [name, compared !== null, changed])).toEqual([['Bea', true, null], ['Bea from the choir', false, null]]);
  });

  it('her own card, and what is none, are told in words', async () => {
    const { mine, contacts } = await made();
    await type('card-text', writeCard(mine));
    await press('take-card');
    await waitFor(() => expect(words()).toContain('This is your own card.'));
    await type('card-text', 'no card at all');
    await press('take-card');
    await waitFor(() => expect(words()).toContain('There is no card in this.'));
    expect(await contacts()).toEqual([]);
  });

  it('somebody without a card gets a key or words; roles, accounts and removing hold', async () => {
    const { contacts, take } = await made();
    await press('add-recipient');
    await type('recipient-name', 'Station 4');
    await type('recipient-key', `${RECIPIENT} ${RECIPIENT.replace('5r32wk', '5r32wx')}`);
    expect((screen.getByTestId('save-recipient') as HTMLButtonElement).disabled).toBe(true);
    await type('recipient-key', RECIPIENT);
    await press('save-recipient');
    await shows('no-card');
    expect(await contacts()).toMatchObject([{ name: 'Station 4', recipient: RECIPIENT, roles: ['recipient'] }]);
    await take(await somePerson('Bea'));
    await press('role-witness');
    await type('account', 'https://x.com/Bea_1');
    await press('account-add');
    await shows('accounts');
    expect((await contacts())[1]).toMatchObject({ roles: ['ally', 'witness'], accounts: [{ site: 'x', handle: 'bea_1', userId: null }] });
    await press('remove-person');
    await press('remove-yes');
    await shows('people');
    expect((await contacts()).map(({ name }) => name)).toEqual(['Station 4']);
  });

  it('recipients among them are offered for packages by name: not before their number is compared, nor while another key came', async () => {
    const { vault, contacts, take } = await made();
    const [bea, again] = await Promise.all([somePerson('Bea'), somePerson('Bea')]);
    await vault.shelve({ put: [{ id: 'e'.repeat(32), kind: 'contact', data: newContact('e'.repeat(32), 'Station 4', ['recipient'], null) }] });
    location.hash = '#/handover';
    await waitFor(() => expect((screen.getByTestId('choose-everything') as HTMLButtonElement).disabled).toBe(false));
    await press('choose-everything');
    const offered = async () => {
      location.hash = '#/handover';
      await shows('export-known');
      return screen.getByTestId('export-known') as HTMLInputElement;
    };
    await take(bea);
    await press('role-recipient');
    await waitFor(async () => expect((await contacts())[1]?.roles).toContain('recipient'));
    expect((await offered()).disabled).toBe(true);
    expect(screen.getByTestId('export-by-words').textContent).toContain('Station 4');
    await take(bea);
    await same('compare');
    expect((await offered()).disabled).toBe(false);
    await take(again);
    await stands('changed-key');
    expect((await offered()).disabled).toBe(true);
  });
});
